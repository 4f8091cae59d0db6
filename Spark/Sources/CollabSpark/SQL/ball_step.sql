-- Balls one step wider: a work's sketch is the union of its authors', and an author's that of their works'. Who comes in
-- at this radius adds to the sums of distances and of their inverses.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT author, ball, size,
       harmonic + GREATEST(0D, size - before) / ${radius} AS harmonic,
       distances + GREATEST(0D, size - before) * ${radius} AS distances,
       GREATEST(0D, size - before) AS grown
FROM (SELECT s.author, COALESCE(w.ball, s.ball) AS ball,
             COALESCE(CAST(hll_sketch_estimate(w.ball) AS DOUBLE), s.size) AS size,
             s.size AS before, s.harmonic, s.distances
      FROM ${table:state} s
      LEFT JOIN (SELECT a.author, hll_union_agg(p.ball) AS ball
                 FROM ${table:authorship} a
                 JOIN (SELECT a.work, hll_union_agg(s.ball) AS ball
                       FROM ${table:authorship} a JOIN ${table:state} s ON s.author = a.author
                       WHERE a.n > 1 GROUP BY a.work) p ON p.work = a.work
                 GROUP BY a.author) w ON w.author = s.author) widened
