-- The measures that read an author's works, most cited first. Works whose citations are not known do not count; an
-- author without any other has no score.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT author, COUNT(*) AS works, SUM(CASE WHEN is_known THEN 1 ELSE 0 END) AS known,
       SUM(CASE WHEN is_known THEN cited END) AS citations,
       MAX(CASE WHEN is_known THEN CASE WHEN cited >= place THEN place ELSE 0 END END) AS h_index,
       MAX(CASE WHEN is_known THEN CASE WHEN sum_so_far >= CAST(place AS BIGINT) * place THEN place ELSE 0 END END) AS g_index,
       SUM(CASE WHEN is_known THEN CASE WHEN cited >= ${least} THEN 1 ELSE 0 END END) AS i10
FROM (SELECT author, is_known, cited,
             ROW_NUMBER() OVER (PARTITION BY author, is_known ORDER BY cited DESC, work) AS place,
             SUM(cited) OVER (PARTITION BY author, is_known ORDER BY cited DESC, work
                              ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS sum_so_far
      FROM (SELECT author, work, citations IS NOT NULL AS is_known, GREATEST(0, COALESCE(citations, 0)) AS cited
            FROM ${table:authorship}) known) ranked
GROUP BY author
