import CollabCore

/// One line at the bottom of the terminal that says what takes so long.
final class Progress: Sendable {
  private struct State {
    var phase = ""
    var begin = ContinuousClock.now
    var lastShown: ContinuousClock.Instant?
  }

  private let state = Locked(State())

  /// Starts a phase; its progress is shown once it has run for a second.
  func begin(_ phase: String) {
    state.withLock { $0 = State(phase: phase, lastShown: $0.lastShown) }
  }

  /// Shows how far a part of the phase is, at most ten times a second; from any thread.
  func update(_ part: String, _ share: Double) {
    state.withLock { state in
      let now = ContinuousClock.now
      guard now - state.begin > .seconds(1) else { return }
      if let last = state.lastShown, now - last < .milliseconds(100) { return }
      state.lastShown = now
      let name = part.isEmpty || part == state.phase ? state.phase : "\(state.phase): \(part)"
      Console.show("\r\u{1B}[K\(name) \(Int(share * 100)) %")
    }
  }

  /// Takes the line away.
  func clear() {
    state.withLock { state in
      guard state.lastShown != nil else { return }
      state.lastShown = nil
      Console.show("\r\u{1B}[K")
    }
  }
}
