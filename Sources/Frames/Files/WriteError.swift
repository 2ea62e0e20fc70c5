/// Why a table could not be written.
public enum WriteError: Error, Equatable, Sendable {
  /// The folder that the file should be in is not there.
  case noFolder(path: String, folder: String)
  /// The system refuses to write.
  case refused(path: String, reason: String)
  /// The name promises a packed file, which the writer does not make.
  case packed(path: String)
  /// An option that cannot work.
  case badOption(String)
}

extension WriteError {
  /// What stood in the way, without the path.
  package var reason: String {
    switch self {
    case .noFolder(_, let folder): "there is no folder '\(folder)'"
    case .refused(_, let reason): reason
    case .packed, .badOption: description
    }
  }
}

extension WriteError: CustomStringConvertible {
  /// What stood in the way, and one thing to try.
  public var description: String {
    switch self {
    case .noFolder(let path, let folder):
      "'\(path)' cannot be written: there is no folder '\(folder)' where one was expected. "
        + "Make it first."
    case .refused(let path, let reason):
      "'\(path)' cannot be written: \(reason). A writable place was expected; nothing was left "
        + "behind. Check its permissions and the space there."
    case .packed(let path):
      "'\(path)' ends in .gz where a name for plain text was expected. Write '.csv' and pack it "
        + "with gzip."
    case .badOption(let message):
      message
    }
  }
}
