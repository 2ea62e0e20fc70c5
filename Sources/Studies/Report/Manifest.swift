import Exhibits
import Foundation
import Typesetting

/// What a report was made from: every input by its hash, the program, the command.
///
/// It holds no time of day, so that the same inputs give the same manifest.
public struct Manifest: Sendable {
  /// One file that was read.
  public struct Input: Sendable, Equatable {
    /// The source's name in the study.
    public var source: String
    /// Its name without its folder, so that the manifest is the same on every machine.
    public var file: String
    /// Its length.
    public var bytes: Int
    /// Of its bytes, in hexadecimal.
    public var sha256: String
    /// How the source asks to be cited.
    public var citation: String
    /// On what terms the source gives it.
    public var terms: String
  }

  /// The study's name.
  public var study: String
  /// The variant that was run; `nil` for a study without variants.
  public var variant: String?
  /// The hash of the study file's text.
  public var studyHash: String
  /// What the user typed, a word each.
  public var command: [String]
  /// Of a simulated world; `nil` where nothing was simulated.
  public var seed: UInt64?
  /// Every file that was read.
  public var inputs: [Input]
  /// Hash of each file of the report, by name.
  public var outputs: [(name: String, sha256: String)]

  /// The document that `manifest.json` holds.
  public var json: JSONValue {
    .object([
      ("program", .text("entente")), ("version", .text(Entente.version)),
      ("study", .text(study)), ("variant", variant.map { .text($0) } ?? .null),
      ("study_sha256", .text(studyHash)), ("command", .array(command.map { .text($0) })),
      ("seed", seed.map { .count($0) } ?? .null),
      (
        "inputs",
        .array(
          inputs.map {
            .object([
              ("source", .text($0.source)), ("file", .text($0.file)), ("bytes", .integer($0.bytes)),
              ("sha256", .text($0.sha256)), ("citation", .text($0.citation)),
              ("terms", .text($0.terms)),
            ])
          })
      ),
      ("outputs", .object(outputs.map { (key: $0.name, value: .text($0.sha256)) })),
    ])
  }
}

extension [Manifest.Input] {
  /// The files as a table for a page, with the beginnings of their hashes.
  func table(title: String) -> TextTable {
    let rows = map { input in
      TextTable.Row(
        [
          input.source, input.file, NumberFormat.count(input.bytes),
          String(input.sha256.prefix(16)), input.citation,
        ].map { TextTable.Cell($0) })
    }
    return TextTable(
      title: title, headers: ["Source", "File", "Bytes", "SHA-256", "Citation"],
      alignments: [.leading, .leading, .trailing, .leading, .leading], groups: [rows])
  }
}

/// The program itself.
public enum Entente {
  /// The version of program and library alike, by semantic versioning.
  public static let version = "0.1.0"
}
