-- The components, largest first, equal ones by their least author.
SELECT c.component, c.size, p.label
FROM (SELECT component, COUNT(*) AS size FROM ${table:components} GROUP BY component
      ORDER BY size DESC, component LIMIT ${top}) c
JOIN ${table:people} p ON p.author = c.component
ORDER BY size DESC, component
