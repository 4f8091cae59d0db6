-- Where core numbers begin: everyone at their number of coauthors, which no core number exceeds.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT author, COUNT(*) AS core, FALSE AS has_changed
FROM (SELECT src AS author FROM ${table:ties} UNION ALL SELECT dst AS author FROM ${table:ties}) ends
GROUP BY author
