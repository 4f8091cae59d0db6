-- The authors of the component of a place in the list, largest first.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT c.author FROM ${table:components} c
JOIN (SELECT component, ROW_NUMBER() OVER (ORDER BY size DESC, component) AS place
      FROM (SELECT component, COUNT(*) AS size FROM ${table:components} GROUP BY component
            ORDER BY size DESC, component LIMIT ${place}) sizes) s ON s.component = c.component
WHERE s.place = ${place}
