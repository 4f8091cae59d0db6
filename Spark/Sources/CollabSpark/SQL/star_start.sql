-- Where components begin: everyone under the least author of each of their works.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT DISTINCT a.author AS u, w.least AS v
FROM ${table:authorship} a
JOIN (SELECT work, MIN(author) AS least FROM ${table:authorship} WHERE n > 1 GROUP BY work) w ON a.work = w.work
WHERE a.author > w.least
