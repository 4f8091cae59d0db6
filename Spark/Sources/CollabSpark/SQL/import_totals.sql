-- How many people, groups among them, and places on bylines there are.
SELECT COUNT(*) AS people, COUNT(CASE WHEN is_group THEN 1 END) AS groups,
       (SELECT COUNT(*) FROM ${table:authorship}) AS authorships
FROM ${table:people}
