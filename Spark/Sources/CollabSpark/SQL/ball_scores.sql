-- Harmonic and closeness of everyone, from the sums over their balls.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT author, harmonic / ${divisor} AS harmonic,
       CASE WHEN distances > 0D THEN (size - 1D) / ${others} * ((size - 1D) / distances) ELSE 0D END AS closeness
FROM ${table:state}
