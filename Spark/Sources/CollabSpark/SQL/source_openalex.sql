-- OpenAlex: works of a snapshot, one JSON object a line.
SELECT line, regexp_extract(j.id, '(W[0-9]+)$', 1) AS work_key, COALESCE(j.title, j.display_name) AS title, j.type AS kind,
       j.primary_location.source.display_name AS venue, j.primary_topic.field.display_name AS field,
       regexp_extract(j.doi, '(10[.].*)$', 1) AS doi, j.publication_year AS year, j.cited_by_count AS citations,
       COALESCE(j.is_authors_truncated, FALSE) AS incomplete,
       transform(j.authorships, a -> named_struct(
         'id', nullif(regexp_extract(a.author.id, '(A[0-9]+)$', 1), ''),
         'name', COALESCE(a.author.display_name, a.raw_author_name),
         'orcid', nullif(regexp_extract(upper(a.author.orcid), '([0-9X-]{19})$', 1), ''),
         'is_group', FALSE)) AS byline,
       j.id IS NULL OR NOT j.id RLIKE 'W[0-9]+$' OR j.problem IS NOT NULL AS is_rejected
FROM (SELECT value AS line, from_json(value,
  'id STRING, doi STRING, title STRING, display_name STRING, type STRING, publication_year BIGINT, cited_by_count BIGINT, is_authors_truncated BOOLEAN, primary_location STRUCT<source: STRUCT<display_name: STRING>>, primary_topic STRUCT<field: STRUCT<display_name: STRING>>, authorships ARRAY<STRUCT<author: STRUCT<id: STRING, display_name: STRING, orcid: STRING>, raw_author_name: STRING>>, problem STRING',
  map('mode', 'PERMISSIVE', 'columnNameOfCorruptRecord', 'problem')) AS j
  FROM ${lines:in} WHERE trim(value) <> '') parsed
