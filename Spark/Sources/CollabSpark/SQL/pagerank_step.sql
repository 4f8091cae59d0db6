-- One step of Chebyshev's semi-iteration for PageRank, without any tie written out: what a work hands to each of its
-- authors is the sum over its byline less their own part.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT author, strength, previous + ${omega} * (next - previous) AS rank, rank AS previous,
       ABS(next - rank) AS change, next
FROM (SELECT v.author, v.strength, v.rank, v.previous,
             ${damping} * COALESCE(c.received, 0D) + ${constant} AS next
      FROM ${table:state} v
      LEFT JOIN (SELECT a.author, SUM(${weight} * (a.whole - a.part)) AS received
                 FROM (SELECT a.author, a.n, r.rank / r.strength AS part,
                              SUM(r.rank / r.strength) OVER (PARTITION BY a.work) AS whole
                       FROM ${table:authorship} a JOIN ${table:state} r ON a.author = r.author WHERE a.n > 1) a
                 GROUP BY a.author) c
        ON c.author = v.author) stepped
