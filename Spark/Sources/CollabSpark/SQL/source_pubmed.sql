-- PubMed: the XML of its baseline and its updates, cut behind every article. Tags leave titles before entities are
-- decoded, which may stand for `<`.
SELECT line, trim(j.MedlineCitation.PMID) AS work_key,
       nullif(regexp_replace(trim(regexp_replace(COALESCE(nullif(trim(j.title), ''), j.vernacular), '\\s+', ' ')),
         '(?<![.])[.]$', ''), '') AS title,
       CASE WHEN array_contains(types, 'Preprint') THEN 'article'
            WHEN array_contains(types, 'Review') OR array_contains(types, 'Systematic Review') THEN 'review'
            ELSE 'article-journal' END AS kind,
       COALESCE(article.Journal.Title, article.Journal.ISOAbbreviation) AS venue, CAST(NULL AS STRING) AS field,
       COALESCE(try_element_at(filter(j.PubmedData.ArticleIdList.ArticleId, i -> i._IdType = 'doi'), 1)._VALUE,
                try_element_at(filter(article.ELocationID, i -> i._EIdType = 'doi'), 1)._VALUE) AS doi,
       try_cast(nullif(regexp_extract(COALESCE(
         article.Journal.JournalIssue.PubDate.Year, article.Journal.JournalIssue.PubDate.MedlineDate,
         try_element_at(article.ArticleDate, 1).Year), '([12][0-9]{3})', 1), '') AS INT) AS year,
       CAST(NULL AS BIGINT) AS citations, COALESCE(article.AuthorList._CompleteYN = 'N', FALSE) AS incomplete,
       transform(filter(article.AuthorList.Author, a -> COALESCE(a._ValidYN, 'Y') <> 'N'), a -> named_struct(
         'id', CAST(NULL AS STRING),
         'name', COALESCE(a.CollectiveName, trim(concat_ws(' ', COALESCE(a.ForeName, a.FirstName, a.Initials), a.LastName, a.Suffix))),
         'orcid', nullif(regexp_extract(
           try_element_at(filter(a.Identifier, i -> upper(i._Source) = 'ORCID'), 1)._VALUE, '([0-9X-]{19})/?$', 1), ''),
         'is_group', a.CollectiveName IS NOT NULL)) AS byline,
       j.problem IS NOT NULL OR COALESCE(trim(j.MedlineCitation.PMID), '') = '' AS is_rejected
FROM (SELECT line, j, j.MedlineCitation.Article AS article, j.MedlineCitation.Article.PublicationTypeList.PublicationType AS types
      FROM (SELECT value AS line, from_xml(
              concat('<r>', regexp_extract(value, '(?s)<PubmedArticle(?: [^>]*)?>(.*)$', 1),
                     '<title>', regexp_replace(regexp_extract(value, '(?s)<ArticleTitle(?: [^>]*)?>(.*?)</ArticleTitle>', 1), '<[^<>]*>', ''),
                     '</title><vernacular>', regexp_replace(regexp_extract(value, '(?s)<VernacularTitle(?: [^>]*)?>(.*?)</VernacularTitle>', 1), '<[^<>]*>', ''),
                     '</vernacular></r>'),
              'title STRING, vernacular STRING, MedlineCitation STRUCT<PMID: STRING, Article: STRUCT<Journal: STRUCT<Title: STRING, ISOAbbreviation: STRING, JournalIssue: STRUCT<PubDate: STRUCT<Year: STRING, MedlineDate: STRING>>>, AuthorList: STRUCT<_CompleteYN: STRING, Author: ARRAY<STRUCT<_ValidYN: STRING, LastName: STRING, ForeName: STRING, FirstName: STRING, Initials: STRING, Suffix: STRING, CollectiveName: STRING, Identifier: ARRAY<STRUCT<_VALUE: STRING, _Source: STRING>>>>>, ELocationID: ARRAY<STRUCT<_VALUE: STRING, _EIdType: STRING>>, ArticleDate: ARRAY<STRUCT<Year: STRING>>, PublicationTypeList: STRUCT<PublicationType: ARRAY<STRING>>>>, PubmedData STRUCT<ArticleIdList: STRUCT<ArticleId: ARRAY<STRUCT<_VALUE: STRING, _IdType: STRING>>>>, problem STRING',
              map('mode', 'PERMISSIVE', 'columnNameOfCorruptRecord', 'problem')) AS j
            FROM ${pieces:in} WITH ('lineSep' = '</PubmedArticle>')
            WHERE value RLIKE '<Pubmed(Book)?Article[ >]') cut) parsed
