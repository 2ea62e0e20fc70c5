import Documents
import Frames
import Typesetting

/// A question, and what becomes of its answer: a command line as a value.
public struct Request: Sendable {
  /// What is asked.
  public let question: any Question
  /// Where the answer goes.
  public let output: RequestOutput

  /// A request whose members go together.
  /// - Throws: `RequestError` where they do not.
  public init(
    _ question: some Question, output: RequestOutput = RequestOutput()
  ) throws(RequestError) {
    try question.check()
    try output.check(question)
    self.question = question
    self.output = output
  }

  /// The requests of a document, all of them read before any is answered.
  ///
  /// A request is a mapping with one key, the command's name, over the command's options:
  /// `fit: {data: g.csv, formula: y ~ x}`. A command of two words is one mapping in another,
  /// `cases: {trace: {file: loyalty}}`. A list asks several.
  /// - Throws: `DocumentError` at the place that cannot be read.
  public static func requests(in node: DocumentNode) throws(DocumentError) -> [Request] {
    let requests = try node.each { item throws(DocumentError) in try request(item, []) }
    guard !requests.isEmpty else { throw node.wrong("at least one request") }
    var places: [String: Int] = [:]
    for (position, request) in requests.enumerated() {
      for file in request.files.written {
        if let earlier = places.updateValue(position, forKey: file.place) {
          throw node.refused(
            "requests \(earlier + 1) and \(position + 1) both write \(file.path), and the first "
              + "would be lost; name another file for one of them.")
        }
      }
    }
    return requests
  }

  /// One request: a mapping below the words that were read already.
  private static func request(
    _ node: DocumentNode, _ words: [String]
  ) throws(DocumentError) -> Request {
    let known = QuestionCatalogue.questions.map { $0.name }
    let next = known.filter { $0.starts(with: words) }.reduce(into: [String]()) { next, name in
      if !next.contains(name[words.count]) { next.append(name[words.count]) }
    }
    guard node.value.list == nil, let entries = node.value.mapping, !entries.isEmpty else {
      let form =
        "{\((words + ["..."]).joined(separator: ": {")): {}\(words.map { _ in "}" }.joined())}"
      throw node.wrong(
        "a command's name over its options, as in \(form), one of \(next.joined(separator: ", "))")
    }
    guard entries.count == 1, let (word, below) = try node.entries().first else {
      throw node.wrong("one command's name over its options; several requests stand in a list")
    }
    let name = words + [word]
    if let question = QuestionCatalogue.questions.first(where: { $0.name == name }) {
      return try request(question, below)
    }
    guard known.contains(where: { $0.starts(with: name) }) else {
      throw .unknownKey(
        file: node.file, line: node.line, path: node.path, key: word,
        closest: NearestNames.closest(to: word, among: next), known: next)
    }
    return try request(below, name)
  }

  private static func request<Asked: Question>(
    _ type: Asked.Type, _ node: DocumentNode
  ) throws(DocumentError) -> Request {
    var members = try Members(node)
    let question: Asked
    let output: RequestOutput
    do {
      question = try Asked(&members)
      output = try RequestOutput(&members, of: type)
      try members.finish()
    } catch {
      throw members.explained(error)
    }
    do { return try Request(question, output: output) } catch { throw members.placed(error) }
  }

  /// What is read and written.
  var files: QuestionFiles { output.files(beside: question) }

  /// The command's words, for messages.
  public var name: String { type(of: question).name.joined(separator: " ") }

  /// The names of the members that a question and its answer have.
  /// - Parameter node: a mapping that sets at least what the question needs.
  /// - Throws: `DocumentError` for members that cannot be read.
  package static func members(
    of type: any Question.Type, in node: DocumentNode
  ) throws(DocumentError) -> [String] {
    var members = try Members(node)
    _ = try type.init(&members)
    _ = try RequestOutput(&members, of: type)
    return members.asked
  }

  /// Answers the question.
  public func answer(progress: (String) -> Void = { _ in }) throws -> Answer {
    try question.answer(progress: progress)
  }
}
