-- Half of the authors, another half each round, take the label of most weight around them; of equal ones the one whose
-- digest is the least.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT l.author, COALESCE(b.label, l.label) AS label, COALESCE(b.label, l.label) <> l.label AS has_changed
FROM ${table:state} l
LEFT JOIN (SELECT author, max_by(label, struct(ROUND(weight, 9), -xxhash64(label, ${seed}), label)) AS label
           FROM (SELECT e.author, l.label, SUM(e.weight) AS weight
                 FROM (SELECT src AS author, dst AS other, weight FROM ${table:ties}
                       UNION ALL SELECT dst AS author, src AS other, weight FROM ${table:ties}) e
                 JOIN ${table:state} l ON l.author = e.other
                 WHERE e.author <> e.other AND pmod(xxhash64(e.author, ${round}), 2) = 0
                 GROUP BY e.author, l.label) weighed
           GROUP BY author) b ON b.author = l.author
