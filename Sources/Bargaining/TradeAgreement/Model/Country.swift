/// The two sides of an agreement.
public enum Country: String, Sendable, CaseIterable {
  case home, foreign

  /// The other side.
  public var partner: Country { self == .home ? .foreign : .home }

  /// As a sentence names it.
  public var name: String { self == .home ? "Home" : "Foreign" }
}

/// Whose objective is meant: the negotiating governments' or the publics'.
public enum Principal: String, Sendable, CaseIterable {
  case government
  case people = "public"
}

/// A number for each side: a pair of tariffs, of gains or of residuals.
public struct CountryPair<Value> {
  /// That of the country that imports good x.
  public var home: Value
  /// That of the country that imports good y.
  public var foreign: Value

  /// A pair by label, since the order of two numbers is easily mistaken.
  public init(home: Value, foreign: Value) {
    self.home = home
    self.foreign = foreign
  }

  /// The value of one side.
  public subscript(_ country: Country) -> Value {
    get { country == .home ? home : foreign }
    set { if country == .home { home = newValue } else { foreign = newValue } }
  }
}

extension CountryPair: Sendable where Value: Sendable {}
extension CountryPair: Equatable where Value: Equatable {}

/// The specific tariff of each side on its imports: Home's on good x, Foreign's on good y.
public typealias Tariffs = CountryPair<Double>
