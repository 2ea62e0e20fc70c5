/// Transfers in the years after claims beside those before, with placebos over other dates and
/// other recipients.
///
/// With B the mean over the `width` years before each claim and A over those after, the years of
/// the claims left out, the change is (A - B) / (A + B): between -1 and 1, and comparable between
/// large and small recipients. A placebo gives the same number for claims that were not made: the
/// same pattern of years moved to every other place in the coverage, or other recipients in the
/// same years. It is a description; nothing here makes the years of claims random.
public struct EventWindow: Equatable, Sendable {
  /// The changes of claims that were not made.
  public struct Placebo: Equatable, Sendable {
    /// What was varied, each with its change, in order.
    public let changes: [(name: String, change: Double)]
    /// (1 + those at least as large) / (1 + all).
    public let share: Double

    init(_ changes: [(name: String, change: Double)], against change: Double) {
      self.changes = changes
      let larger = changes.filter { $0.change >= change }.count
      share = Double(1 + larger) / Double(1 + changes.count)
    }

    public static func == (left: Placebo, right: Placebo) -> Bool {
      left.share == right.share
        && left.changes.elementsEqual(right.changes) {
          $0.name == $1.name && $0.change == $1.change
        }
    }
  }

  /// Years before and after a claim.
  public let width: Int
  /// Years of claims with whole windows inside the coverage.
  public let claims: [Int]
  /// Years of claims whose windows the coverage cuts off.
  public let outside: [Int]
  public let before: Double
  public let after: Double
  public let change: Double
  public let dates: Placebo
  public let recipients: Placebo

  /// The comparison; `nil` where no claim has a whole window, or nothing was delivered in any.
  ///
  /// O(R (y + k)) for R recipients, y years and k claims.
  public init?(
    claims: [Int], recipient: String, tables: TransferTables, width: Int = 3
  ) throws(EvidenceError) {
    precondition(width >= 1, "a window has at least one year")
    let series = try tables.series(of: recipient)
    let distinct = Set(claims).sorted()
    func isWhole(_ year: Int) -> Bool {
      year - width >= series.years.lowerBound && year + width <= series.years.upperBound
    }
    let inside = distinct.filter(isWhole)
    guard let first = inside.first, let last = inside.last,
      let means = Self.means(inside, series, width)
    else { return nil }
    self.width = width
    self.claims = inside
    outside = distinct.filter { !isWhole($0) }
    (before, after) = means
    let change = (after - before) / (after + before)
    self.change = change
    var moved: [(name: String, change: Double)] = []
    let shifts =
      (series.years.lowerBound + width - first)...(series.years.upperBound - width - last)
    for shift in shifts where shift != 0 {
      let years = inside.map { $0 + shift }
      // A pattern that meets a claim of the case is no placebo.
      guard !years.contains(where: inside.contains),
        let means = Self.means(years, series, width)
      else { continue }
      moved.append(
        (
          years.map(String.init).joined(separator: "+"),
          (means.after - means.before) / (means.after + means.before)
        ))
    }
    dates = Placebo(moved, against: change)
    var others: [(name: String, change: Double)] = []
    for name in tables.recipients where name != recipient {
      guard let means = Self.means(inside, try tables.series(of: name), width) else { continue }
      others.append((name, (means.after - means.before) / (means.after + means.before)))
    }
    recipients = Placebo(others, against: change)
  }

  /// Means before and after; `nil` where nothing was delivered in either.
  private static func means(
    _ claims: [Int], _ series: TransferSeries, _ width: Int
  ) -> (before: Double, after: Double)? {
    let measure = series.measure
    var (before, after) = (0.0, 0.0)
    for claim in claims {
      let place = claim - series.years.lowerBound
      for step in 1...width {
        before += measure[place - step]
        after += measure[place + step]
      }
    }
    guard before + after > 0 else { return nil }
    let count = Double(claims.count * width)
    return (before / count, after / count)
  }
}
