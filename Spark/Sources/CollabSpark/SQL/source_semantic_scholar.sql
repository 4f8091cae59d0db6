-- Semantic Scholar: the papers of its datasets, one JSON object a line.
SELECT line, CAST(j.corpusid AS STRING) AS work_key, j.title, CAST(NULL AS STRING) AS kind, nullif(j.venue, '') AS venue,
       CAST(NULL AS STRING) AS field, j.externalids.DOI AS doi, j.year, j.citationcount AS citations, FALSE AS incomplete,
       transform(j.authors, a -> named_struct(
         'id', CASE WHEN a.authorId <> '' THEN concat('S', a.authorId) END, 'name', a.name,
         'orcid', CAST(NULL AS STRING), 'is_group', FALSE)) AS byline,
       j.corpusid IS NULL OR j.problem IS NOT NULL AS is_rejected
FROM (SELECT value AS line, from_json(value,
  'corpusid BIGINT, title STRING, venue STRING, year BIGINT, citationcount BIGINT, externalids STRUCT<DOI: STRING>, authors ARRAY<STRUCT<authorId: STRING, name: STRING>>, problem STRING',
  map('mode', 'PERMISSIVE', 'columnNameOfCorruptRecord', 'problem')) AS j
  FROM ${lines:in} WHERE trim(value) <> '') parsed
