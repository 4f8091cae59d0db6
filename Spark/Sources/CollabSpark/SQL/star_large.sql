-- Hangs the greater neighbours of each under the least of its neighbours and itself.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT DISTINCT s.v AS u, m.least AS v
FROM (SELECT u, v FROM ${table:state} UNION ALL SELECT v AS u, u AS v FROM ${table:state}) s
JOIN (SELECT u, LEAST(u, MIN(v)) AS least
      FROM (SELECT u, v FROM ${table:state} UNION ALL SELECT v AS u, u AS v FROM ${table:state}) ends GROUP BY u) m
  ON s.u = m.u
WHERE s.v > s.u
