import Testing

@testable import CollabBibliography

/// Dates as bibliographies spell them.
@Suite struct DateTextTests {
  @Test(arguments: [
    ("2021", PartialDate(2021)), ("2021/04/21/", PartialDate(2021, 4, 21)),
    ("2024///", PartialDate(2024)), ("2020 Feb 3", PartialDate(2020, 2, 3)),
    ("28 Jul 2020", PartialDate(2020, 7, 28)), ("MAR 2019", PartialDate(2019, 3)),
    ("2012-07-03T00:00:00", PartialDate(2012, 7, 3)), ("20120703", PartialDate(2012, 7, 3)),
    ("Spring 2004", PartialDate(2004)), ("2000 Nov-Dec", PartialDate(2000, 11)),
    // CINAHL writes the first, libraries the next two.
    ("Jun2023", PartialDate(2023, 6)), ("c1998", PartialDate(1998)), ("©1998", PartialDate(1998)),
    ("[1998]", PartialDate(1998)), ("1998a", PartialDate(1998)),
    // Which of the two is the month nobody knows.
    ("4/3/2024", PartialDate(2024)), ("23/3/2024", PartialDate(2024, 3, 23)),
    ("2023-02-30", PartialDate(2023, 2)), ("2023-13-01", PartialDate(2023)),
    // A month of another language is none that is known, and an issue is no month.
    ("5. März 2015", PartialDate(2015)), ("5 mai 2015", PartialDate(2015)),
    ("Issue 5, 2015", PartialDate(2015)), ("Vol. 1200, 2015", PartialDate(2015)),
    ("published 3/2015", PartialDate(2015, 3)), ("2021-04-03 UTC", PartialDate(2021, 4, 3)),
    ("2023-04-00", PartialDate(2023, 4)), ("2023-04-1x", PartialDate(2023, 4, 1)),
  ])
  func whatIsRead(_ text: String, _ date: PartialDate) {
    #expect(PartialDate(text: text) == date)
  }

  @Test(arguments: [
    "", "in press", "20021", "0999", "3000", "c19", "v12345", "Jun", "04/03", "0999-01-02",
    "3000-01-02",
  ])
  func whatIsNone(_ text: String) {
    #expect(PartialDate(text: text) == nil)
  }
}
