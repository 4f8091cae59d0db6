graph [
  directed 1
  node [
    id 0
    label "Ada Lovelace"
  ]
  node [
    id 1
    label "Bob"
  ]
  node [
    id 2
    label "&#23665;&#30000; &#22826;&#37070;"
  ]
  node [
    id 3
    label "Eve"
  ]
  node [
    id 4
    label "Dee von X"
  ]
  edge [
    source 0
    target 1
    weight 1.5
  ]
  edge [
    source 1
    target 0
    weight 3.5
  ]
  edge [
    source 1
    target 2
    weight 2
  ]
  edge [
    source 1
    target 3
    weight 0.25
  ]
]
