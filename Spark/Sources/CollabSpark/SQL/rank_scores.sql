-- What another measure gives the authors of a ranking.
SELECT t.author, CAST(m.${column} AS DOUBLE) AS score
FROM ${table:top} t JOIN ${table:measure} m ON m.author = t.author
