-- Two people of one number, as there are where several exports are read, each of which begins at 0; NULL for none.
SELECT MIN(concat(one, ', ', other)) AS example
FROM (SELECT author, MIN(label) AS one, MAX(label) AS other
      FROM (SELECT author, element_at(labels, CAST(place + 1 AS INT)) AS label
            FROM (SELECT people, labels FROM ${table:works} WHERE rejected IS NULL) w
            LATERAL VIEW posexplode(people) b AS place, author) named
      GROUP BY author HAVING MIN(label) <> MAX(label)) clashes
