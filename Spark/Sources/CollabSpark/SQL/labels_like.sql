-- Names that hold a text, for who misspelled one; first those that have only a number behind it.
SELECT label FROM ${table:people} WHERE lower(label) LIKE concat('%', lower(${name}), '%')
ORDER BY CASE WHEN lower(label) LIKE concat(lower(${name}), ' (%') THEN 0 ELSE 1 END, label LIMIT 5
