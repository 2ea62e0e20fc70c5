/// A JSON document with ordered keys, so that the same input gives the same bytes.
public enum JSONValue: Sendable, Equatable {
  /// No value, as for a standard error that does not exist.
  case null
  case bool(Bool)
  /// Printed without a point.
  case integer(Int)
  /// Printed as the shortest text that reads back as the same double; null where it is not finite.
  case number(Double)
  /// Escaped when it is printed.
  case text(String)
  /// In order.
  case array([JSONValue])
  /// Members in the order in which they are printed; keys are not checked for repetition.
  case object([(key: String, value: JSONValue)])

  /// Whether both print as the same bytes. Order of keys counts, and a number that is not finite
  /// equals `null`.
  public static func == (left: JSONValue, right: JSONValue) -> Bool {
    left.text == right.text
  }

  /// A seed or another count of 64 bits: its digits, as text where no integer of the document holds
  /// them.
  public static func count(_ value: UInt64) -> JSONValue {
    Int(exactly: value).map { .integer($0) } ?? .text(String(value))
  }

  /// `null` for `nil`.
  public static func optional(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }

  /// The document, indented by two spaces, arrays of scalars on one line.
  public var text: String {
    var output = ""
    write(to: &output, indent: 0)
    return output
  }

  private var isScalar: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }

  private func write(to output: inout String, indent: Int) {
    let inner = String(repeating: " ", count: indent + 2)
    let outer = String(repeating: " ", count: indent)
    switch self {
    case .null: output += "null"
    case .bool(let value): output += value ? "true" : "false"
    case .integer(let value): output += String(value)
    case .number(let value):
      // JSON has no infinities and no NaN: a number that does not exist is null.
      output += value.isFinite ? value.description : "null"
    case .text(let value): JSONValue.quote(value, into: &output)
    case .array(let items) where items.allSatisfy(\.isScalar):
      output += "["
      for (index, item) in items.enumerated() {
        if index > 0 { output += ", " }
        item.write(to: &output, indent: indent)
      }
      output += "]"
    case .array(let items):
      output += "[\n"
      for (index, item) in items.enumerated() {
        output += inner
        item.write(to: &output, indent: indent + 2)
        output += index + 1 < items.count ? ",\n" : "\n"
      }
      output += outer + "]"
    case .object(let entries) where entries.isEmpty: output += "{}"
    case .object(let entries):
      output += "{\n"
      for (index, entry) in entries.enumerated() {
        output += inner
        JSONValue.quote(entry.key, into: &output)
        output += ": "
        entry.value.write(to: &output, indent: indent + 2)
        output += index + 1 < entries.count ? ",\n" : "\n"
      }
      output += outer + "}"
    }
  }

  private static func quote(_ value: String, into output: inout String) {
    output += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: output.unicodeScalars.append(scalar)
      }
    }
    output += "\""
  }
}
