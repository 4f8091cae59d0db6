-- How many took another label.
SELECT COUNT(*) AS changed FROM ${table:state} WHERE has_changed
