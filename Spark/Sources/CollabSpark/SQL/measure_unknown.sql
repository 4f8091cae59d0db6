-- How many authors have some works, and how many have only works, of which a measure does not know enough.
SELECT COUNT(CASE WHEN known > 0 AND known < works THEN 1 END) AS some, COUNT(CASE WHEN known = 0 THEN 1 END) AS all_unknown,
       COUNT(*) AS authors
FROM ${table:measure}
