-- One row for each work where several lines have one key: the line that comes first by its text.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT work, work_key, year, citations, incomplete, all_entries AS entries, people, groups, labels, sort_keys, item, rejected
FROM (SELECT *, SUM(entries) OVER (PARTITION BY work) AS all_entries, ROW_NUMBER() OVER (PARTITION BY work ORDER BY item) AS place
      FROM ${table:works} WHERE rejected IS NULL) ranked
WHERE place = 1
UNION ALL
SELECT work, work_key, year, citations, incomplete, entries, people, groups, labels, sort_keys, item, rejected
FROM ${table:works} WHERE rejected IS NOT NULL
