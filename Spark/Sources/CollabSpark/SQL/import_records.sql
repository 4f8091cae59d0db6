-- The works of a source of records: people by the source's number, else by ORCID, else by the spelling of their name,
-- which joins nobody who has a number or an ORCID; a name with a homonym number is shown with it. The item is what
-- local commands read.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT work, work_key, year, citations, incomplete, 1L AS entries, own AS people,
       array_distinct(filter(transform(byline, (a, i) -> CASE WHEN a.is_group THEN element_at(people, CAST(i + 1 AS INT)) END),
                             p -> p IS NOT NULL)) AS groups,
       transform(transform(own, p -> element_at(byline, CAST(array_position(people, p) AS INT))),
                 a -> CASE WHEN a.id RLIKE ' [0-9]{4}$' THEN concat(a.name, ' (', right(a.id, 4), ')') ELSE a.name END) AS labels,
       transform(own, p -> lower(regexp_replace(element_at(byline, CAST(array_position(people, p) AS INT)).name,
                                                '^(.*) ([^ ]+)$', '$2 $1'))) AS sort_keys,
       to_json(named_struct(
         'id', work_key, 'type', COALESCE(kind, 'document'), 'title', title, 'container-title', venue, 'DOI', nullif(doi, ''),
         'issued', CASE WHEN year IS NOT NULL THEN named_struct('date-parts', array(array(year))) END,
         'author', transform(byline, a -> named_struct('literal', a.name, 'ORCID', a.orcid)),
         'custom', named_struct(
           'citations', citations, 'field', field, 'incomplete', CASE WHEN incomplete THEN TRUE END,
           'authors', transform(byline, a -> CASE WHEN a.id IS NULL THEN CAST(array() AS ARRAY<STRING>) ELSE array(concat(${scheme}, a.id)) END)))) AS item,
       CASE WHEN is_rejected THEN line END AS rejected
FROM (SELECT *, array_distinct(people) AS own
      FROM (SELECT *, transform(byline, a -> COALESCE(
               try_cast(CASE WHEN a.id RLIKE '^A[0-9]+$' THEN substring(a.id, 2) END AS BIGINT),
               -1 - pmod(xxhash64(CASE WHEN a.id IS NOT NULL THEN concat('id:', a.id)
                                       WHEN a.orcid IS NOT NULL THEN concat('orcid:', a.orcid)
                                       ELSE concat('name:', a.name) END), 4611686018427387904L))) AS people
      FROM (SELECT line, work_key, title, kind, venue, field, doi, year, citations, incomplete, is_rejected,
                   xxhash64(work_key) AS work,
                   filter(COALESCE(byline, CAST(array() AS ARRAY<STRUCT<id: STRING, name: STRING, orcid: STRING, is_group: BOOLEAN>>)),
                          a -> trim(a.name) <> '') AS byline
            FROM (${query:source}) source) named) numbered) own_people
