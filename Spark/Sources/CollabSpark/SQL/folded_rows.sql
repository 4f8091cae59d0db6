-- The ties between labels, as they are.
SELECT src, dst, weight FROM ${table:ties}
