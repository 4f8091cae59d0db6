-- What the works are and lack.
SELECT COUNT(*) AS works, SUM(entries) AS entries,
       COUNT(CASE WHEN incomplete THEN 1 END) AS incomplete_works,
       COUNT(CASE WHEN size(people) = 0 THEN 1 END) AS works_without_authors,
       COUNT(*) - COUNT(year) AS works_without_year,
       COUNT(*) - COUNT(citations) AS works_without_citations,
       MIN(year) AS first_year, MAX(year) AS last_year,
       COUNT(CASE WHEN NOT is_outside AND n > ${most} THEN 1 END) AS works_over_maximum,
       COUNT(CASE WHEN is_outside THEN 1 END) AS works_outside_years
FROM (SELECT *, CASE WHEN ${groups} THEN size(people) ELSE size(people) - size(groups) END AS n,
             NOT ${anyYear} AND (year IS NULL OR year NOT BETWEEN ${first} AND ${last}) AS is_outside
      FROM ${table:works} WHERE rejected IS NULL) w
