import Foundation

/// Results go to standard output; messages and progress go to standard error.
enum Terminal {
  static func complain(_ message: String) {
    FileHandle.standardError.write(Data((message + "\n").utf8))
  }

  /// The words of an error.
  static func message(of error: any Error) -> String {
    String(describing: error)
  }

  /// Whether standard error is a terminal, on which a progress line may be redrawn.
  static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 }
}
