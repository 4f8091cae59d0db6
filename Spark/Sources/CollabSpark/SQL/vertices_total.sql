-- How many vertices there are, and how many of them have no tie.
SELECT COUNT(*) AS vertices, COUNT(CASE WHEN strength > 0 THEN NULL ELSE 1 END) AS isolated FROM ${table:vertices}
