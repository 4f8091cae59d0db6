-- The ties: each pair of coauthors once, with the weight and the number of their joint works.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT a.author AS src, b.author AS dst, SUM(${weight}) AS weight, COUNT(*) AS papers
FROM ${table:authorship} a JOIN ${table:authorship} b ON a.work = b.work AND a.author < b.author
GROUP BY a.author, b.author
