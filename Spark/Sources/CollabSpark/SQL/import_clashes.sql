-- How many numbers are several people, as those of several exports are, each of which begins at 0; and two of them.
SELECT COUNT(*) AS people, MIN(concat(one, ', ', other)) AS example
FROM (SELECT author, MIN(label) AS one, MAX(label) AS other
      FROM (SELECT author, element_at(labels, CAST(place + 1 AS INT)) AS label
            FROM (SELECT people, labels FROM ${table:works} WHERE rejected IS NULL) w
            LATERAL VIEW posexplode(people) b AS place, author) named
      GROUP BY author HAVING MIN(label) <> MAX(label)) clashes
