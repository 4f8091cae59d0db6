-- h-index over the years since the first work, of works whose citations and year are known; none of these, no score.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT author, COUNT(*) AS works, SUM(CASE WHEN is_known THEN 1 ELSE 0 END) AS known,
       MAX(CASE WHEN is_known THEN CAST(CASE WHEN cited >= place THEN place ELSE 0 END AS DOUBLE) END)
               / GREATEST(1D, CAST(MAX(CASE WHEN is_known THEN ${year} - year + 1 END) AS DOUBLE)) AS score
FROM (SELECT author, year, cited, is_known,
             ROW_NUMBER() OVER (PARTITION BY author, is_known ORDER BY cited DESC, work) AS place
      FROM (SELECT author, work, year, citations IS NOT NULL AND year IS NOT NULL AS is_known,
                   GREATEST(0, COALESCE(citations, 0)) AS cited FROM ${table:authorship}) known) ranked
GROUP BY author
