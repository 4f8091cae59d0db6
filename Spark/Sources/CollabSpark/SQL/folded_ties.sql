-- The weight between labels, and within each.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT LEAST(a.label, b.label) AS src, GREATEST(a.label, b.label) AS dst, SUM(t.weight) AS weight
FROM ${table:ties} t
JOIN ${table:state} a ON a.author = t.src
JOIN ${table:state} b ON b.author = t.dst
GROUP BY LEAST(a.label, b.label), GREATEST(a.label, b.label)
