-- Everyone in the network, to be taken out.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT author FROM ${table:vertices}
