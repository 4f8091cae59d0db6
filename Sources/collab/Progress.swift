import CollabCore
import Synchronization

/// One line at the bottom of the terminal that says what takes so long: the stages that run, how far
/// each is, and how long it still takes where that can be estimated.
final class Progress: Sendable {
  private struct Stage {
    let name: String
    /// What is said of it; empty before it has told anything.
    var text = ""
    /// The part of it that told last, with its share, and since when that has only grown.
    var part = ""
    var share = 0.0
    var begin: ContinuousClock.Instant
  }

  private struct State {
    var stages: [Stage] = []
    var begin = ContinuousClock.now
    var lastShown: ContinuousClock.Instant?
  }

  private let state = Locked(State())

  /// Starts a stage; its progress is shown once nothing else has begun for a second.
  func begin(_ name: String) {
    state.withLock { state in
      state.begin = .now
      state.stages.append(Stage(name: name, begin: state.begin))
    }
  }

  /// Ends a stage.
  func end(_ name: String) {
    state.withLock { state in
      if let place = state.stages.lastIndex(where: { $0.name == name }) {
        state.stages.remove(at: place)
      }
    }
  }

  /// Shows how far a part of a stage is, at most ten times a second; from any thread.
  ///
  /// - Parameters:
  ///   - part: `stage` or `stage: part`.
  ///   - share: from 0 to 1.
  func update(_ part: String, _ share: Double) {
    state.withLock { state in
      let now = ContinuousClock.now
      let name = part.prefix { $0 != ":" }
      guard let place = state.stages.lastIndex(where: { $0.name == name }) else { return }
      let stage = state.stages[place]
      if stage.part != part || share < stage.share { state.stages[place].begin = now }
      (state.stages[place].part, state.stages[place].share) = (part, share)
      guard now - state.begin > .seconds(1) else { return }
      if let last = state.lastShown, now - last < .milliseconds(100) { return }
      let left = Self.estimate(since: state.stages[place].begin, until: now, share)
      state.stages[place].text = "\(part) \(Int(share * 100)) %" + left
      state.lastShown = now
      Interruption.hasLine.store(true, ordering: .relaxed)
      Console.show(
        "\r\u{1B}[K" + state.stages.map(\.text).filter { !$0.isEmpty }.joined(separator: " · "))
    }
  }

  /// How long the rest takes if it goes on as it did; empty where too little is done to say so.
  private static func estimate(
    since begin: ContinuousClock.Instant, until now: ContinuousClock.Instant, _ share: Double
  ) -> String {
    let seconds = (now - begin) / .seconds(1)
    guard seconds > 2, share > 0.05, share < 1 else { return "" }
    return ", \(Int((seconds * (1 - share) / share).rounded(.up))) s left"
  }

  /// Takes the line away.
  func clear() {
    state.withLock { state in
      guard state.lastShown != nil else { return }
      state.lastShown = nil
      Interruption.hasLine.store(false, ordering: .relaxed)
      Console.show("\r\u{1B}[K")
    }
  }
}
