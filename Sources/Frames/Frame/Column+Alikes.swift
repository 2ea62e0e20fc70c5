extension Column {
  /// Two levels of a column of text that look the same on paper: spaces at an end, or two spellings of
  /// one character, tell them apart; `nil` where there are none such.
  package var alikeLevels: (String, String)? {
    guard case .text(_, let levels) = storage else { return nil }
    // Equality of `String` is that of the characters seen.
    var seen: [String: Int] = [:]
    seen.reserveCapacity(levels.count)
    for (place, level) in levels.enumerated() {
      if let twin = seen.updateValue(place, forKey: level.trimmed) { return (levels[twin], level) }
    }
    return nil
  }

  /// How many cells are missing in a column of text whose other values are all codes of two capital
  /// letters: `NA` among them is Namibia, or North America. 0 elsewhere.
  package var missingAmongCodes: Int {
    guard case .text(_, let levels) = storage, let presence, levels.count > 1,
      levels.allSatisfy({ level in
        level.utf8.count == 2
          && level.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
      })
    else { return 0 }
    return presence.count { $0 == .missing }
  }
}
