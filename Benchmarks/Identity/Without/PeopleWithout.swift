import CollabBibliography
import CollabCore

/// Prints who stands where when one signal is not looked at; without arguments the signals.
///
/// `people-without SIGNAL INPUT…` prints the columns key, position and person of `collab people INPUT…
/// --mentions --format csv`.
@main struct PeopleWithout {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard let name = arguments.first else {
      for signal in IdentitySignal.allCases { print(signal.rawValue) }
      return
    }
    guard let signal = IdentitySignal(rawValue: name) else {
      throw InputError(input: name, problem: "none of the signals")
    }
    var options = LoadOptions()
    options.model = IdentityModel(without: [signal])
    let bibliography = try Bibliography.load(Array(arguments.dropFirst()), options: options)
    var text = ByteText()
    text.append("key,position,person\n")
    bibliography.forEachBylinePlace { place in
      text.append(csv: place.entry.key ?? String(place.entry.line))
      text.append(",\(place.position),")
      text.append(csv: place.person.map { bibliography.people.label($0) } ?? "")
      text.append("\n")
    }
    print(String(decoding: text.bytes, as: UTF8.self), terminator: "")
  }
}
