/// The inputs of a value by the names that its documents use: one place that says what each is, what
/// it may be, and where it is kept.
public struct InputTable<Root: TheoryInputs> {
  /// Where an input is kept.
  enum Place {
    case number(WritableKeyPath<Root, Double>)
    case whole(WritableKeyPath<Root, Int>)
    case optional(WritableKeyPath<Root, Double?>)
    case optionalWhole(WritableKeyPath<Root, Int?>)
    case list(WritableKeyPath<Root, [Double]>)
    /// A member that is made of numbers: how to read it, and how to make it of others.
    case made(
      (Root) -> [Double], (inout Root, [Double]) throws(BargainingError) -> Void)
  }

  /// One input.
  struct Entry {
    let name: String
    let place: Place
    let meaning: String
    let unit: String
    let domain: InputDomain
    /// What to try instead of a value outside the domain; `nil` where whoever takes the value checks
    /// it in words of its own.
    let advice: String?

    static func number(
      _ name: String, _ path: WritableKeyPath<Root, Double>, _ meaning: String, unit: String = "",
      _ domain: InputDomain = .any, _ advice: String? = "Give a number."
    ) -> Entry {
      Entry(
        name: name, place: .number(path), meaning: meaning, unit: unit, domain: domain,
        advice: advice)
    }

    static func whole(
      _ name: String, _ path: WritableKeyPath<Root, Int>, _ meaning: String, unit: String = "",
      _ domain: InputDomain, _ advice: String
    ) -> Entry {
      Entry(
        name: name, place: .whole(path), meaning: meaning, unit: unit, domain: domain,
        advice: advice)
    }

    static func optional(
      _ name: String, _ path: WritableKeyPath<Root, Double?>, _ meaning: String,
      unit: String = "", _ domain: InputDomain = .any, _ advice: String?
    ) -> Entry {
      Entry(
        name: name, place: .optional(path), meaning: meaning, unit: unit, domain: domain,
        advice: advice)
    }

    static func optionalWhole(
      _ name: String, _ path: WritableKeyPath<Root, Int?>, _ meaning: String, unit: String = "",
      _ domain: InputDomain, _ advice: String?
    ) -> Entry {
      Entry(
        name: name, place: .optionalWhole(path), meaning: meaning, unit: unit, domain: domain,
        advice: advice)
    }

    /// - Parameter domain: Of each entry; the model that takes the list checks it.
    static func list(
      _ name: String, _ path: WritableKeyPath<Root, [Double]>, _ meaning: String,
      unit: String = "", each domain: InputDomain = .any
    ) -> Entry {
      Entry(
        name: name, place: .list(path), meaning: meaning, unit: unit, domain: domain, advice: nil)
    }

    static func made(
      _ name: String, _ meaning: String, unit: String = "", each domain: InputDomain,
      read: @escaping (Root) -> [Double],
      write: @escaping (inout Root, [Double]) throws(BargainingError) -> Void
    ) -> Entry {
      Entry(
        name: name, place: .made(read, write), meaning: meaning, unit: unit, domain: domain,
        advice: nil)
    }

    var shape: TheoryInput.Shape {
      switch place {
      case .number, .whole: .number
      case .optional, .optionalWhole: .optional
      case .list, .made: .list
      }
    }

    func values(in root: Root) -> [Double] {
      switch place {
      case .number(let path): [root[keyPath: path]]
      case .whole(let path): [Double(root[keyPath: path])]
      case .optional(let path): root[keyPath: path].map { [$0] } ?? []
      case .optionalWhole(let path): root[keyPath: path].map { [Double($0)] } ?? []
      case .list(let path): root[keyPath: path]
      case .made(let read, _): read(root)
      }
    }
  }

  let entries: [Entry]

  init(_ entries: [Entry]) { self.entries = entries }

  func inputs(of root: Root) -> [TheoryInput] {
    let untouched = Root()
    return entries.map { entry in
      TheoryInput(
        name: entry.name, values: entry.values(in: root), defaults: entry.values(in: untouched),
        shape: entry.shape, meaning: entry.meaning, unit: entry.unit, domain: entry.domain)
    }
  }

  func set(_ name: String, to values: [Double], in root: inout Root) throws(BargainingError) {
    guard let entry = entries.first(where: { $0.name == name }) else {
      throw .unknownParameter(name, known: entries.map(\.name))
    }
    for value in values where !value.isFinite {
      throw .outOfDomain(
        parameter: name, found: value, expected: "a finite number", hint: "Give a number.")
    }
    switch entry.place {
    case .number(let path): root[keyPath: path] = try Self.single(values, of: name)
    case .whole(let path): root[keyPath: path] = try Self.whole(values, of: entry)
    case .optional(let path):
      root[keyPath: path] = values.isEmpty ? nil : try Self.single(values, of: name)
    case .optionalWhole(let path):
      root[keyPath: path] = values.isEmpty ? nil : try Self.whole(values, of: entry)
    case .list(let path):
      // A list that begins with numbers means nothing without one.
      guard !values.isEmpty || Root()[keyPath: path].isEmpty else {
        throw .wrongCount(parameter: name, found: 0, expected: "at least one number")
      }
      root[keyPath: path] = values
    case .made(_, let write): try write(&root, values)
    }
  }

  /// The one number that a list must hold.
  private static func single(
    _ values: [Double], of name: String
  ) throws(BargainingError) -> Double {
    guard values.count == 1 else {
      throw .wrongCount(parameter: name, found: values.count, expected: "one number")
    }
    return values[0]
  }

  private static func whole(
    _ values: [Double], of entry: Entry
  ) throws(BargainingError) -> Int {
    let value = try single(values, of: entry.name)
    guard let whole = Int(exactly: value) else {
      throw .outOfDomain(
        parameter: entry.name, found: value, expected: entry.domain.words,
        hint: entry.advice ?? "Give a whole number.")
    }
    return whole
  }

  func check(_ root: Root) throws(BargainingError) {
    for entry in entries {
      for value in entry.values(in: root) {
        if let advice = entry.advice {
          try Domain.require(entry.domain, entry.name, value, advice)
        } else {
          try Domain.require(.any, entry.name, value, "Express the inputs in other units.")
        }
      }
    }
  }
}
