-- The communities of some labels more, which come as numbers in a text.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT CAST(split_part(pair, ':', 1) AS BIGINT) AS label, CAST(split_part(pair, ':', 2) AS BIGINT) AS community
FROM (SELECT explode(split(${pairs}, ' ')) AS pair) parted
UNION ALL SELECT label, community FROM ${table:before}
