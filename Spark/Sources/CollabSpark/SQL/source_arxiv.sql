-- arXiv: its metadata snapshot, one JSON object a line.
SELECT line, j.id AS work_key, regexp_replace(j.title, '\\s+', ' ') AS title, 'article' AS kind, j.`journal-ref` AS venue,
       try_element_at(split(j.categories, ' '), 1) AS field, j.doi AS doi,
       try_cast(nullif(regexp_extract(try_element_at(j.versions, 1).created, '([12][0-9]{3})', 1), '') AS INT) AS year,
       CAST(NULL AS BIGINT) AS citations, FALSE AS incomplete,
       transform(j.authors_parsed, a -> named_struct(
         'id', CAST(NULL AS STRING),
         'name', trim(concat_ws(' ', nullif(try_element_at(a, 2), ''), try_element_at(a, 1), nullif(try_element_at(a, 3), ''))),
         'orcid', CAST(NULL AS STRING), 'is_group', FALSE)) AS byline,
       j.id IS NULL OR j.problem IS NOT NULL AS is_rejected
FROM (SELECT value AS line, from_json(value,
  'id STRING, title STRING, doi STRING, categories STRING, `journal-ref` STRING, authors_parsed ARRAY<ARRAY<STRING>>, versions ARRAY<STRUCT<created: STRING>>, problem STRING',
  map('mode', 'PERMISSIVE', 'columnNameOfCorruptRecord', 'problem')) AS j
  FROM ${lines:in} WHERE trim(value) <> '') parsed
