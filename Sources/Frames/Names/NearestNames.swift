/// Names that come close to a mistyped one, for error messages.
package enum NearestNames {
  /// Up to three names within a third of the length in edits (one edit for the shortest), nearest
  /// first.
  package static func closest(to name: String, among names: [String]) -> [String] {
    let target = Array(name.lowercased())
    let limit = target.count <= 3 ? 1 : max(2, target.count / 3)
    return names.map { (name: $0, edits: distance(target, Array($0.lowercased()))) }
      .filter { $0.edits <= limit }
      .sorted { ($0.edits, $0.name) < ($1.edits, $1.name) }
      .prefix(3).map(\.name)
  }

  /// `'a', 'b' or 'c'`.
  package static func sentence(_ names: [String]) -> String {
    let quoted = names.map { "'\($0)'" }
    guard quoted.count > 1 else { return quoted.first ?? "" }
    return quoted.dropLast().joined(separator: ", ") + " or " + quoted.last!
  }

  /// Levenshtein distance.
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var previous = Array(0...right.count)
    for (row, character) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        current.append(
          min(
            previous[column + 1] + 1, current[column] + 1,
            previous[column] + (character == other ? 0 : 1)))
      }
      previous = current
    }
    return previous[right.count]
  }
}
