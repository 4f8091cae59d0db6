-- The fields with most works, for who named one that no work has.
SELECT field, COUNT(*) AS works
FROM (SELECT get_json_object(item, '$.custom.field') AS field FROM ${table:works} WHERE rejected IS NULL) fields
WHERE field IS NOT NULL
GROUP BY field ORDER BY works DESC, field LIMIT 10
