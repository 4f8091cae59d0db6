-- The number of rows of a table.
SELECT COUNT(*) AS step_count FROM ${table:in}
