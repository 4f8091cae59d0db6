-- Whether there is any row to read.
SELECT COUNT(*) AS found FROM (SELECT 1 AS one FROM ${table:in} LIMIT 1) first
