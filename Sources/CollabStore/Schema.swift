/// The tables of a corpus file; the article *The corpus file* describes them for SQL users.
///
/// What was read is the truth: ``records``. What the pipeline made of it is written beside it,
/// for people who ask in SQL: ``merged``, which no command reads back.
enum Schema {
  /// `COLB`, in the header of the file.
  static let applicationID = 0x434F_4C42
  /// Grows with every change of the tables.
  static let version = 6

  /// What makes a file of each earlier version one of the next, in order.
  static let migrations = [
    // Some files of version 1 have the table already.
    bylineCountry.replacing("CREATE TABLE", with: "CREATE TABLE IF NOT EXISTS"),
    recordKeyword + workKeyword + vertexID,
    identity, people,
    // The first version told names apart by the other columns.
    """
    PRAGMA defer_foreign_keys = ON;
    CREATE TABLE name_before AS SELECT * FROM name;
    DROP TABLE name;
    """ + name
      + """
      INSERT INTO name SELECT id, family, given, particle, suffix, is_group, '' FROM name_before;
      DROP TABLE name_before;
      """,
  ]

  private static let bylineCountry = """
    CREATE TABLE byline_country (
      record INTEGER NOT NULL REFERENCES record ON DELETE CASCADE, position INTEGER NOT NULL,
      ordinal INTEGER NOT NULL, country TEXT NOT NULL,
      PRIMARY KEY (record, position, ordinal)) WITHOUT ROWID;
    """

  private static let recordKeyword = """
    CREATE TABLE record_keyword (
      record INTEGER NOT NULL REFERENCES record ON DELETE CASCADE, position INTEGER NOT NULL,
      keyword TEXT NOT NULL,
      PRIMARY KEY (record, position)) WITHOUT ROWID;
    """

  private static let workKeyword = """
    CREATE TABLE work_keyword (
      work INTEGER NOT NULL REFERENCES work ON DELETE CASCADE, position INTEGER NOT NULL,
      keyword TEXT NOT NULL,
      PRIMARY KEY (work, position)) WITHOUT ROWID;
    """

  /// The ids by which ties of other sources may know the vertices of this one.
  private static let vertexID = """
    CREATE TABLE vertex_id (
      source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE, id TEXT NOT NULL,
      label TEXT NOT NULL,
      PRIMARY KEY (source, id)) WITHOUT ROWID;
    """

  /// What evidence weighs, and the mention to which each number that a person has or had belongs.
  private static let identity = """
    CREATE TABLE identity_model (name TEXT PRIMARY KEY, value REAL NOT NULL) WITHOUT ROWID;
    CREATE TABLE person_number (id INTEGER PRIMARY KEY, mention INTEGER NOT NULL);
    """

  /// Each spelling once, which the writer sees to.
  private static let name = """
    CREATE TABLE name (
      id INTEGER PRIMARY KEY, family TEXT NOT NULL, given TEXT NOT NULL, particle TEXT NOT NULL,
      suffix TEXT NOT NULL, is_group INTEGER NOT NULL, native TEXT NOT NULL);
    """

  /// Who stands where, in a form of its own, cut into parts.
  private static let people = """
    CREATE TABLE identity_people (part INTEGER PRIMARY KEY, data BLOB NOT NULL);
    """

  /// Entries as their sources give them. `position` counts from 0 within its owner, except in
  /// `byline`, where 0 is the owner of the page on which the entry stands and authors count
  /// from 1.
  static let records =
    """
    CREATE TABLE source (
      id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, format TEXT NOT NULL,
      sha256 TEXT NOT NULL);
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
    """ + name + bylineCountry + recordKeyword + vertexID + identity + people

  /// Works and people after merging, written anew with every change of the records.
  static let merged = """
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
    """ + workKeyword

  /// Made anew after the rows of each import.
  static let authorshipIndex = "CREATE INDEX authorship_of_person ON authorship (person, work)"

  /// The tables of ``records`` that hold rows of records, and those that hold rows of sources.
  static let tablesOfRecords = [
    "record_identifier", "record_affiliation", "byline", "byline_identifier",
    "byline_affiliation", "byline_country", "record_keyword",
  ]
  static let tablesOfSources = [
    "record", "reported_figure", "tie", "vertex", "vertex_id", "diagnostic",
  ]

  /// The tables of ``merged`` in an order in which they can be emptied.
  static let mergedTables = [
    "authorship", "work_entry", "work_identifier", "work_keyword", "work", "person_spelling",
    "person_identifier", "person",
  ]
}
