-- How many people and places on bylines there are.
SELECT (SELECT COUNT(*) FROM ${table:people}) AS people, (SELECT COUNT(*) FROM ${table:authorship}) AS authorships
