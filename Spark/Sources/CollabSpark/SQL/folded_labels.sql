-- The labels of everyone, after labels were joined once more.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT s.author, j.label FROM ${table:labels} s JOIN ${table:joined} j ON j.author = s.label
