-- What came of the lines.
SELECT COUNT(*) AS lines, COUNT(rejected) AS rejected,
       COUNT(CASE WHEN rejected IS NULL THEN work END) AS works,
       COUNT(DISTINCT CASE WHEN rejected IS NULL THEN work END) AS distinct_works
FROM ${table:works}
