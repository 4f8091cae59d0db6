-- How many authors bear each label.
SELECT label, COUNT(*) AS size FROM ${table:state} GROUP BY label
