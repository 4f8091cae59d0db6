-- The people: what each is called, and after what tables order them where scores are equal. Of several spellings the
-- most frequent is taken, of equally frequent ones the longer. Where several have one name, those behind the first
-- have a number.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT author, CASE WHEN number > 1 THEN concat(label, ' (', CAST(number AS STRING), ')') ELSE label END AS label,
       sort_key, is_group
FROM (SELECT author, label, sort_key, is_group, ROW_NUMBER() OVER (PARTITION BY label ORDER BY author) AS number
      FROM (SELECT author, label, sort_key, MAX(is_group) OVER (PARTITION BY author) AS is_group,
                   ROW_NUMBER() OVER (PARTITION BY author ORDER BY n DESC, length(label) DESC, label) AS spelling
            FROM (SELECT author, label, MIN(sort_key) AS sort_key, MAX(is_group) AS is_group, COUNT(*) AS n
                  FROM (SELECT author, element_at(labels, CAST(place + 1 AS INT)) AS label,
                               COALESCE(try_element_at(sort_keys, CAST(place + 1 AS INT)), '') AS sort_key,
                               array_contains(groups, author) AS is_group
                        FROM (SELECT people, labels, sort_keys, groups FROM ${table:works} WHERE rejected IS NULL) w
                        LATERAL VIEW posexplode(people) b AS place, author) named
                  GROUP BY author, label) spelled) once
      WHERE spelling = 1) numbered
