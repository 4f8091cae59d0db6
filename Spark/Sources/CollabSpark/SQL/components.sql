-- The component of everyone, named by its least author.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT v.author, COALESCE(s.v, v.author) AS component
FROM ${table:vertices} v LEFT JOIN ${table:state} s ON s.u = v.author
