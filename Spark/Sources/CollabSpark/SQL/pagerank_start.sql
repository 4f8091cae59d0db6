-- Where PageRank begins: everyone with ties at the same rank, everyone without at the rank that stays theirs.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT author, strength,
       CASE WHEN strength > 0 THEN ${constant} / (1D - ${damping}) ELSE ${constant} END AS rank,
       CASE WHEN strength > 0 THEN ${constant} / (1D - ${damping}) ELSE ${constant} END AS previous,
       0D AS change, 0D AS next
FROM ${table:vertices}
