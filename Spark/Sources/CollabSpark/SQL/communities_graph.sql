-- The weight of the ties between the largest communities.
SELECT a.place AS src, b.place AS dst, SUM(t.weight) AS weight
FROM (SELECT LEAST(m.community, o.community) AS first, GREATEST(m.community, o.community) AS second, t.weight
      FROM ${table:ties} t
      JOIN ${table:members} m ON m.author = t.src
      JOIN ${table:members} o ON o.author = t.dst
      WHERE m.community <> o.community) t
JOIN ${table:places} a ON a.community = t.first
JOIN ${table:places} b ON b.community = t.second
GROUP BY a.place, b.place
