-- Where nobody has a coauthor, everyone is a component.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT author, author AS component FROM ${table:vertices}
