-- How many a step lowered.
SELECT COUNT(*) AS changed FROM ${table:state} WHERE has_changed
