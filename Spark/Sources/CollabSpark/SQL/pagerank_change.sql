-- How much a step changed, and of how much.
SELECT SUM(change) AS changed, SUM(ABS(next)) AS total FROM ${table:state}
