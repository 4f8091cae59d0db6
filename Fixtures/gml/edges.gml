# comment with [ and "
Creator "by hand"
Version 1
graph
[
  comment "a ] in a string is no bracket"
  directed 0
  node [ id 10 label "Erd&#337;s &quot;Pál&quot; &amp; R&eacute;nyi" graphics [ x 1.5 fill [ r 1 ] ] ]
  node [ id 700 label "White, D" ]
  node[id -3 label "White, D"]
  node [ id 4 ]
  node [ id 5 name "named
on two lines" ]
  edge [ source 10 target 700 weight 2.5 value 9 ]
  edge [ source 700 target 10 value 4 ]
  edge [ source -3 target 4 ]
  edge [ target 5 source 4 value 1e-3 LineStyle [ a 1 ] ]
  edge [ source 5 target 5 ]
]
