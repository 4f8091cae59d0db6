-- The people: what each is called, and after what tables order them where scores are equal. Where several have one
-- name, those behind the first have a number.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT author, CASE WHEN number > 1 THEN concat(label, ' (', CAST(number AS STRING), ')') ELSE label END AS label,
       sort_key, is_group
FROM (SELECT author, label, sort_key, is_group, ROW_NUMBER() OVER (PARTITION BY label ORDER BY author) AS number
      FROM (SELECT author, MIN(label) AS label, MIN(sort_key) AS sort_key, MAX(is_group) AS is_group
            FROM (SELECT author, element_at(labels, CAST(place + 1 AS INT)) AS label,
                         COALESCE(try_element_at(sort_keys, CAST(place + 1 AS INT)), '') AS sort_key,
                         array_contains(groups, author) AS is_group
                  FROM (SELECT people, labels, sort_keys, groups FROM ${table:works} WHERE rejected IS NULL) w
                  LATERAL VIEW posexplode(people) b AS place, author) named
            GROUP BY author) once) numbered
