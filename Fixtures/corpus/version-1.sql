-- A corpus as the tables of version 1 were at first, before they kept countries.
PRAGMA application_id = 1129270338;
PRAGMA user_version = 1;
CREATE TABLE source (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, format TEXT NOT NULL,
  sha256 TEXT NOT NULL);
CREATE TABLE name (
  id INTEGER PRIMARY KEY, family TEXT NOT NULL, given TEXT NOT NULL, particle TEXT NOT NULL,
  suffix TEXT NOT NULL, is_group INTEGER NOT NULL,
  UNIQUE (family, given, particle, suffix, is_group));
CREATE TABLE record (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE, position INTEGER NOT NULL,
  line INTEGER NOT NULL, key TEXT, title TEXT, abstract TEXT, abstract_fingerprint INTEGER,
  year INTEGER, month INTEGER, day INTEGER, venue TEXT, type TEXT, field TEXT,
  citations INTEGER, url TEXT, byline_is_cut INTEGER NOT NULL,
  UNIQUE (source, position));
CREATE TABLE record_identifier (
  record INTEGER NOT NULL REFERENCES record ON DELETE CASCADE, position INTEGER NOT NULL,
  scheme TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (record, position)) WITHOUT ROWID;
CREATE TABLE record_affiliation (
  record INTEGER NOT NULL REFERENCES record ON DELETE CASCADE, position INTEGER NOT NULL,
  affiliation TEXT NOT NULL,
  PRIMARY KEY (record, position)) WITHOUT ROWID;
CREATE TABLE byline (
  record INTEGER NOT NULL REFERENCES record ON DELETE CASCADE, position INTEGER NOT NULL,
  name INTEGER NOT NULL REFERENCES name,
  PRIMARY KEY (record, position)) WITHOUT ROWID;
CREATE TABLE byline_identifier (
  record INTEGER NOT NULL REFERENCES record ON DELETE CASCADE, position INTEGER NOT NULL,
  ordinal INTEGER NOT NULL, scheme TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (record, position, ordinal)) WITHOUT ROWID;
CREATE TABLE byline_affiliation (
  record INTEGER NOT NULL REFERENCES record ON DELETE CASCADE, position INTEGER NOT NULL,
  ordinal INTEGER NOT NULL, affiliation TEXT NOT NULL,
  PRIMARY KEY (record, position, ordinal)) WITHOUT ROWID;
CREATE TABLE reported_figure (
  source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE, position INTEGER NOT NULL,
  name INTEGER NOT NULL REFERENCES name, figure TEXT NOT NULL, value REAL,
  unit TEXT NOT NULL, line INTEGER NOT NULL,
  PRIMARY KEY (source, position)) WITHOUT ROWID;
CREATE TABLE tie (
  source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE, position INTEGER NOT NULL,
  a TEXT NOT NULL, b TEXT NOT NULL, weight REAL, line INTEGER NOT NULL,
  PRIMARY KEY (source, position)) WITHOUT ROWID;
CREATE TABLE vertex (
  source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE, position INTEGER NOT NULL,
  label TEXT NOT NULL,
  PRIMARY KEY (source, position)) WITHOUT ROWID;
CREATE TABLE diagnostic (
  source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE, position INTEGER NOT NULL,
  kind TEXT NOT NULL, severity TEXT NOT NULL, message TEXT NOT NULL, line INTEGER,
  column INTEGER,
  PRIMARY KEY (source, position)) WITHOUT ROWID;
CREATE TABLE work (
  id INTEGER PRIMARY KEY, title TEXT, year INTEGER, month INTEGER, day INTEGER, venue TEXT,
  type TEXT, field TEXT, citations INTEGER, url TEXT, is_incomplete INTEGER NOT NULL);
CREATE TABLE work_identifier (
  work INTEGER NOT NULL REFERENCES work ON DELETE CASCADE, scheme TEXT NOT NULL,
  value TEXT NOT NULL, PRIMARY KEY (work, scheme, value)) WITHOUT ROWID;
CREATE TABLE work_entry (
  work INTEGER NOT NULL REFERENCES work ON DELETE CASCADE, position INTEGER NOT NULL,
  source TEXT NOT NULL, line INTEGER NOT NULL, key TEXT, merged_by TEXT,
  PRIMARY KEY (work, position)) WITHOUT ROWID;
CREATE TABLE person (
  id INTEGER PRIMARY KEY, label TEXT NOT NULL, family TEXT NOT NULL, given TEXT NOT NULL,
  particle TEXT NOT NULL, suffix TEXT NOT NULL, is_group INTEGER NOT NULL);
CREATE TABLE person_identifier (
  person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE, scheme TEXT NOT NULL,
  value TEXT NOT NULL, PRIMARY KEY (person, scheme, value)) WITHOUT ROWID;
CREATE TABLE person_spelling (
  person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE, spelling TEXT NOT NULL,
  PRIMARY KEY (person, spelling)) WITHOUT ROWID;
CREATE TABLE authorship (
  work INTEGER NOT NULL REFERENCES work ON DELETE CASCADE, position INTEGER NOT NULL,
  person INTEGER NOT NULL REFERENCES person,
  PRIMARY KEY (work, position)) WITHOUT ROWID;
CREATE INDEX authorship_of_person ON authorship (person, work);
CREATE VIEW authorships AS
  SELECT authorship.work AS work_id, authorship.position, authorship.person AS person_id,
    person.label AS person, work.title, work.year
  FROM authorship JOIN person ON person.id = authorship.person
    JOIN work ON work.id = authorship.work;
CREATE VIEW works AS
  SELECT work.id, work.title, work.year, work.venue, work.type, work.citations,
    (SELECT value FROM work_identifier WHERE work = work.id AND scheme = 'doi') AS doi,
    (SELECT group_concat(label, '; ') FROM
      (SELECT person.label FROM authorship JOIN person ON person.id = authorship.person
        WHERE authorship.work = work.id ORDER BY authorship.position)) AS authors
  FROM work;
CREATE VIEW people AS
  SELECT person.id, person.label AS person, count(work.id) AS works,
    min(work.year) AS first_year, max(work.year) AS last_year,
    sum(work.citations) AS citations
  FROM person LEFT JOIN authorship ON authorship.person = person.id
    LEFT JOIN work ON work.id = authorship.work
  GROUP BY person.id;
CREATE VIEW coauthors AS
  SELECT a.person AS person_id, b.person AS coauthor_id, pa.label AS person,
    pb.label AS coauthor, count(*) AS works
  FROM authorship AS a JOIN authorship AS b ON b.work = a.work AND b.person <> a.person
    JOIN person AS pa ON pa.id = a.person JOIN person AS pb ON pb.id = b.person
  GROUP BY a.person, b.person;
INSERT INTO source VALUES (1, 'old.jsonl', 'openalex', 'abc');
INSERT INTO name VALUES (1, 'Aho', 'Ada', '', '', 0), (2, 'Berg', 'Bo', '', '', 0);
INSERT INTO record (id, source, position, line, title, year, byline_is_cut)
  VALUES (1, 1, 0, 3, 'On Ties', 1999, 0);
INSERT INTO byline VALUES (1, 1, 2), (1, 2, 1);
INSERT INTO byline_affiliation VALUES (1, 2, 0, 'At Home');
