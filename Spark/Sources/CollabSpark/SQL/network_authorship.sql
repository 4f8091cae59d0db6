-- The authorships that make the network: works of the chosen years and with few enough authors, groups or not.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT work, author, n, year, citations
FROM (SELECT work, author, year, citations, is_group,
             CASE WHEN ${groups} THEN n_all ELSE n_people END AS n
      FROM ${table:authorship}) a
WHERE (${groups} OR NOT is_group) AND n <= ${most}
  AND (${anyYear} OR (year IS NOT NULL AND year BETWEEN ${first} AND ${last}))
