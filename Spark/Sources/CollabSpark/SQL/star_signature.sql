-- Tells one state from another: the number of pairs, and a digest of all of them.
SELECT COUNT(*) AS pairs, COALESCE(bit_xor(xxhash64(u, v)), 0) AS digest FROM ${table:state}
