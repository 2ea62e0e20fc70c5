import CReadStat

/// Takes the variables, values and labels that ReadStat reports and makes columns of them.
final class StataCollector {
  /// What is wrong with the file beyond what ReadStat itself notices.
  private(set) var failure: String?

  /// The bytes that a variable has for the name of its value labels. A damaged file may fill them
  /// without a closing zero, and ReadStat hands them over as they are.
  private let labelNameSize: Int

  private var variables: [Variable] = []
  private var labelSets: [String: [Int64: String]] = [:]

  private final class Variable {
    let name: String
    let label: String
    let labelSet: String
    let type: readstat_type_class_t
    let isWhole: Bool
    var integers: [Int64] = []
    var doubles: [Double] = []
    var codes: [Int32] = []
    var levels: [String] = []
    var dictionary = TextDictionary()
    var presence: [Presence] = []

    init(_ variable: UnsafePointer<readstat_variable_t>, labelSet: String) throws(NotText) {
      name = try StataCollector.text(readstat_variable_get_name(variable))
      label = try StataCollector.text(readstat_variable_get_label(variable))
      self.labelSet = labelSet
      type = readstat_variable_get_type_class(variable)
      switch readstat_variable_get_type(variable) {
      case READSTAT_TYPE_INT8, READSTAT_TYPE_INT16, READSTAT_TYPE_INT32: isWhole = true
      default: isWhole = false
      }
    }

    func append(_ value: readstat_value_t) throws(NotText) {
      if type == READSTAT_TYPE_CLASS_STRING {
        let text = try StataCollector.text(readstat_string_value(value))
        presence.append(text.isEmpty ? .missing : .present)
        codes.append(text.isEmpty ? 0 : code(of: text))
        return
      }
      let number = readstat_double_value(value)
      let isMissing =
        readstat_value_is_system_missing(value) != 0
        || readstat_value_is_tagged_missing(value) != 0 || !number.isFinite
      presence.append(isMissing ? .missing : .present)
      if isWhole {
        integers.append(isMissing ? 0 : Int64(number))
      } else {
        doubles.append(isMissing ? 0 : number)
      }
    }

    private func code(of text: String) -> Int32 {
      let (code, isNew) = dictionary.code(text)
      if isNew { levels.append(text) }
      return code
    }

    var storage: Column.Storage {
      if type == READSTAT_TYPE_CLASS_STRING { return .text(codes: codes, levels: levels) }
      return isWhole ? .integer(integers) : .double(doubles)
    }
  }

  init(format: Int) {
    labelNameSize = format >= 118 ? 129 : format >= 105 ? 33 : 9
  }

  private struct NotText: Error {}

  /// Text from C in a field of fixed size; `nil` counts as empty.
  private static func text(
    _ pointer: UnsafePointer<CChar>?, within size: Int
  ) throws(NotText) -> String {
    guard let pointer else { return "" }
    let field = UnsafeBufferPointer(start: pointer, count: size)
    guard let end = field.firstIndex(of: 0) else { throw NotText() }
    let bytes = field[..<end].map { UInt8(bitPattern: $0) }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw NotText() }
    return text
  }

  /// Text from C; `nil` counts as empty.
  private static func text(_ pointer: UnsafePointer<CChar>?) throws(NotText) -> String {
    guard let pointer else { return "" }
    guard let text = String(validatingCString: pointer) else { throw NotText() }
    return text
  }

  /// Has a parser report to this collector, which must be its user context.
  func attach(to parser: UnsafeMutablePointer<readstat_parser_t>) {
    readstat_set_variable_handler(parser) { _, variable, labels, context in
      StataCollector.of(context).addVariable(variable, labels)
    }
    readstat_set_value_handler(parser) { row, variable, value, context in
      StataCollector.of(context).addValue(Int(row), variable, value)
    }
    readstat_set_value_label_handler(parser) { set, value, label, context in
      StataCollector.of(context).addLabel(set, value, label)
    }
    // ReadStat would print its complaints otherwise; its status says the same.
    readstat_set_error_handler(parser) { _, _ in }
  }

  /// The columns in the file's order, or `nil` where their lengths differ.
  func columns() -> [Column]? {
    let count = variables.first?.presence.count ?? 0
    guard variables.allSatisfy({ $0.presence.count == count }) else { return nil }
    return variables.map {
      var column = Column(
        name: $0.name, label: $0.label, storage: $0.storage, presence: $0.presence)
      if column.isNumeric { column.valueLabels = labelSets[$0.labelSet] ?? [:] }
      return column
    }
  }

  private static func of(_ context: UnsafeMutableRawPointer?) -> StataCollector {
    Unmanaged<StataCollector>.fromOpaque(context!).takeUnretainedValue()
  }

  private static let proceed = Int32(READSTAT_HANDLER_OK)
  private static let abort = Int32(READSTAT_HANDLER_ABORT)

  private func fail(_ detail: String) -> Int32 {
    failure = failure ?? detail
    return StataCollector.abort
  }

  private func addVariable(
    _ variable: UnsafeMutablePointer<readstat_variable_t>?, _ labels: UnsafePointer<CChar>?
  ) -> Int32 {
    guard let variable else { return fail("a variable without a description") }
    do throws(NotText) {
      let labelSet = try StataCollector.text(labels, within: labelNameSize)
      variables.append(try Variable(UnsafePointer(variable), labelSet: labelSet))
      return StataCollector.proceed
    } catch {
      return fail("the name or label of variable \(variables.count + 1) is not text")
    }
  }

  private func addValue(
    _ row: Int, _ variable: UnsafeMutablePointer<readstat_variable_t>?, _ value: readstat_value_t
  ) -> Int32 {
    let index = Int(readstat_variable_get_index(variable))
    guard variables.indices.contains(index), variables[index].presence.count == row else {
      return fail("values out of order in row \(row + 1)")
    }
    do throws(NotText) {
      try variables[index].append(value)
      return StataCollector.proceed
    } catch {
      return fail(
        "row \(row + 1) of '\(variables[index].name)' is not UTF-8 text; name its encoding")
    }
  }

  private func addLabel(
    _ set: UnsafePointer<CChar>?, _ value: readstat_value_t, _ label: UnsafePointer<CChar>?
  ) -> Int32 {
    if readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING
      || readstat_value_is_tagged_missing(value) != 0
      || readstat_value_is_system_missing(value) != 0
    {
      return StataCollector.proceed
    }
    guard let number = Int64(exactly: readstat_double_value(value)) else {
      return StataCollector.proceed
    }
    do throws(NotText) {
      let name = try StataCollector.text(set)
      labelSets[name, default: [:]][number] = try StataCollector.text(label)
      return StataCollector.proceed
    } catch {
      return fail("a value label is not text")
    }
  }
}
