import ArgumentParser
import Requests

extension Option where Value == NumberList {
  /// An option that takes numbers with commas between them, and whose help names the default.
  init(wrappedValue: NumberList, numbers help: String) {
    self.init(
      wrappedValue: wrappedValue, parsing: .unconditional,
      help: "\(help) (default: \(wrappedValue))", transform: { try NumberList($0) })
  }
}

extension Option where Value == NumberList? {
  /// An option that takes numbers with commas between them and is absent unless it is given; help
  /// names what then holds.
  init(wrappedValue: NumberList? = nil, numbers help: String, default numbers: NumberList) {
    self.init(
      parsing: .unconditional, help: "\(help) (default: \(numbers))",
      transform: { try NumberList($0) })
  }
}

extension Option where Value == NameList {
  /// An option that takes names with commas between them, and whose help names the default.
  init(wrappedValue: NameList, names help: String) {
    self.init(
      wrappedValue: wrappedValue, help: "\(help) (default: \(wrappedValue))",
      transform: { try NameList($0) })
  }
}
