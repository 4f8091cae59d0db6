-- Says that a step is finished, and what it counted.
INSERT OVERWRITE DIRECTORY ${dir:marker} USING parquet
SELECT CAST(${stamp} AS BIGINT) AS stamp, CAST(${count} AS BIGINT) AS step_count, CAST(${change} AS DOUBLE) AS step_change,
       CAST(${place} AS INT) AS step_place
