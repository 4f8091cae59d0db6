-- Hangs each, and those above it, under the least of those above it.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT DISTINCT u, v FROM (
  SELECT s.v AS u, m.least AS v
  FROM ${table:state} s JOIN (SELECT u, MIN(v) AS least FROM ${table:state} GROUP BY u) m ON s.u = m.u
  WHERE s.v > m.least
  UNION ALL
  SELECT u, MIN(v) AS v FROM ${table:state} GROUP BY u) hung
