-- Harmonic and closeness of everyone, from the sums over their balls. The last ball is the component, whose size is
-- known: all sums are scaled to it, since the errors of a component's balls go together.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT author, harmonic * scale / ${divisor} AS harmonic,
       CASE WHEN distances > 0D THEN reached / ${others} * (reached / (distances * scale)) ELSE 0D END AS closeness
FROM (SELECT s.author, s.harmonic, s.distances, CAST(k.members - 1 AS DOUBLE) AS reached,
             CASE WHEN s.size > 1D THEN (k.members - 1) / (s.size - 1D) ELSE 1D END AS scale
      FROM ${table:state} s
      JOIN ${table:components} c ON c.author = s.author
      JOIN (SELECT component, COUNT(*) AS members FROM ${table:components} GROUP BY component) k
        ON k.component = c.component) scaled
