import CollabBibliography
import CollabCore

/// Prints who stands where when some signals are not looked at; without arguments the signals.
///
/// `people-without SIGNAL[,SIGNAL…] INPUT…` prints the columns key, position and person of `collab people INPUT…
/// --mentions --format csv`.
@main struct PeopleWithout {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard let names = arguments.first else {
      for signal in IdentitySignal.allCases { print(signal.rawValue) }
      return
    }
    let signals = try names.split(separator: ",").map { name in
      guard let signal = IdentitySignal(rawValue: String(name)) else {
        throw InputError(input: String(name), problem: "none of the signals")
      }
      return signal
    }
    var options = LoadOptions()
    options.model = IdentityModel(without: Set(signals))
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
