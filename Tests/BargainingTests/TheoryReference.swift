import TestSupport

/// The reference numbers of the formal models (`Fixtures/theory`), by the names of their documents.
enum TheoryReference {
  /// Points of the models agree to this: both sides solve the same equations in doubles, and the
  /// reference iterated its fixed point to about 1e-12.
  static let tolerance = 1e-9

  static func read<Document: Decodable>(
    _ type: Document.Type, _ name: String
  ) throws -> Document {
    try Fixture.decode(type, "theory/\(name).json")
  }
}
