-- Whether the server cuts files at what is asked for, and reads XML.
SELECT from_xml(value, 'name STRING').name AS name FROM ${pieces:in} WITH ('lineSep' = '</r>') LIMIT 0
