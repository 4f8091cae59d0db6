-- Where label propagation on labels begins: each under a label of its own.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT DISTINCT label AS author, label, FALSE AS has_changed FROM ${table:labels}
