-- Crossref: works of its public data file, one JSON object a line. A DOI is one whatever its case and its address.
SELECT line, doi AS work_key, try_element_at(j.title, 1) AS title, j.type AS kind,
       try_element_at(j.`container-title`, 1) AS venue, CAST(NULL AS STRING) AS field, doi,
       try_element_at(try_element_at(j.issued.`date-parts`, 1), 1) AS year, j.`is-referenced-by-count` AS citations,
       FALSE AS incomplete,
       transform(j.author, a -> named_struct(
         'id', CAST(NULL AS STRING),
         'name', CASE WHEN trim(concat_ws(' ', a.given, a.family)) = '' THEN a.name ELSE concat_ws(' ', a.given, a.family, a.suffix) END,
         'orcid', nullif(regexp_extract(upper(a.ORCID), '([0-9X-]{19})$', 1), ''),
         'is_group', trim(concat_ws(' ', a.given, a.family)) = '')) AS byline,
       doi IS NULL OR j.problem IS NOT NULL AS is_rejected
FROM (SELECT line, j, nullif(regexp_replace(lower(trim(j.DOI)), '^(https?://(dx[.]|www[.])?doi[.]org/|(dx[.])?doi[.]org/|doi:) *', ''), '') AS doi
      FROM (SELECT value AS line, from_json(value,
  'DOI STRING, title ARRAY<STRING>, type STRING, `container-title` ARRAY<STRING>, issued STRUCT<`date-parts`: ARRAY<ARRAY<BIGINT>>>, `is-referenced-by-count` BIGINT, author ARRAY<STRUCT<given: STRING, family: STRING, suffix: STRING, name: STRING, ORCID: STRING>>, problem STRING',
  map('mode', 'PERMISSIVE', 'columnNameOfCorruptRecord', 'problem')) AS j
            FROM ${lines:in} WHERE trim(value) <> '') parsed) folded
