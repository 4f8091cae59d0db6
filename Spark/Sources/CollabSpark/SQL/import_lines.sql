-- The works of lines of CSL-JSON as `collab export --to csl-jsonl` writes them: one row a line. A line that is no
-- such item keeps its text in `rejected` and counts nowhere else: every such item has a list of authors, and as many
-- numbers and labels.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT
  xxhash64(j.id) AS work,
  j.id AS work_key,
  CASE WHEN year BETWEEN 1000 AND 2999 THEN CAST(year AS INT) END AS year,
  CASE WHEN citations BETWEEN 0 AND 10000000 THEN citations END AS citations,
  CASE WHEN year NOT BETWEEN 1000 AND 2999 THEN 1 ELSE 0 END + CASE WHEN citations NOT BETWEEN 0 AND 10000000 THEN 1 ELSE 0 END AS left_out,
  COALESCE(j.custom.incomplete, FALSE) AS incomplete,
  COALESCE(j.custom.entries, 1L) AS entries,
  array_distinct(COALESCE(j.custom.people, CAST(array() AS ARRAY<BIGINT>))) AS people,
  array_distinct(transform(COALESCE(j.custom.groups, CAST(array() AS ARRAY<INT>)),
                           place -> CASE WHEN place BETWEEN 1 AND size(j.custom.people)
                                         THEN element_at(j.custom.people, place) END)) AS groups,
  transform(array_distinct(COALESCE(j.custom.people, CAST(array() AS ARRAY<BIGINT>))),
            p -> try_element_at(j.custom.labels, CAST(array_position(j.custom.people, p) AS INT))) AS labels,
  CAST(array() AS ARRAY<STRING>) AS sort_keys,
  line AS item,
  CASE WHEN is_rejected THEN line END AS rejected
FROM (
  SELECT line, j, try_element_at(try_element_at(j.issued.`date-parts`, 1), 1) AS year, j.custom.citations AS citations,
    j.id IS NULL OR j.problem IS NOT NULL
      OR j.author IS NULL OR j.custom.people IS NULL OR j.custom.labels IS NULL
      OR size(j.custom.people) <> size(j.author) OR size(j.custom.labels) <> size(j.author)
      OR size(filter(j.custom.groups, g -> g NOT BETWEEN 1 AND size(j.author))) > 0 AS is_rejected
  FROM (
    SELECT value AS line, from_json(value,
      'id STRING, issued STRUCT<`date-parts`: ARRAY<ARRAY<BIGINT>>>, author ARRAY<STRUCT<family: STRING>>, custom STRUCT<citations: BIGINT, incomplete: BOOLEAN, entries: BIGINT, groups: ARRAY<INT>, people: ARRAY<BIGINT>, labels: ARRAY<STRING>>, problem STRING',
      map('mode', 'PERMISSIVE', 'columnNameOfCorruptRecord', 'problem')) AS j
    FROM ${lines:in} WHERE trim(value) <> '') parsed) checked
