-- The largest communities with their places from 1, equal ones by their least author.
INSERT OVERWRITE DIRECTORY ${dir:out} USING parquet
SELECT community, size, inner_weight, outer_weight, ROW_NUMBER() OVER (ORDER BY size DESC, least) AS place
FROM (SELECT community, COUNT(*) AS size, SUM(inner_weight) / 2D AS inner_weight,
             GREATEST(0D, SUM(strength) - SUM(inner_weight)) AS outer_weight, MIN(author) AS least
      FROM ${table:members} GROUP BY community ORDER BY size DESC, least LIMIT ${top}) largest
