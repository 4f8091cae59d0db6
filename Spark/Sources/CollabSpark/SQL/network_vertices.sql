-- Everyone in the network, with what follows from their works alone.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT author, COUNT(*) AS papers, SUM(1D / n) AS fractional_papers,
       SUM(CASE WHEN n > 1 THEN ${strength} ELSE 0D END) AS strength
FROM ${table:authorship} a GROUP BY author
