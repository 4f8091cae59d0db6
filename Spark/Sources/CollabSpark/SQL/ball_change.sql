-- How much the balls have grown, all together.
SELECT SUM(grown) AS grown FROM ${table:state}
