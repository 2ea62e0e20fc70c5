import Bargaining
import Typesetting

extension TariffSpace {
  /// The named points, and every curve as two lists of equal length, Home's tariffs and Foreign's.
  var json: JSONValue {
    .object([
      (
        "window",
        .object([("home", Self.range(window.home)), ("foreign", Self.range(window.foreign))])
      ),
      ("nash", Self.point(nash)), ("frontier", Self.weighted(frontier)),
      ("marks", Self.weighted(marks)), ("rules", .array(rules.map { $0.json })),
    ])
  }

  private static func range(_ range: ClosedRange<Double>) -> JSONValue {
    .array([.number(range.lowerBound), .number(range.upperBound)])
  }

  fileprivate static func point(_ tariffs: Tariffs?) -> JSONValue {
    tariffs.map { .array([.number($0.home), .number($0.foreign)]) } ?? .null
  }

  fileprivate static func line(
    _ tariffs: [Tariffs]
  ) -> [(key: String, value: JSONValue)] {
    [
      ("home", .array(tariffs.map { .number($0.home) })),
      ("foreign", .array(tariffs.map { .number($0.foreign) })),
    ]
  }

  private static func weighted(_ places: [FrontierPlace]) -> JSONValue {
    .object(
      [("lambda", .array(places.map { .number($0.lambda) }))] + line(places.map(\.tariffs)))
  }
}

extension TariffSpace.Rule {
  fileprivate var json: JSONValue {
    .object([
      ("reciprocity", .text(reciprocity.rawValue)), ("rules", TariffSpace.point(rules)),
      ("public", TariffSpace.point(people)),
      (
        "curves",
        .array(
          curves.map { curve in
            .object([
              ("name", .text(curve.name)), ("country", .text(curve.country.rawValue)),
              ("lines", .array(curve.lines.map { .object(TariffSpace.line($0)) })),
            ])
          })
      ), ("path", .object(TariffSpace.line(path))),
    ])
  }
}

extension IsoGainCurve {
  /// As Figure 1 of DeRemer (2023) calls it: S, N, S* or N*.
  var name: String {
    (level == .zero ? "S" : "N") + (country == .home ? "" : "*")
  }
}
