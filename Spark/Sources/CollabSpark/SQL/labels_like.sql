-- Names that hold a text, for who misspelled one.
SELECT label FROM ${table:people} WHERE lower(label) LIKE concat('%', lower(${name}), '%') ORDER BY label LIMIT 5
