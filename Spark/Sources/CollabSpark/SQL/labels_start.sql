-- Where label propagation begins: everyone with ties under a label of their own.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT author, author AS label, FALSE AS has_changed FROM ${table:vertices} WHERE strength > 0D
