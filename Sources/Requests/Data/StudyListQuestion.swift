import Documents
import Studies
import Typesetting

/// The built-in studies, or one's file to change: what `entente studies` asks.
public struct StudyListQuestion: Question {
  /// `entente studies`.
  public static let name = ["studies"]
  /// One table of records, in every format.
  public static let printing = Printing.answer

  /// The study whose file is wanted; a list of all where absent.
  public var study: String?

  /// All studies, or one's file.
  public init(_ study: String? = nil) { self.study = study }

  /// Needs nothing; all has the default that stands beside it.
  public init(_ members: inout Members) throws(DocumentError) {
    try members.read("name", into: &study)
  }

  /// The names and titles with their variants, or the file's text as it is.
  public func answer(progress: (String) -> Void) throws -> Answer {
    if let study {
      let entry = try StudyLibrary.find(study)
      return Answer(
        text: entry.text,
        document: .object([("study", .text(study)), ("file", .text(entry.text))]))
    }
    let studies = try StudyLibrary.builtInStudies()
    let rows = studies.map { name, study in
      [name, study.title, study.variants.map(\.name).joined(separator: ", ")]
    }
    let lines = studies.flatMap { name, study in
      ["\(name): \(study.title)"] + study.variants.map { "    --variant \($0.name)" }
    }
    return Answer(
      tables: [try PlainTable(headers: ["Study", "Title", "Variants"], rows: rows)],
      document: .object([
        (
          "studies",
          .array(
            studies.map { name, study in
              .object([
                ("study", .text(name)), ("title", .text(study.title)),
                ("variants", .array(study.variants.map { .text($0.name) })),
              ])
            })
        )
      ]), text: lines.joined(separator: "\n"))
  }
}
