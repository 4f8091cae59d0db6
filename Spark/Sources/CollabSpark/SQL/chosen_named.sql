-- The authors of a name, whatever its case.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT p.author, 0 AS steps FROM ${table:people} p JOIN ${table:vertices} v ON v.author = p.author
WHERE p.label = ${name} OR lower(p.label) = lower(${name})
