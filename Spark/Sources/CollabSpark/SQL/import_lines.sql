-- The works of lines of CSL-JSON as `collab export --to csl-jsonl` writes them: one row a line. A line that is no
-- such item keeps its text in `rejected` and counts nowhere else.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT
  xxhash64(j.id) AS work,
  j.id AS work_key,
  CAST(element_at(element_at(j.issued.`date-parts`, 1), 1) AS INT) AS year,
  CAST(j.custom.citations AS BIGINT) AS citations,
  COALESCE(j.custom.incomplete, FALSE) AS incomplete,
  COALESCE(j.custom.entries, 1L) AS entries,
  array_distinct(COALESCE(j.custom.people, CAST(array() AS ARRAY<BIGINT>))) AS people,
  array_distinct(transform(COALESCE(j.custom.groups, CAST(array() AS ARRAY<INT>)),
                           place -> element_at(j.custom.people, place))) AS groups,
  COALESCE(j.custom.labels, CAST(array() AS ARRAY<STRING>)) AS labels,
  CAST(array() AS ARRAY<STRING>) AS sort_keys,
  line AS item,
  CASE WHEN is_rejected THEN line END AS rejected
FROM (
  SELECT line, j,
    j.id IS NULL OR j.problem IS NOT NULL
      OR (size(j.author) > 0 AND (j.custom.people IS NULL OR size(j.custom.people) <> size(j.author)
                                  OR size(j.custom.labels) <> size(j.author))) AS is_rejected
  FROM (
    SELECT value AS line, from_json(value,
      'id STRING, issued STRUCT<`date-parts`: ARRAY<ARRAY<INT>>>, author ARRAY<STRUCT<family: STRING>>, custom STRUCT<citations: BIGINT, incomplete: BOOLEAN, entries: BIGINT, groups: ARRAY<INT>, people: ARRAY<BIGINT>, labels: ARRAY<STRING>>, problem STRING',
      map('mode', 'PERMISSIVE', 'columnNameOfCorruptRecord', 'problem')) AS j
    FROM ${lines:in} WHERE trim(value) <> '') parsed) checked
