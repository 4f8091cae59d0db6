-- The community of everyone, with the weight of their ties inside it and that of all their ties. Those without ties
-- are communities of their own, with negative numbers.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT v.author, COALESCE(c.community, -1 - v.author) AS community, COALESCE(i.inner_weight, 0D) AS inner_weight, v.strength
FROM ${table:vertices} v
JOIN ${table:communities} c ON c.author = v.author
LEFT JOIN (SELECT author, SUM(weight) AS inner_weight
           FROM (SELECT explode(array(t.src, t.dst)) AS author, t.weight
                 FROM ${table:ties} t
                 JOIN ${table:communities} a ON a.author = t.src
                 JOIN ${table:communities} b ON b.author = t.dst
                 WHERE a.community = b.community) ends
           GROUP BY author) i ON i.author = v.author
