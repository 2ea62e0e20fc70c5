import Documents
import Studies
import Typesetting

/// The studies that need no file: what `entente demo` asks.
public struct DemoQuestion: Question {
  /// `entente demo`.
  public static let name = ["demo"]
  /// Files of its own.
  public static let printing = Printing.files

  /// The folder of the report.
  public var out = "report"
  /// Further worlds to count coverage over.
  public var worlds = 20
  /// Results do not depend on it.
  public var threads = ThreadCount()

  /// The report of a world with known coefficients, and of one that a theory makes.
  public init() {}

  /// Needs nothing; all has the default that stands beside it.
  public init(_ members: inout Members) throws(DocumentError) {
    try members.read("out", into: &out)
    try members.read("worlds", into: &worlds)
    try members.read("threads", into: &threads)
  }

  /// What is written in place of an answer's file.
  public var files: QuestionFiles {
    var files = QuestionFiles()
    files.write([("out", out)])
    return files
  }

  /// Refuses a negative count of worlds, and a number of threads below 1.
  public func check() throws(RequestError) {
    guard worlds >= 0 else {
      throw RequestError("\(member: "worlds") is a count, not \(worlds).")
    }
    _ = try threads.count
  }

  /// Writes both reports, and says where they are.
  public func answer(progress: (String) -> Void) throws -> Answer {
    var options = StudyRunner.Options()
    options.output = out
    options.replications = worlds
    options.threads = try threads.count
    options.command = ["entente", "demo", "--out", out, "--worlds", String(worlds)]
    let first = try StudyRunner(study: "simulated-world", variant: nil, options: options)
      .run(progress: progress)
    options.output = out + "/alliance-world"
    let second = try StudyRunner(study: "alliance-world", variant: nil, options: options)
      .run(progress: progress)
    return Answer(
      text: first.summary + "\n\n" + second.summary,
      document: .object([("reports", .array([.text(out), .text(options.output)]))]))
  }
}
