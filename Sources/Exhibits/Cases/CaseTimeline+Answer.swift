import Evidence
import Frames
import Typesetting

extension [CaseTimeline] {
  /// The timelines of a case file's cases, drawn below each other.
  public func answer(of caseFile: CaseFile) -> Answer {
    Answer(
      tables: flatMap(\.tables),
      document: .object([
        ("ledger", .text(caseFile.name)), ("cases", .array(map(\.json))),
      ]),
      figures: [.init("timelines") { try TimelinePlot(self) }])
  }
}

extension CaseTimeline {
  /// The items by lane, the transfers by year, and the windows around claims.
  public var tables: [TextTable] {
    [itemTable, seriesTable, windowTable].compactMap(\.self)
  }

  private var itemTable: TextTable {
    let groups = lanes.map { lane in
      lane.items.map { item in
        TextTable.Row([
          TextTable.Cell(lane.name),
          TextTable.Cell(item.id + (doubtful.contains(item.id) ? " ?" : "")),
          TextTable.Cell(item.date.text), TextTable.Cell(item.actor), TextTable.Cell(item.brief),
        ])
      }
    }
    var notes = ["A question mark: the source audit has a lead on the item."]
    if !unplaced.isEmpty {
      notes.append(
        "Outside \(years.lowerBound)-\(years.upperBound): \(unplaced.joined(separator: ", ")).")
    }
    return TextTable(
      title: "\(record.name), \(years.lowerBound)-\(years.upperBound)",
      headers: ["Lane", "Item", "Date", "Actor", "What was seen"],
      alignments: [.leading, .leading, .leading, .leading, .leading], groups: groups, notes: notes)
  }

  /// The years of the figure that the tables cover, with their places in the series.
  var shownYears: [(year: Int, place: Int)] {
    guard let series else { return [] }
    return years.filter(series.years.contains).map { ($0, $0 - series.years.lowerBound) }
  }

  private var seriesTable: TextTable? {
    guard let series else { return nil }
    let format = NumberFormat(digits: 0)
    var notes = [
      "SIPRI Arms Transfers Database. An order that delivers over several years counts in each; "
        + "TIV: trend-indicator value, a measure of military worth and not of price."
    ]
    if series.unread > 0 {
      notes.append(
        "\(NumberFormat.count(series.unread)) of the register's orders "
          + "\(Plural.of(series.unread, "has", "have")) other text where years "
          + "belong; such text counts for no year.")
    }
    func cell(_ values: [Double]?, _ place: Int) -> TextTable.Cell {
      values.map { .number(format.string($0[place])) } ?? .empty
    }
    return TextTable(
      title: "Transfers to \(series.recipient)",
      headers: ["Year", "Orders", "Orders delivering", "TIV, millions"],
      alignments: [.leading, .trailing, .trailing, .trailing],
      groups: [
        shownYears.map { year, place in
          TextTable.Row([
            TextTable.Cell(String(year)), cell(series.orders, place),
            cell(series.deliveries, place), cell(series.volumes, place),
          ])
        }
      ], notes: notes)
  }

  private var windowTable: TextTable? {
    let windows = [("all claims", window), ("without doubtful claims", soundWindow)]
      .compactMap { name, window in window.map { (name, $0) } }
    guard let first = windows.first?.1, let series else { return nil }
    let rows = windows.map { name, window in
      TextTable.Row([
        TextTable.Cell(name),
        TextTable.Cell(window.claims.map(String.init).joined(separator: ", ")),
        .number(NumberFormat(digits: 1).string(window.before)),
        .number(NumberFormat(digits: 1).string(window.after)),
        .number(NumberFormat(digits: 3).string(window.change)),
        TextTable.Cell(Self.share(window.dates)), TextTable.Cell(Self.share(window.recipients)),
      ])
    }
    return TextTable(
      title: "Transfers before and after claims: \(record.name)",
      headers: [
        "Claims", "Years", "Before", "After", "Change", "Other dates", "Other recipients",
      ],
      alignments: [.leading, .leading, .trailing, .trailing, .trailing, .leading, .leading],
      groups: [rows],
      notes: [
        "Mean of \(series.measureName) over \(Plural.count(first.width, "year")) before and after the claims, whose "
          + "own years are left out. Change: (after - before) / (after + before). Other dates: the "
          + "same pattern of years moved to every other place; other recipients: the same years. "
          + "Each with the share of them, the claims counted in, whose change is at least as large: "
          + "a small share is what claims that move transfers would show, and no proof that they "
          + "did."
      ])
  }

  private static func share(_ placebo: EventWindow.Placebo) -> String {
    "\(NumberFormat(digits: 3).string(placebo.share)) of \(placebo.changes.count)"
  }

  /// The timeline as one JSON object.
  public var json: JSONValue {
    .object([
      ("case", .text(record.id)), ("name", .text(record.name)),
      ("years", .array([.integer(years.lowerBound), .integer(years.upperBound)])),
      (
        "lanes",
        .array(
          lanes.map { lane in
            .object([
              ("lane", .text(lane.name)),
              (
                "items",
                .array(
                  lane.items.map { item in
                    .object([
                      ("id", .text(item.id)), ("date", .text(item.date.text)),
                      ("precision", .text(item.date.precision.rawValue)),
                      ("kind", .text(item.kind.rawValue)), ("actor", .text(item.actor)),
                      ("brief", .text(item.brief)),
                      ("doubtful", .bool(doubtful.contains(item.id))),
                    ])
                  })
              ),
            ])
          })
      ), ("unplaced", .texts(unplaced)), ("series", series.map(Self.json) ?? .null),
      ("event_window", window.map(Self.json) ?? .null),
      ("event_window_without_audited", soundWindow.map(Self.json) ?? .null),
    ])
  }

  private static func json(_ series: TransferSeries) -> JSONValue {
    func list(_ values: [Double]?) -> JSONValue {
      values.map { .array($0.map { .number($0) }) } ?? .null
    }
    return .object([
      ("recipient", .text(series.recipient)),
      ("years", .array(series.years.map { .integer($0) })), ("orders", list(series.orders)),
      ("deliveries", list(series.deliveries)), ("tiv", list(series.volumes)),
    ])
  }

  private static func json(_ window: EventWindow) -> JSONValue {
    func placebo(_ placebo: EventWindow.Placebo) -> JSONValue {
      .object([
        ("share", .number(placebo.share)), ("count", .integer(placebo.changes.count)),
        (
          "changes",
          .array(
            placebo.changes.map {
              .object([("name", .text($0.name)), ("change", .number($0.change))])
            })
        ),
      ])
    }
    return .object([
      ("width", .integer(window.width)), ("claims", .array(window.claims.map { .integer($0) })),
      ("outside_coverage", .array(window.outside.map { .integer($0) })),
      ("before", .number(window.before)), ("after", .number(window.after)),
      ("change", .number(window.change)), ("placebo_dates", placebo(window.dates)),
      ("placebo_recipients", placebo(window.recipients)),
    ])
  }
}
