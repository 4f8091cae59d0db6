-- How many components there are, and how many authors the largest has.
SELECT COUNT(*) AS components, MAX(size) AS largest
FROM (SELECT component, COUNT(*) AS size FROM ${table:components} GROUP BY component) sizes
