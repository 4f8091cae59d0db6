-- The authors of a ranking, to be taken out.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT author FROM ${table:top}
