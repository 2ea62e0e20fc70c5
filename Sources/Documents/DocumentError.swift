import Frames

/// Why a document could not be had, read or understood.
///
/// Modules that read documents carry it as one case of their own errors.
public enum DocumentError: Error, Equatable, Sendable {
  /// The file cannot be read, or holds no text.
  case unreadable(file: String, reason: String)
  /// A name that is neither the place of a file nor built in.
  case unknownName(String, kind: String, place: String, known: [String], closest: [String])
  /// The text is neither YAML nor JSON; the line is `nil` where the parser gives none.
  case syntax(file: String, form: DocumentForm, line: Int?, column: Int?, problem: String)
  /// A value that is not what its place asks for.
  case malformed(file: String, line: Int, path: String, found: String, expected: String)
  /// A key that nothing reads.
  case unknownKey(
    file: String, line: Int, path: String, key: String, closest: [String], known: [String])
  /// A value of the right form that the module it is for refuses, in that module's words.
  case refused(file: String, line: Int, path: String, reason: String)
}

/// What a document is written in.
public enum DocumentForm: String, Sendable {
  /// YAML 1.1, as libyaml reads it.
  case yaml = "YAML"
  /// JSON (RFC 8259).
  case json = "JSON"
}

extension DocumentError: CustomStringConvertible {
  /// The place in the document, what was found, what was expected, and one thing to try.
  public var description: String {
    switch self {
    case .unreadable(let file, let reason):
      "\(file) cannot be read: \(Self.sentence(reason)) A text file was expected; check the path and its "
        + "permissions."
    case .unknownName(let name, let kind, let place, let known, let closest):
      "there is no \(kind) '\(name)': it is neither \(place) nor built in. "
        + (closest.isEmpty
          ? "Built in are \(NearestNames.sentence(known))."
          : "Did you mean \(NearestNames.sentence(closest))?")
    case .syntax(let file, let form, let line, let column, let problem):
      "\(file) is not readable as \(form.rawValue): \(Self.spot(line, column))\(problem). "
        + form.advice
    case .malformed(let file, let line, let path, let found, let expected):
      "\(Self.place(file, line))\(path.isEmpty ? "" : ", at \(path)"): found \(found), "
        + "expected \(expected)."
    case .unknownKey(let file, let line, let path, let key, let closest, let known):
      "\(Self.place(file, line))\(path.isEmpty ? "" : ", in \(path)"): there is no setting "
        + "'\(key)'. "
        + (closest.isEmpty ? "" : "Did you mean \(NearestNames.sentence(closest))? ")
        + "Settings here are \(known.joined(separator: ", "))."
    case .refused(let file, let line, let path, let reason):
      "\(Self.place(file, line))\(path.isEmpty ? "" : ", at \(path)"): \(reason)"
    }
  }

  private static func place(_ file: String, _ line: Int) -> String {
    line > 0 ? "\(file), line \(line)" : file
  }

  /// A reason as a sentence, whether the system ends it with a full stop or not.
  private static func sentence(_ reason: String) -> String {
    reason.hasSuffix(".") ? reason : reason + "."
  }

  private static func spot(_ line: Int?, _ column: Int?) -> String {
    guard let line else { return "" }
    return "line \(line)" + (column.map { ", column \($0)" } ?? "") + ": "
  }
}

extension DocumentForm {
  /// What to try where the text cannot be read.
  fileprivate var advice: String {
    switch self {
    case .yaml:
      "Look at the indentation there, which is of spaces and no tabs; put text with ': ' or '#' in quotes."
    case .json: "Look there for a comma or a quote that is missing or one too many."
    }
  }
}
