/// Values that users write as words, such as estimators and variances: one list of forms reads them,
/// lists them in help and messages, and prints them.
public protocol Vocabulary: Sendable, Hashable, CustomStringConvertible {
  /// What one value is called in messages: `estimator`, `variance`.
  static var noun: String { get }
  /// Everything that can be written, in the order in which help lists it.
  static var forms: [VocabularyForm] { get }
  /// Reads a value.
  /// - Throws: `VocabularyError` with the forms that would do.
  init(reading text: String) throws(VocabularyError)
}

extension Vocabulary {
  /// `a, b or c`, for messages.
  public static var choices: String {
    let all = forms.map(\.description)
    guard let last = all.last, all.count > 1 else { return all.first ?? "" }
    return all.dropLast().joined(separator: ", ") + " or " + last
  }
}

/// One thing that can be written.
public struct VocabularyForm: Sendable, Hashable, CustomStringConvertible {
  /// The word that it begins with.
  public let name: String
  /// What stands in its brackets, as in `time, lags`; empty where nothing does.
  public let arguments: String
  /// What follows the form in a list, as in `of up to 12 keys`.
  public let remark: String
  /// What it is, in a line of a table: name, citation.
  public let summary: String

  /// How arguments are set off in help. Both are read.
  public enum Style: Sendable, Hashable {
    /// `driscoll-kraay:time,lags`, which no shell takes apart.
    case colon
    /// `m(huber, 1.345)`, as results say it.
    case brackets
  }

  /// How help writes it.
  public let style: Style

  /// One form that can be written.
  /// - Parameters:
  ///   - arguments: as help shows them, such as `a,b`; empty where there are none.
  ///   - remark: what help adds in brackets.
  public init(
    _ name: String, _ arguments: String = "", style: Style = .colon, remark: String = "",
    summary: String
  ) {
    self.name = name
    self.arguments = arguments
    self.style = style
    self.remark = remark
    self.summary = summary
  }

  /// The form without its remark.
  public var spelling: String {
    guard !arguments.isEmpty else { return name }
    return switch style {
    case .colon: name + ":" + arguments.filter { $0 != " " }
    case .brackets: "\(name)(\(arguments))"
    }
  }

  /// The spelling with its remark, as help prints it.
  public var description: String { spelling + (remark.isEmpty ? "" : " " + remark) }
}

/// What a user wrote that no form of a vocabulary reads.
public struct VocabularyError: Error, Sendable, Hashable, CustomStringConvertible {
  /// `variance`
  public let noun: String
  /// What the user wrote.
  public let found: String
  /// The forms that would do.
  public let expected: String
  /// Why a form of that name does not fit, where one has the name.
  public let reason: String?

  /// An error for one word that no form reads.
  public init(noun: String, found: String, expected: String, reason: String? = nil) {
    self.noun = noun
    self.found = found
    self.expected = expected
    self.reason = reason
  }

  /// What was found and the forms that would do.
  public var description: String {
    "'\(found)' is not a known \(noun)\(reason.map { " (\($0))" } ?? ""); use \(expected)."
  }
}
