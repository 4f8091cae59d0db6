graph [
 directed 1
 node [ id 1 label "Ann Hill" ]
 node [ id 2 label "Bob Wood" ]
 edge [ source 1 target 2 value 3 ]
 edge [ source 2 target 1 value 3 ]
]
