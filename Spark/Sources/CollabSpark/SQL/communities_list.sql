-- The largest communities in their order, with the works of which they have at least half of the authors and the three
-- authors of most weight inside.
SELECT c.place, c.size, COALESCE(w.works, 0) AS works, c.inner_weight, c.outer_weight, l.first, l.second, l.third
FROM ${table:places} c
JOIN (SELECT community, MAX(CASE WHEN number = 1 THEN label END) AS first,
             MAX(CASE WHEN number = 2 THEN label END) AS second, MAX(CASE WHEN number = 3 THEN label END) AS third
      FROM (SELECT m.community, p.label,
                   ROW_NUMBER() OVER (PARTITION BY m.community
                                      ORDER BY ROUND(m.inner_weight, 9) DESC, ROUND(m.strength, 9) DESC, m.author) AS number
            FROM ${table:places} c
            JOIN ${table:members} m ON m.community = c.community
            JOIN ${table:people} p ON p.author = m.author) ordered
      WHERE number <= 3 GROUP BY community) l ON l.community = c.community
LEFT JOIN (SELECT community, COUNT(*) AS works
           FROM (SELECT a.work, m.community, COUNT(*) AS present, MAX(a.n) AS n
                 FROM ${table:places} c
                 JOIN ${table:members} m ON m.community = c.community
                 JOIN ${table:authorship} a ON a.author = m.author
                 GROUP BY a.work, m.community) shares
           WHERE 2 * present >= n GROUP BY community) w ON w.community = c.community
ORDER BY c.place
