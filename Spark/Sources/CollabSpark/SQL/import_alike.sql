-- How many works have the title and the people of another, and how many the DOI of another.
SELECT COALESCE(SUM(CASE WHEN kind = 'title' THEN n - 1 END), 0L) AS titles,
       COALESCE(SUM(CASE WHEN kind = 'doi' THEN n - 1 END), 0L) AS dois
FROM (SELECT kind, digest, COUNT(*) AS n
      FROM (SELECT 'title' AS kind, xxhash64(lower(trim(get_json_object(item, '$.title'))), array_join(array_sort(people), ' ')) AS digest
            FROM ${table:works}
            WHERE rejected IS NULL AND size(people) > 0 AND trim(get_json_object(item, '$.title')) <> ''
            UNION ALL
            SELECT 'doi' AS kind, xxhash64(lower(get_json_object(item, '$.DOI'))) AS digest
            FROM ${table:works}
            WHERE rejected IS NULL AND get_json_object(item, '$.DOI') IS NOT NULL) digests
      GROUP BY kind, digest HAVING COUNT(*) > 1) alike
