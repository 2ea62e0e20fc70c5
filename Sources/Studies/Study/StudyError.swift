import Documents
import Expressions
import Frames

/// What can go wrong between a study file and its report.
public enum StudyError: Error, Equatable, Sendable {
  /// The study's file cannot be had, or says what no study does.
  case document(DocumentError)
  /// A variant that the study does not have.
  case unknownVariant(String, known: [String])
  /// A name that the study does not define: a source, a variable, a composite, a model.
  case undefined(kind: String, name: String, usedIn: String, closest: [String])
  /// A filter whose expression is neither true nor false.
  case noCondition(String, row: Int, value: String)
  /// A join that would read 0 in years that its source's filter leaves out.
  case zeroOfYearsLeftOut(String)
  /// A variable that the study defines and that no step has computed where it is used.
  case notComputed(String, usedIn: String)
  /// A table that is in none of the folders.
  case missingData(source: String, file: String, folders: [String])
  /// What a module below threw while the study did `step`.
  case step(String, Cause)
  /// The report cannot be written where it should be.
  case outputNotWritable(path: String, reason: String)
  /// The output folder holds files that are no report, which a run would replace.
  case outputOccupied(path: String)
}

extension StudyError: CustomStringConvertible {
  /// The place in the study, what was found, what was expected, and one thing to try.
  public var description: String {
    switch self {
    case .document(let error): error.description + Self.advice(error)
    case .unknownVariant(let name, let known):
      "the study has no variant '\(name)'. "
        + (known.isEmpty
          ? "It has none: leave the variant out."
          : "Its variants are \(NearestNames.sentence(known)).")
    case .undefined(let kind, let name, let usedIn, let closest):
      "\(usedIn) uses the \(kind) '\(name)', which the study does not define. "
        + (closest.isEmpty ? "Define it first." : "Did you mean \(NearestNames.sentence(closest))?")
    case .zeroOfYearsLeftOut(let source):
      "join \(source): `where:` of '\(source)' leaves out years within those that it covers, and where an "
        + "absent row means 0 it would be 0 in them too. Keep a span of years there, or name the years in "
        + "a `keep:` step of the panel."
    case .noCondition(let expression, let row, let value):
      "'\(expression)' is \(value) in row \(row), where true or false (1 or 0) is expected. Compare it "
        + "with something, as in `year > 1990`."
    case .notComputed(let name, let usedIn):
      "\(usedIn) uses '\(name)', which `variables:` defines and no step before it computes. Name it in "
        + "a step `- compute: [\(name)]` under `build:`."
    case .missingData(let source, let file, let folders):
      "source '\(source)' needs the file \(file), which is not in "
        + "\(folders.isEmpty ? "any data folder" : folders.joined(separator: ", ")). "
        + "Name its folder with --data; `entente sources list` says where it comes from."
    case .step(let step, let cause): "\(step): \(cause)"
    case .outputNotWritable(let path, let reason):
      "the report cannot be written to \(path): \(reason). Choose another folder with --out."
    case .outputOccupied(let path):
      "\(path) exists and holds something that is not a report. "
        + "Choose another folder with --out, or remove it."
    }
  }

  /// What a study file alone can get wrong.
  private static func advice(_ error: DocumentError) -> String {
    guard case .syntax(_, .yaml, _, _, _) = error else { return "" }
    return " Write labelled arguments with an equals sign, as in mean(x, rows = 2)."
  }
}

extension Study {
  /// The error, or that a variable of the study is not computed where that is why a name is unknown.
  func explained(_ error: any Error, usedIn place: String, lacking frame: Frame) -> any Error {
    let lacking: String?
    switch error {
    case ExpressionError.unknownVariable(let name, _, _): lacking = name
    case FrameError.noColumn(let name, _, _): lacking = name
    default: lacking = nil
    }
    guard let lacking, variables.contains(where: { $0.name == lacking }), !frame.contains(lacking)
    else { return error }
    return StudyError.notComputed(lacking, usedIn: place)
  }
}

extension StudyError {
  /// An error of a module below, kept whole.
  public struct Cause: Sendable, Equatable, CustomStringConvertible {
    /// As it was thrown.
    public let error: any Error

    init(_ error: any Error) { self.error = error }

    /// What the module below says.
    public var description: String { String(describing: error) }

    /// Whether both are of one type and say the same.
    public static func == (left: Cause, right: Cause) -> Bool {
      type(of: left.error) == type(of: right.error) && left.description == right.description
    }
  }

  /// Whether the message says where in the study it is.
  private var namesItsPlace: Bool {
    if case .noCondition = self { return false }
    return true
  }

  /// Does a step of a study; what a module below throws is said with the step's name.
  static func during<Result>(_ step: String, _ work: () throws -> Result) throws(StudyError)
    -> Result
  {
    do { return try work() } catch let error as StudyError where error.namesItsPlace {
      throw error
    } catch {
      throw .step(step, Cause(error))
    }
  }
}
