-- The community of everyone; those without ties are communities of their own, numbered behind the others.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT v.author, c.community
FROM ${table:vertices} v
LEFT JOIN (SELECT l.author, m.community FROM ${table:state} l JOIN ${table:mapping} m ON m.label = l.label) c
  ON c.author = v.author
