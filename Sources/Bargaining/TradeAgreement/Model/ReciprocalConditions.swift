/// The first-order conditions of the rules-based point in the linear example, as two linear equations,
/// solved with a rank decision that does not depend on units.
///
/// With `X` and `Y` the reciprocals of trade (terms of trade) or of world prices (trade volume), the
/// conditions are `A0 X - B0 Y = -c` and `-B1 X + A1 Y = -c1`. They are solved for `(X + Y)/2` and
/// `(X - Y)/2`: for equal countries these come apart, so that the symmetric point keeps its digits
/// however close the conditions are to being one and the same.
struct ReciprocalConditions {
  /// What solves the conditions, wherever it lies.
  enum Solution {
    case point(Place)
    /// `start + s direction` for every `s`.
    case line(start: Place, direction: Place)
    /// Every pair.
    case everywhere
    /// The conditions contradict each other.
    case nothing
  }

  /// A pair `(X, Y)`.
  struct Place {
    var x: Double
    var y: Double

    init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }

    /// - Parameters:
    ///   - mean: `(X + Y)/2`.
    ///   - difference: `(X - Y)/2`.
    init(mean: Double, difference: Double) {
      self.init(x: mean + difference, y: mean - difference)
    }
  }

  /// A coefficient beside the size of the terms that were added up for it.
  private struct Term {
    var value: Double
    var size: Double

    static func + (left: Term, right: Term) -> Term {
      Term(value: left.value + right.value, size: left.size + right.size)
    }
    static func - (left: Term, right: Term) -> Term {
      Term(value: left.value - right.value, size: left.size + right.size)
    }
    static prefix func - (term: Term) -> Term { Term(value: -term.value, size: term.size) }

    /// Whether it is nothing but rounding of its terms.
    var isZero: Bool { abs(value) <= ReciprocalConditions.rounding * size }
  }

  /// The share of the sizes of what is added up below which a sum is taken for zero: a few dozen times
  /// the spacing of doubles, as the weights themselves are rounded decimals.
  private static let rounding = 32 * Double.ulpOfOne

  /// `A`, `B` and `c` of each country, times a factor that leaves whole numbers.
  private let own: CountryPair<Term>
  private let partner: CountryPair<Term>
  private let constant: CountryPair<Term>

  init(_ reciprocity: Reciprocity, _ interests: CountryPair<Interests>) {
    func pair(_ term: (Interests) -> Term) -> CountryPair<Term> {
      CountryPair(home: term(interests.home), foreign: term(interests.foreign))
    }
    func sum(_ parts: [Double]) -> Term {
      Term(value: parts.reduce(0, +), size: parts.reduce(0) { $0 + abs($1) })
    }
    switch reciprocity {
    case .termsOfTrade:
      own = pair { sum([56 * $0.imports, -98, -56 * $0.downstream]) }
      partner = pair { sum([63 * $0.exports, -63]) }
    case .tradeVolume:
      own = pair { sum([56 * $0.imports, -287, 28 * $0.downstream]) }
      partner = pair { _ in Term(value: -63, size: 63) }
    }
    constant = pair { sum([59, -8 * $0.imports, -9 * $0.exports, -16 * $0.downstream]) }
  }

  /// Complete pivoting on the two equations for the mean and the half difference.
  var solution: Solution {
    let left = (own.home - partner.foreign, own.foreign - partner.home)
    let right = (own.home + partner.foreign, own.foreign + partner.home)
    let rows = [
      [left.0 + left.1, left.0 - left.1], [right.0 - right.1, right.0 + right.1],
    ]
    let sides = [-(constant.home + constant.foreign), -(constant.home - constant.foreign)]
    var (row, column) = (0, 0)
    for place in 0..<4 where abs(rows[place / 2][place % 2].value) > abs(rows[row][column].value) {
      (row, column) = (place / 2, place % 2)
    }
    let pivot = rows[row][column]
    if pivot.isZero { return sides.allSatisfy(\.isZero) ? .everywhere : .nothing }
    let (otherRow, otherColumn) = (1 - row, 1 - column)
    let factor = rows[otherRow][column].value / pivot.value
    func eliminated(_ below: Term, _ above: Term) -> Term {
      Term(
        value: below.value - factor * above.value, size: below.size + abs(factor) * above.size)
    }
    let rest = eliminated(rows[otherRow][otherColumn], rows[row][otherColumn])
    let side = eliminated(sides[otherRow], sides[row])
    func place(_ free: Double, _ side: Double) -> Place {
      let bound = (side - rows[row][otherColumn].value * free) / pivot.value
      return column == 0
        ? Place(mean: bound, difference: free) : Place(mean: free, difference: bound)
    }
    if rest.isZero {
      guard side.isZero else { return .nothing }
      return .line(start: place(0, sides[row].value), direction: place(1, 0))
    }
    return .point(place(side.value / rest.value, sides[row].value))
  }
}
