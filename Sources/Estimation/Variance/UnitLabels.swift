import Foundation

/// How the labels of the two sides of dyads meet: in a dyadic variance they name one set of units, in a
/// two-mode one they do not.
struct UnitLabels {
  /// Labels that stand on both sides.
  let shared: Int
  /// Labels on the first and on the second side.
  let sides: [Int]
  /// Labels that differ from another one in blanks or case alone: how many, and one pair.
  let alike: (count: Int, first: String, second: String)?

  /// Labels on the side that has fewer.
  var fewest: Int { sides.min() ?? 0 }

  init(_ first: Grouping, _ second: Grouping) {
    let used = [first, second].map { side in
      Set(Set(side.codes).map { side.labels[Int($0)] })
    }
    sides = used.map(\.count)
    shared = used[0].intersection(used[1]).count
    var folded: [String: [String]] = [:]
    for label in used[0].union(used[1]).sorted() {
      let plain = label.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
      folded[plain, default: []].append(label)
    }
    let pairs = folded.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }
    alike = pairs.first.map { (pairs.count, $0.value[0], $0.value[1]) }
  }

  /// Of a dyadic variance, whose sides should share labels, and each unit have one.
  var notesOfOneSet: [EstimationNote] {
    var notes: [EstimationNote] = []
    if shared == 0 { notes.append(.noUnitOnBothSides(sides[0], sides[1])) }
    if let alike {
      notes.append(.unitsAlike(alike.count, alike.first, alike.second))
    }
    return notes
  }

  /// Of a two-mode variance, whose sides should not.
  var notesOfTwoSets: [EstimationNote] {
    shared > 0 ? [.unitsOnBothSides(shared, of: sides[0] + sides[1] - shared)] : []
  }
}
