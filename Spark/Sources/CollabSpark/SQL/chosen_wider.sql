-- The authors, and those who share a work with one of them.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT author, MIN(steps) AS steps
FROM (SELECT author, steps FROM ${table:state}
      UNION ALL
      SELECT a.author, ${radius} AS steps
      FROM ${table:authorship} a
      JOIN (SELECT DISTINCT a.work FROM ${table:authorship} a JOIN ${table:state} s ON s.author = a.author) w
        ON w.work = a.work) near
GROUP BY author
