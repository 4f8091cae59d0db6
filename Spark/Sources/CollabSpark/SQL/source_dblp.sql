-- DBLP: its dump in XML, cut before every key, so that large files are read side by side. The entities that its DTD
-- declares are those of Latin 1, in the order of their numbers. Tags leave titles before other entities are decoded,
-- which may stand for `<`. Home pages stand for people and are no works.
SELECT line, key AS work_key, nullif(regexp_replace(trim(j.plain), '(?<![.])[.]$', ''), '') AS title,
       CASE WHEN attributes RLIKE 'publtype="informal' THEN 'article'
            ELSE element_at(map('article', 'article-journal', 'inproceedings', 'paper-conference', 'proceedings', 'book',
                                'book', 'book', 'incollection', 'chapter', 'phdthesis', 'thesis', 'mastersthesis', 'thesis',
                                'www', 'webpage', 'data', 'dataset'), kind) END AS kind,
       COALESCE(j.journal, j.booktitle) AS venue, CAST(NULL AS STRING) AS field,
       nullif(regexp_extract(array_join(j.ee, ' '), 'doi[.]org/(10[.][^ ]+)', 1), '') AS doi,
       try_cast(nullif(regexp_extract(j.year, '^ *([12][0-9]{3}) *$', 1), '') AS INT) AS year,
       CAST(NULL AS BIGINT) AS citations, FALSE AS incomplete,
       transform(j.author, a -> named_struct(
         'id', CASE WHEN a._VALUE RLIKE ' [0-9]{4}$' THEN a._VALUE END,
         'name', regexp_replace(a._VALUE, ' [0-9]{4}$', ''),
         'orcid', nullif(regexp_extract(a._orcid, '([0-9X-]{19})$', 1), ''), 'is_group', FALSE)) AS byline,
       j IS NULL OR j.problem IS NOT NULL OR key = '' AS is_rejected
FROM (SELECT line, key, attributes, kind, from_xml(concat('<r>', body, '<plain>',
          regexp_replace(regexp_extract(body, '(?s)<title(?: [^>]*)?>(.*?)</title>', 1), '<[^<>]*>', ''), '</plain></r>'),
        'author ARRAY<STRUCT<_VALUE: STRING, _orcid: STRING>>, plain STRING, year STRING, journal STRING, booktitle STRING, ee ARRAY<STRING>, problem STRING',
        map('mode', 'PERMISSIVE', 'columnNameOfCorruptRecord', 'problem')) AS j
      FROM (SELECT line, regexp_extract(line, record, 1) AS key, regexp_extract(line, record, 2) AS attributes,
                   regexp_extract(line, record, 4) AS kind,
                   CASE WHEN instr(line, '&') = 0 THEN regexp_extract(line, record, 3)
                        ELSE aggregate(sequence(0, 95), regexp_extract(line, record, 3), (text, place) ->
                          replace(text, concat('&', element_at(split('nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml', ' '), place + 1), ';'),
                                  char(160 + place))) END AS body
            FROM (SELECT value AS line,
                   '(?s)^([^"]*)"([^>]*)>(.*)</(article|inproceedings|proceedings|book|incollection|phdthesis|mastersthesis|www|data|person)>' AS record
                  FROM ${pieces:in} WITH ('lineSep' = ' key="')) cut
            WHERE NOT line RLIKE '^\\s*(<|$)' AND NOT line RLIKE '^homepages/') parted
      WHERE kind <> 'person') parsed
