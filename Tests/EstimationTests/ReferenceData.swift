import Estimation
import Expressions
import Foundation
import Frames
import Numerics
import TestSupport

/// Reads the development tables, where they are on this machine.
enum ReferenceData {
  /// A comma-separated file without quoted commas: numbers where a whole column is numeric.
  static func frame(_ path: String) throws -> Frame {
    try frame(file: SharedTables.path(path))
  }

  /// The path of a file in a folder of `Fixtures`.
  static func fixture(_ path: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/" + path).path
  }

  static func frame(file: String) throws -> Frame {
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let lines = text.split(separator: "\n").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: CharacterSet(charactersIn: "\"\r"))
      }
    }
    let columns = lines[0].indices.map { index -> Column in
      let cells = lines.dropFirst().map { $0[index] }
      let numbers = cells.map(Double.init)
      if numbers.allSatisfy({ $0 != nil }) {
        return Column(name: lines[0][index], storage: .double(numbers.map { $0! }))
      }
      return Column(name: lines[0][index], texts: cells)
    }
    return try Frame(columns)
  }

  static func json(_ path: String) throws -> JSON {
    try json(file: SharedTables.path(path))
  }

  static func json(file: String) throws -> JSON {
    let data = try Data(contentsOf: URL(fileURLWithPath: file))
    return try JSONDecoder().decode(JSON.self, from: data)
  }

  static func fit(
    _ frame: Frame, _ formula: String, _ specification: Specification,
    weights: WeightColumn? = nil
  ) throws -> Fit {
    var builder = DesignBuilder(frame)
    let design = try builder.design(
      try Formula(formula), weights: weights, variance: specification.variance)
    return try Fit(design, specification)
  }
}

/// A JSON document.
enum JSON: Decodable {
  case number(Double)
  case text(String)
  case flag(Bool)
  case list([JSON])
  case object([String: JSON])
  case null

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .flag(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([JSON].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: JSON].self))
    }
  }

  subscript(_ key: String) -> JSON {
    if case .object(let members) = self { return members[key] ?? .null }
    return .null
  }

  var number: Double? {
    if case .number(let value) = self { return value }
    return nil
  }

  /// A matrix as `{"names": [...], "V": [[...]]}` or as rows.
  var matrix: [[Double]] {
    if case .list(let rows) = self {
      return rows.map { row in
        if case .list(let cells) = row { return cells.compactMap(\.number) }
        return []
      }
    }
    return self["V"].matrix
  }
}
