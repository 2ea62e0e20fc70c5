extension DocumentValue {
  /// Reads a text as what it is: a document that opens with a brace or a bracket is taken for JSON
  /// and, where it is none, for YAML, whose lists and mappings may open so too; all else is YAML.
  ///
  /// A file named `.json` is JSON and nothing else.
  /// - Parameters:
  ///   - file: what messages call it; its ending counts.
  ///   - expecting: what the document should be, for the message of an empty one.
  /// - Throws: ``DocumentError/syntax(file:form:line:column:problem:)``, and `malformed` for a text
  ///   without any value.
  public init(reading text: String, file: String, expecting: String) throws(DocumentError) {
    let opening = text.unicodeScalars.first { !$0.properties.isWhitespace && $0 != "\u{FEFF}" }
    guard opening != nil else { throw Self.empty(file, expecting) }
    if file.lowercased().hasSuffix(".json") {
      self = try JSONReader.read(text, file: file)
      return
    }
    if opening == "{" || opening == "[", let value = try? JSONReader.read(text, file: file) {
      self = value
      return
    }
    guard let value = try YAMLReader.read(text, file: file) else {
      throw Self.empty(file, expecting)
    }
    self = value
  }

  private static func empty(_ file: String, _ expecting: String) -> DocumentError {
    .malformed(file: file, line: 1, path: "", found: "an empty file", expected: expecting)
  }
}
