import CollabBibliography
import CollabCore
import CollabGraph
import Foundation

// readers write FORMAT WORKS                 made-up works, to standard output
// readers records FILE                       times bytes in memory to records
// readers graph INPUT                        times files to people, works and the coauthor graph
// readers dump FILE                          shows what the reader of a file found
//
// Both timings answer in one line of JSON; bench.py puts the table together.
let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "write" where arguments.count == 3:
  try GeneratedInput.write(arguments[1], Int(arguments[2]) ?? 0)
case "records" where arguments.count == 2: try Timings.records(arguments[1])
case "graph" where arguments.count == 2: try Timings.graph(arguments[1])
case "dump" where arguments.count == 2: try Dump.show(arguments[1])
default:
  print(
    "usage: readers write FORMAT WORKS | records FILE | graph INPUT"
      + " | dump FILE")
  exit(2)
}
