-- The modularity of communities, on all ties.
SELECT SUM(inner_weight) / MAX(total) AS coverage,
       SUM(inner_weight / total - (strength / (2D * total)) * (strength / (2D * total))) AS modularity,
       COUNT(*) AS communities
FROM (SELECT c.community, MAX(c.strength) AS strength, COALESCE(MAX(i.inner_weight), 0D) AS inner_weight
      FROM (SELECT c.community, SUM(e.weight) AS strength
            FROM (SELECT src AS author, weight FROM ${table:ties}
                  UNION ALL SELECT dst AS author, weight FROM ${table:ties}) e
            JOIN ${table:communities} c ON c.author = e.author GROUP BY c.community) c
      LEFT JOIN (SELECT a.community, SUM(t.weight) AS inner_weight
                 FROM ${table:ties} t
                 JOIN ${table:communities} a ON a.author = t.src
                 JOIN ${table:communities} b ON b.author = t.dst
                 WHERE a.community = b.community GROUP BY a.community) i ON i.community = c.community
      GROUP BY c.community) sums
CROSS JOIN (SELECT SUM(weight) AS total FROM ${table:ties}) whole
