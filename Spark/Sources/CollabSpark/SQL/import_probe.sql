-- Whether there is any line to read.
SELECT COUNT(*) AS found FROM (SELECT 1 AS one FROM ${lines:in} LIMIT 1) first
