-- The ball of radius 0 around everyone, as a sketch of who is in it.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT author, hll_sketch_agg(author, ${precision}) AS ball, 1D AS size, 0D AS harmonic, 0D AS distances, 0D AS grown
FROM ${table:vertices} GROUP BY author
