-- The authors of the community of a place in the list, to be taken out.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT m.author FROM ${table:places} c JOIN ${table:members} m ON m.community = c.community WHERE c.place = ${place}
