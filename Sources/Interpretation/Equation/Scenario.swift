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

    /// A number that stands in code.
    public init(floatLiteral value: Double) { self = .number(value) }
    /// A whole number that stands in code.
    public init(integerLiteral value: Int) { self = .number(Double(value)) }
    /// A level that stands in code.
    public init(stringLiteral value: String) { self = .level(value) }

    /// Whole numbers without a point, levels without quotes.
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

  /// One variable with its value.
  public struct Setting: Sendable, Equatable {
    /// A variable, or a call that reaches beyond its row such as `lag(x)`.
    public var variable: String
    /// A level is refused where the variable holds numbers, and a number where it holds levels.
    public var value: Value

    /// A value for one variable; that the model has it is checked where the scenario is read.
    public init(_ variable: String, _ value: Value) {
      self.variable = variable
      self.value = value
    }
  }

  /// In the order given.
  public var settings: [Setting]
  /// What variables without a setting do.
  public var others: Others

  /// A scenario that stands in code; every row as it was observed unless told.
  public init(_ values: KeyValuePairs<String, Value> = [:], others: Others = .observed) {
    self.init(settings: values.map { Setting($0.key, $0.value) }, others: others)
  }

  /// A scenario of settings that were read.
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
