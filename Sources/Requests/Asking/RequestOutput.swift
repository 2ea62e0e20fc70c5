import Documents
import Frames
import Typesetting

/// What becomes of an answer: its format, the file it is written to, and its figure.
public struct RequestOutput: Sendable, Equatable {
  /// How the answer is written; text unless said.
  public var format: OutputFormat
  /// The file it is written to; it is printed where absent.
  public var out: String?
  /// The file of the figure; none is drawn where absent.
  public var figure: FigureFile?
  /// Which of the question's figures; its first where absent.
  public var figureKind: String?

  /// Where an answer goes.
  public init(
    format: OutputFormat = .table(.text), out: String? = nil, figure: FigureFile? = nil,
    figureKind: String? = nil
  ) {
    self.format = format
    self.out = out
    self.figure = figure
    self.figureKind = figureKind
  }

  /// Reads the members that a question with such an answer has beside its own.
  init(
    _ members: inout Members, of question: any Question.Type
  ) throws(DocumentError) {
    self.init()
    guard question.printing != .files else { return }
    try members.read("format", into: &format)
    try members.read("out", into: &out)
    guard question.printing.draws else { return }
    if let node = members.node("figure") { figure = try node.reading { try FigureFile($0) } }
    guard !question.figureKinds.isEmpty, let node = members.node("figure-kind") else { return }
    figureKind = try node.vocabulary("one of \(question.figureKinds.joined(separator: ", "))") {
      question.figureKinds.contains($0) ? $0 : nil
    }
  }

  /// Refuses a format that the answer does not have.
  func check(_ question: some Question) throws(RequestError) {
    if format == .table(.csv), !question.hasRecords {
      throw RequestError(
        """
        \(member: "format") csv is for one table, and the answer has several; use text, json, \
        markdown, latex or html.
        """)
    }
    if figure != nil { try question.checkFigure() }
    let choices =
      (figureKind == nil ? [] : ["figure-kind"]) + (question.figureMember.map { [$0] } ?? [])
    if let name = choices.first, figure == nil {
      throw RequestError(
        "\(member: name) chooses what \(member: "figure") shows; name a file for it.")
    }
    if choices.count > 1 {
      throw RequestError(
        "\(member: choices[0]) and \(member: choices[1]) both choose what the figure shows; give one."
      )
    }
    try files(beside: question).check()
  }

  /// What the question reads, with what this writes.
  func files(beside question: some Question) -> QuestionFiles {
    var files = question.files
    files.write([("out", out), ("figure", figure?.path)])
    return files
  }

  /// Draws the figure and writes the answer, where files are named for them.
  /// - Returns: what is to be printed; `nil` where a file was written instead.
  /// - Throws: `ExhibitError`, `WriteError`.
  public func deliver(_ answer: Answer) throws -> String? {
    if let figure { try figure.write(try answer.figure(figureKind)) }
    let text = answer.rendered(format)
    guard let out else { return text }
    try WholeFile.write(text + "\n", to: out)
    return nil
  }
}
