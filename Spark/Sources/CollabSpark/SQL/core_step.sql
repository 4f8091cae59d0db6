-- Lowers everyone to the greatest k such that k of their coauthors stand at k or more.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT s.author, COALESCE(h.core, 0) AS core, COALESCE(h.core, 0) <> s.core AS has_changed
FROM ${table:state} s
JOIN (SELECT author, MAX(LEAST(place, core)) AS core
      FROM (SELECT e.author, s.core, ROW_NUMBER() OVER (PARTITION BY e.author ORDER BY s.core DESC) AS place
            FROM (SELECT src AS author, dst AS other FROM ${table:ties}
                  UNION ALL SELECT dst AS author, src AS other FROM ${table:ties}) e
            JOIN ${table:state} s ON s.author = e.other) ranked
      GROUP BY author) h ON h.author = s.author
