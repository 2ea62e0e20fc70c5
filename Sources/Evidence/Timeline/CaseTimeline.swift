/// The items of a case in lanes beside its transfers.
public struct CaseTimeline: Equatable, Sendable {
  /// Items of kinds that belong together, by date.
  public struct Lane: Equatable, Sendable {
    /// The lane's heading.
    public let name: String
    /// By date, then by key.
    public let items: [EvidenceItem]
  }

  /// Lanes from the top, with the kinds they show; context has none.
  public static let laneKinds: [(name: String, kinds: [EvidenceItem.Kind])] = [
    ("Loyalty record", [.loyaltyRecord]),
    ("Claims and audiences", [.claim, .audienceNamed]),
    ("Requests", [.request]),
    ("Responses", [.response]),
    ("Transfers", [.transfer]),
    ("Alternative explanations", [.alternative]),
  ]

  /// The case.
  public let record: CaseRecord
  /// Lanes from the top.
  public let lanes: [Lane]
  /// The years shown.
  public let years: ClosedRange<Int>
  /// Items that the audit casts doubt on.
  public let doubtful: [String]
  /// Items outside the years, or without a date.
  public let unplaced: [String]
  /// Transfers to the case's recipient; `nil` without tables.
  public let series: TransferSeries?
  /// Before and after every claim; `nil` without transfers or claims.
  public let window: EventWindow?
  /// The same without claims in doubt.
  public let soundWindow: EventWindow?

  /// A timeline of a case over its window, or over its items where it has none.
  ///
  /// - Parameters:
  ///   - tables: Transfers, if there are any at hand.
  ///   - width: Years before and after claims that are compared.
  /// - Throws: `EvidenceError.caseFile` with `unknownReference`, `nothingToPlace` or `noTransfers`.
  public init(
    _ audit: SourceAudit, caseID: String, tables: TransferTables? = nil, width: Int = 3
  ) throws(EvidenceError) {
    let caseFile = audit.caseFile
    guard let record = caseFile.cases.first(where: { $0.id == caseID }) else {
      throw .caseFile(caseFile.unknown(case: caseID))
    }
    let items = caseFile.items(of: caseID)
    let dated = items.compactMap { $0.date.middle?.year }
    guard let first = dated.min(), let last = dated.max() else {
      throw .caseFile(.nothingToPlace(record.name))
    }
    let start = record.window?.earliest?.year ?? first
    let years = start...max(start, record.window?.latest?.year ?? last)
    func isShown(_ item: EvidenceItem) -> Bool {
      item.date.middle.map { years.contains($0.year) } ?? false
    }
    self.record = record
    self.years = years
    lanes = Self.laneKinds.map { name, kinds in
      Lane(
        name: name,
        items: items.filter { kinds.contains($0.kind) && isShown($0) }.sorted {
          let days = ($0.date.middle?.dayNumber ?? 0, $1.date.middle?.dayNumber ?? 0)
          return days.0 == days.1 ? $0.id < $1.id : days.0 < days.1
        })
    }
    let doubtful = audit.doubtfulItems
    self.doubtful = items.map(\.id).filter(doubtful.contains)
    unplaced = items.filter { $0.kind != .context && !isShown($0) }.map(\.id)
    guard let tables else {
      (series, window, soundWindow) = (nil, nil, nil)
      return
    }
    series = try tables.series(of: record.recipient)
    // A span of years says too little about when the claim was made.
    let claims = items.filter {
      $0.kind == .claim && isShown($0) && [.day, .month, .year].contains($0.date.precision)
    }
    func yearsOf(_ items: [EvidenceItem]) -> [Int] { items.compactMap { $0.date.middle?.year } }
    window = try EventWindow(
      claims: yearsOf(claims), recipient: record.recipient, tables: tables, width: width)
    soundWindow = try EventWindow(
      claims: yearsOf(claims.filter { !doubtful.contains($0.id) }), recipient: record.recipient,
      tables: tables, width: width)
  }
}
