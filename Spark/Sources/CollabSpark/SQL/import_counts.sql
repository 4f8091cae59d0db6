-- What came of the lines.
SELECT COUNT(*) AS lines, COUNT(rejected) AS rejected,
       COUNT(CASE WHEN rejected IS NULL THEN work END) AS works,
       SUM(CASE WHEN rejected IS NULL THEN left_out END) AS left_out,
       COUNT(CASE WHEN rejected IS NULL AND size(people) > 0 THEN 1 END) AS with_people,
       COUNT(DISTINCT CASE WHEN rejected IS NULL THEN work END) AS distinct_works
FROM ${table:works}
