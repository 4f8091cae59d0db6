-- The number of coauthors.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT author, COUNT(*) AS score
FROM (SELECT src AS author FROM ${table:ties} UNION ALL SELECT dst AS author FROM ${table:ties}) ends
GROUP BY author
