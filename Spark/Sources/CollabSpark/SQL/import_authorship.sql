-- Who stands on which work: one row for each work and person, with what measures need to know of the work.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT work, author, CAST(place AS INT) AS place, array_contains(groups, author) AS is_group,
       CAST(size(people) AS INT) AS n_all, CAST(size(people) - size(groups) AS INT) AS n_people,
       year, citations
FROM (SELECT work, people, groups, year, citations FROM ${table:works} WHERE rejected IS NULL) w
LATERAL VIEW posexplode(people) b AS place, author
