graph [
  node [ id 1 label "Ada" ]
  node [ label "nobody" ]
  node [ id 1 label "Ada again" ]
  node [ id 2 label "Bob"
  node [ id 3 label "Cem" ]
  "stray" 7
  edge [ source 1 target 2 ]
  edge [ source 1 ]
  edge [ source 1 target 9 ]
  edge [ source 2 target 3 weight -2 ]
  edge [ source 2 target 3 weight "high" ]
  edge [ source 1 target ]
  graph [ node [ id 8 ] ]
]
graph [ node [ id 8 ] ]
]
graph [
