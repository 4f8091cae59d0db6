-- How many people and groups there are, and places of people on bylines.
SELECT (SELECT COUNT(*) FROM ${table:people} WHERE NOT is_group) AS authors,
       (SELECT COUNT(*) FROM ${table:people} WHERE is_group) AS groups,
       (SELECT COUNT(*) FROM ${table:authorship} WHERE NOT is_group) AS authorships
