Creator "igraph"
Version 1
graph
[
  directed 0
  node
  [
    id 0
    name "Ada &quot;Countess&quot; Lovelace"
  ]
  node
  [
    id 1
    name "Bob"
  ]
  node
  [
    id 2
    name "Çem, D &amp; Co"
  ]
  node
  [
    id 3
    name "Dee"
  ]
  node
  [
    id 4
    name "Eve"
  ]
  edge
  [
    source 1
    target 0
    weight 1.5
  ]
  edge
  [
    source 2
    target 1
    weight 2
  ]
  edge
  [
    source 2
    target 0
    weight 0.25
  ]
  edge
  [
    source 3
    target 3
    weight 4
  ]
]
