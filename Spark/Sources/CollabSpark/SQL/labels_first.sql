-- The first round of label propagation, where everyone's label is their own: the strongest tie to another decides.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT l.author, COALESCE(b.label, l.label) AS label, COALESCE(b.label, l.label) <> l.label AS has_changed
FROM ${table:state} l
LEFT JOIN (SELECT author, max_by(label, struct(ROUND(weight, 9), -xxhash64(label, ${seed}), label)) AS label
           FROM (SELECT src AS author, dst AS label, weight FROM ${table:ties}
                 UNION ALL SELECT dst AS author, src AS label, weight FROM ${table:ties}) e
           WHERE author <> label AND pmod(xxhash64(author, ${round}), 2) = 0
           GROUP BY author) b ON b.author = l.author
