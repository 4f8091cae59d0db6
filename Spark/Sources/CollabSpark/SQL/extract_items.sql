-- The works of some authors, as the lines from which they were read; only works whose authors are all among them, or all
-- of theirs, and of one field or of any.
SELECT w.item
FROM ${table:works} w
JOIN (SELECT a.work, COUNT(*) AS present, MAX(a.n) AS n
      FROM ${table:authorship} a JOIN ${table:chosen} c ON c.author = a.author GROUP BY a.work) k ON k.work = w.work
WHERE w.rejected IS NULL AND (NOT ${inside} OR k.present = k.n)
  AND (${field} = '' OR lower(get_json_object(w.item, '$.custom.field')) = lower(${field}))
ORDER BY w.work_key
