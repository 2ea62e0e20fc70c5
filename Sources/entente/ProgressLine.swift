import Dispatch
import Foundation
import Synchronization

/// One line on the terminal that says what is being done, once the work has taken a second.
final class ProgressLine: Sendable {
  private struct State {
    var step = ""
    var drawn = 0
  }

  private let state = Mutex(State())
  private let timer: (any DispatchSourceTimer)?
  private let start = DispatchTime.now()

  init() {
    guard Terminal.isInteractive else {
      timer = nil
      return
    }
    let timer = DispatchSource.makeTimerSource()
    self.timer = timer
    timer.schedule(deadline: .now() + 1, repeating: 1)
    timer.setEventHandler { [weak self] in self?.draw() }
    timer.resume()
  }

  /// Says what is done from now on.
  func report(_ step: String) {
    state.withLock { $0.step = step }
  }

  /// Clears the line.
  func finish() {
    timer?.cancel()
    state.withLock { state in
      if state.drawn > 0 { erase(state.drawn) }
      state.drawn = 0
    }
  }

  private func draw() {
    let seconds = (DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1_000_000_000
    state.withLock { state in
      guard !state.step.isEmpty else { return }
      let line = "\(state.step) ... \(seconds) s"
      if state.drawn > 0 { erase(state.drawn) }
      FileHandle.standardError.write(Data(line.utf8))
      state.drawn = line.count
    }
  }

  private func erase(_ count: Int) {
    let blank = "\r" + String(repeating: " ", count: count) + "\r"
    FileHandle.standardError.write(Data(blank.utf8))
  }
}
