import Frames

/// What can go wrong between a study file and its report.
public enum StudyError: Error, Equatable, Sendable {
  case noStudy(String, builtIn: [String], closest: [String])
  case yaml(file: String, message: String)
  case malformed(file: String, line: Int, path: String, found: String, expected: String)
  case unknownKey(
    file: String, line: Int, path: String, key: String, closest: [String], known: [String])
  case unknownVariant(String, known: [String])
  /// A name that the study does not define: a source, a variable, a composite, a model.
  case undefined(kind: String, name: String, usedIn: String, closest: [String])
  case missingData(source: String, file: String, folders: [String])
  /// Something below failed while the study did `step`.
  case failed(step: String, reason: String)
  /// What a module below threw while the study did `step`.
  case step(String, Cause)
  case outputNotWritable(path: String, reason: String)
  case outputOccupied(path: String)
}

extension StudyError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noStudy(let name, let builtIn, let closest):
      "there is no study '\(name)': it is neither a folder with a study.yaml nor a built-in study. "
        + (closest.isEmpty
          ? "Built in are \(NearestNames.sentence(builtIn))."
          : "Did you mean \(NearestNames.sentence(closest))?")
    case .yaml(let file, let message):
      "\(file) is not readable as YAML: \(message). "
        + "Look at the indentation there; put text with ': ' or '#' in quotes, and write labelled "
        + "arguments with an equals sign, as in mean(x, rows = 2)."
    case .malformed(let file, let line, let path, let found, let expected):
      "\(file), line \(line)\(path.isEmpty ? "" : ", at \(path)"): found \(found), "
        + "expected \(expected)."
    case .unknownKey(let file, let line, let path, let key, let closest, let known):
      "\(file), line \(line)\(path.isEmpty ? "" : ", in \(path)"): there is no setting '\(key)'. "
        + (closest.isEmpty ? "" : "Did you mean \(NearestNames.sentence(closest))? ")
        + "Settings here are \(known.joined(separator: ", "))."
    case .unknownVariant(let name, let known):
      "the study has no variant '\(name)'. Its variants are \(NearestNames.sentence(known))."
    case .undefined(let kind, let name, let usedIn, let closest):
      "\(usedIn) uses the \(kind) '\(name)', which the study does not define. "
        + (closest.isEmpty ? "Define it first." : "Did you mean \(NearestNames.sentence(closest))?")
    case .missingData(let source, let file, let folders):
      "source '\(source)' needs the file \(file), which is not in "
        + "\(folders.isEmpty ? "any data folder" : folders.joined(separator: ", ")). "
        + "Name its folder with --data; `entente sources list` says where it comes from."
    case .failed(let step, let reason): "\(step): \(reason)"
    case .step(let step, let cause): "\(step): \(cause)"
    case .outputNotWritable(let path, let reason):
      "the report cannot be written to \(path): \(reason). Choose another folder with --out."
    case .outputOccupied(let path):
      "\(path) exists and holds something that is not a report. "
        + "Choose another folder with --out, or remove it."
    }
  }
}

extension StudyError {
  /// An error of a module below, kept whole.
  public struct Cause: Sendable, Equatable, CustomStringConvertible {
    public let error: any Error

    init(_ error: any Error) { self.error = error }

    public var description: String { String(describing: error) }

    public static func == (left: Cause, right: Cause) -> Bool {
      type(of: left.error) == type(of: right.error) && left.description == right.description
    }
  }

  /// Does a step of a study; what a module below throws is said with the step's name.
  static func during<Result>(_ step: String, _ work: () throws -> Result) throws(StudyError)
    -> Result
  {
    do { return try work() } catch let error as StudyError { throw error } catch {
      throw .step(step, Cause(error))
    }
  }
}
