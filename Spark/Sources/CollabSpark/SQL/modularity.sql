-- The modularity of communities, on all ties, and the number of communities of authors with ties.
SELECT SUM(inner_weight) / MAX(total) AS coverage,
       SUM(inner_weight / total - (strength / (2D * total)) * (strength / (2D * total))) AS modularity,
       COUNT(CASE WHEN community >= 0 THEN 1 END) AS communities
FROM (SELECT community, SUM(inner_weight) / 2D AS inner_weight, SUM(strength) AS strength
      FROM ${table:members} GROUP BY community) sums
CROSS JOIN (SELECT SUM(strength) / 2D AS total FROM ${table:members}) whole
