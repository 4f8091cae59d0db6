import ArgumentParser

@main
struct Collab: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "collab",
    abstract: "Who works with whom: coauthor diagrams, rankings and cluster reports.")
}
