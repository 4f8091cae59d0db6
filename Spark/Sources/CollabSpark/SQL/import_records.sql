-- The works of a source of records: people by the source's number, else by ORCID, else by the spelling of their name,
-- which joins nobody who has a number or an ORCID; a name with a homonym number is shown with it. The item is what
-- local commands read. Years outside 1000 to 2999, counts of citations outside 0 to 10,000,000, and ORCIDs whose last digit does not
-- follow from the others (ISO 7064, mod 11-2: weights 2^15 … 2^1 mod 11) are left out and counted; so are names that name
-- nobody. A byline that says there are more, beside a name or in it, is incomplete. Names differ by no white space and by
-- no character that is not seen; those that end as a collective's do are groups. Tables are ordered without accents, and
-- by what stands before `Jr.`.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT work, work_key, year, citations, left_out, incomplete, 1L AS entries, own AS people,
       array_distinct(filter(transform(byline, (a, i) -> CASE WHEN a.is_group THEN element_at(people, CAST(i + 1 AS INT)) END),
                             p -> p IS NOT NULL)) AS groups,
       transform(transform(own, p -> element_at(byline, CAST(array_position(people, p) AS INT))),
                 a -> CASE WHEN a.id RLIKE ' [0-9]{4}$' THEN concat(a.name, ' (', right(a.id, 4), ')') ELSE a.name END) AS labels,
       transform(transform(own, p -> element_at(byline, CAST(array_position(people, p) AS INT))),
                 a -> translate(CASE WHEN a.is_group THEN lower(a.name)
                                     ELSE regexp_replace(lower(a.name), '^(.*?) ([^ ]+?)((?:,? (?:[js]r[.]?|ii|iii|iv))?)$', '$2 $1$3') END,
                                ${accented}, ${plain})) AS sort_keys,
       to_json(named_struct(
         'id', work_key, 'type', COALESCE(kind, 'document'), 'title', title, 'container-title', venue, 'DOI', nullif(doi, ''),
         'issued', CASE WHEN year IS NOT NULL THEN named_struct('date-parts', array(array(year))) END,
         'author', transform(byline, a -> named_struct(
           'literal', CASE WHEN NOT a.is_group THEN a.name END, 'name', CASE WHEN a.is_group THEN a.name END, 'ORCID', a.orcid)),
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
      FROM (SELECT line, work_key, title, kind, venue, field, doi, incomplete, is_rejected, xxhash64(work_key) AS work,
                   CASE WHEN year BETWEEN 1000 AND 2999 THEN CAST(year AS INT) END AS year,
                   CASE WHEN citations BETWEEN 0 AND 10000000 THEN citations END AS citations,
                   CASE WHEN year NOT BETWEEN 1000 AND 2999 THEN 1 ELSE 0 END + CASE WHEN citations NOT BETWEEN 0 AND 10000000 THEN 1 ELSE 0 END
                     + size(filter(byline, a -> a.orcid IS NOT NULL))
                     - size(filter(checked, a -> a.orcid IS NOT NULL)) + unnamed AS left_out,
                   checked AS byline
            FROM (SELECT *, transform(byline, a -> named_struct(
                      'id', nullif(trim(a.id), ''), 'name', a.name,
                      'orcid', CASE WHEN a.orcid RLIKE '^[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]$' AND (
                              10 * try_cast(substr(a.orcid, 1, 1) AS INT) + 5 * try_cast(substr(a.orcid, 2, 1) AS INT) + 8 * try_cast(substr(a.orcid, 3, 1) AS INT) + 4 * try_cast(substr(a.orcid, 4, 1) AS INT)
                              + 2 * try_cast(substr(a.orcid, 6, 1) AS INT) + 1 * try_cast(substr(a.orcid, 7, 1) AS INT) + 6 * try_cast(substr(a.orcid, 8, 1) AS INT) + 3 * try_cast(substr(a.orcid, 9, 1) AS INT)
                              + 7 * try_cast(substr(a.orcid, 11, 1) AS INT) + 9 * try_cast(substr(a.orcid, 12, 1) AS INT) + 10 * try_cast(substr(a.orcid, 13, 1) AS INT) + 5 * try_cast(substr(a.orcid, 14, 1) AS INT)
                              + 8 * try_cast(substr(a.orcid, 16, 1) AS INT) + 4 * try_cast(substr(a.orcid, 17, 1) AS INT) + 2 * try_cast(substr(a.orcid, 18, 1) AS INT)
                              + CASE WHEN substr(a.orcid, 19, 1) = 'X' THEN 10 ELSE try_cast(substr(a.orcid, 19, 1) AS INT) END) % 11 = 1 THEN a.orcid END,
                      'is_group', a.is_group OR lower(a.name) RLIKE ${collective})) AS checked
                  FROM (SELECT line, work_key, title, kind, venue, field, doi, year, citations, is_rejected,
                               incomplete OR size(filter(byline, a -> lower(a.name) RLIKE ${more} OR lower(a.name) RLIKE ${tail})) > 0 AS incomplete,
                               size(filter(byline, a -> lower(a.name) RLIKE ${more} OR lower(a.name) RLIKE ${tail} OR lower(a.name) RLIKE ${nobody})) AS unnamed,
                               transform(filter(byline, a -> NOT (lower(a.name) RLIKE ${more} OR lower(a.name) RLIKE ${nobody})),
                                         a -> named_struct('id', a.id, 'name', CASE WHEN lower(a.name) RLIKE ${tail} THEN left(a.name, length(a.name) - length(regexp_extract(lower(a.name), ${tail}, 0))) ELSE a.name END,
                                                           'orcid', a.orcid, 'is_group', a.is_group)) AS byline
                        FROM (SELECT line, work_key, title, kind, venue, field, doi, year, citations, incomplete, is_rejected,
                                     filter(transform(COALESCE(byline, CAST(array() AS ARRAY<STRUCT<id: STRING, name: STRING, orcid: STRING, is_group: BOOLEAN>>)),
                                                      a -> named_struct('id', a.id, 'orcid', a.orcid, 'is_group', a.is_group,
                                                                        'name', trim(regexp_replace(regexp_replace(a.name, '[\\x{ad}\\x{200b}\\x{200e}\\x{200f}\\x{2060}\\x{feff}]', ''), '[\\s\\p{Z}]+', ' ')))),
                                            a -> a.name <> '') AS byline
                              FROM (${query:source}) source) spelled) named) with_check) valid) numbered) own_people
