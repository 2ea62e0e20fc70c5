import Foundation
import Synchronization

/// One line on the terminal that says what is being done, once the work has taken a second.
final class ProgressLine: Sendable {
  private struct State {
    var step = ""
    var drawn = 0
    var isFinished = false
  }

  private let state = Mutex(State())

  /// Draws only where standard error is a terminal.
  init() {
    guard Terminal.isInteractive else { return }
    Thread.detachNewThread { [self] in
      var seconds = 0
      repeat {
        Thread.sleep(forTimeInterval: 1)
        seconds += 1
      } while draw(seconds)
    }
  }

  /// Says what is done from now on.
  func report(_ step: String) {
    state.withLock { $0.step = step }
  }

  /// Clears the line.
  func finish() {
    state.withLock { state in
      erase(state.drawn)
      state.drawn = 0
      state.isFinished = true
    }
  }

  /// Draws the line anew; false once the work is finished.
  private func draw(_ seconds: Int) -> Bool {
    state.withLock { state in
      guard !state.isFinished else { return false }
      guard !state.step.isEmpty else { return true }
      erase(state.drawn)
      let line = "\(state.step) ... \(seconds) s"
      FileHandle.standardError.write(Data(line.utf8))
      state.drawn = line.count
      return true
    }
  }

  private func erase(_ count: Int) {
    guard count > 0 else { return }
    let blank = "\r" + String(repeating: " ", count: count) + "\r"
    FileHandle.standardError.write(Data(blank.utf8))
  }
}
