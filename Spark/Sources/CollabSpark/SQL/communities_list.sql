-- The communities, largest first, equal ones by their least author.
SELECT s.size, s.works, p.label
FROM (SELECT community, COUNT(*) AS size, SUM(papers) AS works, MIN(author) AS least
      FROM (SELECT COALESCE(c.community, -1 - v.author) AS community, c.author, v.papers
            FROM ${table:communities} c JOIN ${table:vertices} v ON v.author = c.author) members
      GROUP BY community ORDER BY size DESC, least LIMIT ${top}) s
JOIN ${table:people} p ON p.author = s.least
ORDER BY size DESC, least
