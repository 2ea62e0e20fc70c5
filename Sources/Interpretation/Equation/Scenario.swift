/// Where a model is read: which variables are given values, and what the others do.
///
///     Scenario()                                      // every row as it was observed
///     Scenario(["support": 1.5])                      // every row, with support at 1.5
///     Scenario(["region": "Asia"], others: .typical)  // one row: Asia, all else at its mean or mode
public struct Scenario: Sendable, Equatable {
  /// A number, or a level of a factor.
  public enum Value: Sendable, Equatable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByStringLiteral, CustomStringConvertible
  {
    case number(Double)
    case level(String)

    public init(floatLiteral value: Double) { self = .number(value) }
    public init(integerLiteral value: Int) { self = .number(Double(value)) }
    public init(stringLiteral value: String) { self = .level(value) }

    public var description: String {
      switch self {
      case .number(let value):
        value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
      case .level(let text): text
      }
    }
  }

  /// What variables without a given value do.
  public enum Others: String, Sendable, Equatable, CaseIterable {
    /// Each row keeps its own, and results are averaged over the rows of the sample.
    case observed
    /// Numbers at their mean, levels at their mode (the first by name among equals), in one row.
    case typical
  }

  public struct Setting: Sendable, Equatable {
    /// A variable, or a call that reaches beyond its row such as `lag(x)`.
    public var variable: String
    public var value: Value

    public init(_ variable: String, _ value: Value) {
      self.variable = variable
      self.value = value
    }
  }

  /// In the order given.
  public var settings: [Setting]
  public var others: Others

  public init(_ values: KeyValuePairs<String, Value> = [:], others: Others = .observed) {
    self.init(settings: values.map { Setting($0.key, $0.value) }, others: others)
  }

  public init(settings: [Setting], others: Others = .observed) {
    self.settings = settings
    self.others = others
  }

  /// The same with one more value, which replaces an earlier one of the same variable.
  public func setting(_ variable: String, _ value: Value) -> Scenario {
    var copy = self
    copy.settings.removeAll { $0.variable == variable }
    copy.settings.append(Setting(variable, value))
    return copy
  }
}
