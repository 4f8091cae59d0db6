-- OpenAlex: works of a snapshot as Parquet, with the members of its JSON as columns.
SELECT COALESCE(id, 'a row without an id') AS line, regexp_extract(id, '(W[0-9]+)$', 1) AS work_key, COALESCE(title, display_name) AS title,
       type AS kind, primary_location.source.display_name AS venue, primary_topic.field.display_name AS field,
       regexp_extract(doi, '(10[.].*)$', 1) AS doi, CAST(publication_year AS BIGINT) AS year,
       CAST(cited_by_count AS BIGINT) AS citations, FALSE AS incomplete,
       transform(authorships, a -> named_struct(
         'id', nullif(regexp_extract(a.author.id, '(A[0-9]+)$', 1), ''),
         'name', COALESCE(a.author.display_name, a.raw_author_name),
         'orcid', nullif(regexp_extract(upper(a.author.orcid), '([0-9X-]{19})$', 1), ''),
         'is_group', FALSE)) AS byline,
       id IS NULL OR NOT id RLIKE 'W[0-9]+$' AS is_rejected
FROM ${table:in}
