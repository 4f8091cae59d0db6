-- The lines that could not be read, as they are.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT rejected AS line FROM ${table:works} WHERE rejected IS NOT NULL
