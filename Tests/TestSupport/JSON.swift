/// A JSON document of any shape, for numbers that are looked up by name.
public enum JSON: Decodable, Sendable {
  case number(Double)
  case text(String)
  case flag(Bool)
  case list([JSON])
  case object([String: JSON])
  case null

  public init(from decoder: any Decoder) throws {
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

  /// A member; null where there is none.
  public subscript(_ key: String) -> JSON { members?[key] ?? .null }

  public var number: Double? {
    if case .number(let value) = self { return value }
    return nil
  }

  /// The numbers of a list; nil where this is no list, or a list with anything else in it.
  public var numbers: [Double]? {
    guard case .list(let items) = self else { return nil }
    let values = items.compactMap(\.number)
    return values.count == items.count ? values : nil
  }

  /// The members of an object.
  public var members: [String: JSON]? {
    if case .object(let members) = self { return members }
    return nil
  }

  /// A matrix as `{"names": [...], "V": [[...]]}` or as rows; empty where there is none.
  public var matrix: [[Double]] {
    if case .list(let rows) = self { return rows.map { $0.numbers ?? [] } }
    return members == nil ? [] : self["V"].matrix
  }
}
