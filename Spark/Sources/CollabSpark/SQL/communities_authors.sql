-- The authors of the largest communities, those of most weight inside first.
SELECT c.place, p.label, m.inner_weight, m.strength
FROM ${table:places} c
JOIN ${table:members} m ON m.community = c.community
JOIN ${table:people} p ON p.author = m.author
ORDER BY c.place, ROUND(m.inner_weight, 9) DESC, ROUND(m.strength, 9) DESC, m.author
