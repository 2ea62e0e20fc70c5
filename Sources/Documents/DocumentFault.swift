/// What an error must be able to say for a document to be read with it.
///
/// An enum with cases of these names conforms by having them.
public protocol DocumentFault: Error {
  /// The text is no YAML at all.
  static func yaml(file: String, message: String) -> Self
  /// A value that is not what stands at its place.
  static func malformed(
    file: String, line: Int, path: String, found: String, expected: String
  ) -> Self
  /// A key that nothing reads.
  static func unknownKey(
    file: String, line: Int, path: String, key: String, closest: [String], known: [String]
  ) -> Self
}
