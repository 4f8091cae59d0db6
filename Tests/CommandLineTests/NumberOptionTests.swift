import Foundation
import Testing

/// Numbers that no option can mean are refused with the option's name, before anything is read.
@Suite struct NumberOptionTests {
  @Test(arguments: [
    "draw lab.bib -o out.svg --min-weight=nan", "draw lab.bib -o out.svg --min-weight=inf",
    "draw lab.bib -o out.svg --min-weight=-1", "draw lab.bib -o out.svg --min-weight=1e400",
    "draw lab.bib -o out.svg --min-weight=0x10", "rank lab.bib --by pagerank --set damping=nan",
    "rank lab.bib --by pagerank --set damping=0x0p0", "rank lab.bib --threads=9223372036854775807",
    "rank lab.bib --threads=0", "clusters lab.bib --runs=9223372036854775807",
    "clusters lab.bib --runs=0", "rank lab.bib --top=-1", "stats lab.bib --max-authors=0",
    "rank lab.bib --min-papers=0", "rank lab.bib --min-ties=-1", "rank lab.bib --min-weight=nan",
    "draw lab.bib -o out.svg --labels=-1", "generate --works=-1",
  ])
  func refused(command: String) throws {
    try Executable.run { executable in
      let outcome = try executable.shell("collab " + command)
      #expect(outcome.status == 64)
      let option = try #require(
        command.split(separator: " ").first {
          $0.hasPrefix("--m")
            || $0.hasPrefix("--s") || $0.hasPrefix("--t") || $0.hasPrefix("--r")
            || $0.hasPrefix("--l") || $0.hasPrefix("--w")
        })
      #expect(outcome.errors.contains(option.prefix { $0 != "=" }), "\(outcome.errors)")
    }
  }

  @Test func otherEncodingsAreRefused() throws {
    try Executable.run { executable in
      let outcome = try executable.shell(
        "cp lab.bib $(printf 'a\\377.bib'); collab stats $(printf 'a\\377.bib')")
      #expect(outcome.status == 64 && outcome.errors.contains("is not in UTF-8"))
    }
  }

  @Test func aFolderInThePlaceOfAFile() throws {
    try Executable.run { executable in
      let outcome = try executable.shell("collab stats lab.bib --names .")
      #expect(outcome.status == 74 && outcome.errors.contains("cannot read '.': it is a folder"))
    }
  }
}
