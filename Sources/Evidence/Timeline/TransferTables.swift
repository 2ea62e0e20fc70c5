import Frames
import Panels

/// SIPRI's register of orders and its table of volumes, for one supplier.
///
/// The register is a row an order: recipient, year of order, years of delivery. Deliveries of years
/// that the register does not tell apart (`1964-1970`) count in each of them. The table of volumes
/// is a row a recipient and a column a year; an empty cell is a year without deliveries.
public struct TransferTables: Sendable {
  /// The description that registers of any supplier are read by.
  public static let registerSource = "sipri-us-register"
  /// The description that tables of volumes are read by.
  public static let volumeSource = "sipri-us-transfers"

  private struct Order {
    var recipient: String
    var year: Int?
    var deliveryYears: [Int]
    /// Whether other text stands where a year belongs.
    var isUnread: Bool
    var volume: Double?
  }

  /// The tables that were read, with their files' hashes: the register, then the volumes.
  public let inputs: [SourceTable]
  /// Recipients of any order or volume, sorted.
  public let recipients: [String]
  private let series: [SpelledText: TransferSeries]

  /// Reads the tables of the United States in a folder, those that are there, by the folder's own
  /// descriptions where it has some.
  /// - Throws: ``EvidenceError/caseFile(_:)`` with `unreadable` where neither is,
  ///   ``EvidenceError/table(_:)`` where the folder is not.
  public init(folder: String) throws(EvidenceError) {
    var missing: [String] = []
    func table(
      _ name: String, _ store: inout SourceStore
    ) throws(PanelsError) -> SourceTable? {
      let source = try store.catalogue.source(name)
      guard source.file(in: [folder]) != nil else {
        missing.append(source.files[0])
        return nil
      }
      return try store.table(name)
    }
    let tables: (register: SourceTable?, volumes: SourceTable?)
    do {
      var store = SourceStore(try SourceCatalogue(folders: [folder]))
      tables = (
        try table(Self.registerSource, &store), try table(Self.volumeSource, &store)
      )
    } catch {
      throw .table(error)
    }
    guard tables.register != nil || tables.volumes != nil else {
      throw .caseFile(
        .unreadable(
          file: folder, reason: "it holds neither \(missing.joined(separator: " nor "))"))
    }
    try self.init(tables)
  }

  /// Reads a register, a table of volumes, or both.
  public init(register: String?, volumes: String?) throws(EvidenceError) {
    func table(_ source: String, _ path: String?) throws(EvidenceError) -> SourceTable? {
      guard let path else { return nil }
      do { return try SourceCatalogue.builtIn.source(source).read(file: path) } catch {
        throw .table(error)
      }
    }
    try self.init(
      (
        try table(Self.registerSource, register), try table(Self.volumeSource, volumes)
      ))
  }

  private init(
    _ tables: (register: SourceTable?, volumes: SourceTable?)
  ) throws(EvidenceError) {
    inputs = [tables.register, tables.volumes].compactMap(\.self)
    let orders =
      try tables.register.map { (table) throws(EvidenceError) in try Self.orders(table.frame) }
      ?? []
    let table = try tables.volumes.map { (table) throws(EvidenceError) in
      try Self.volumes(table.frame)
    }
    let yearsOfOrders = orders.flatMap { [$0.year].compactMap(\.self) + $0.deliveryYears }
    let stated = yearsOfOrders + (table?.years ?? [])
    guard let first = table?.years.min() ?? stated.min(),
      let last = table?.years.max() ?? stated.max()
    else {
      throw .caseFile(
        .unreadable(file: inputs.first?.file.path ?? "no table", reason: "it has no year"))
    }
    let years = first...last
    let hasVolumes = table != nil || orders.contains { $0.volume != nil }
    var names = Set(orders.map { SpelledText($0.recipient) })
    if let table { names.formUnion(table.values.keys) }
    recipients = names.map(\.text).sorted { $0.isSpelledBefore($1) }
    let byRecipient = Dictionary(grouping: orders) { SpelledText($0.recipient) }
    var result: [SpelledText: TransferSeries] = [:]
    for recipient in recipients {
      let name = SpelledText(recipient)
      let own = byRecipient[name] ?? []
      result[name] = TransferSeries(
        recipient: recipient, years: years,
        orders: tables.register == nil ? nil : Self.counts(own.compactMap(\.year), years),
        deliveries: tables.register == nil ? nil : Self.counts(own.flatMap(\.deliveryYears), years),
        volumes: hasVolumes
          ? table.map { table in years.map { table.values[name]?[$0] ?? 0 } }
            ?? Self.spread(own, years) : nil, unread: own.count(where: \.isUnread))
    }
    series = result
  }

  /// The series of a recipient.
  /// - Throws: `EvidenceError.caseFile` with `noTransfers` and names that come close.
  public func series(of recipient: String) throws(EvidenceError) -> TransferSeries {
    guard let found = series[SpelledText(recipient)] else {
      throw .caseFile(
        .noTransfers(
          recipient: recipient, closest: NearestNames.closest(to: recipient, among: recipients)))
    }
    return found
  }

  private static func counts(_ marks: [Int], _ years: ClosedRange<Int>) -> [Double] {
    var result = [Double](repeating: 0, count: years.count)
    for year in marks where years.contains(year) { result[year - years.lowerBound] += 1 }
    return result
  }

  /// Volumes of orders, in equal parts over their years of delivery.
  private static func spread(_ orders: [Order], _ years: ClosedRange<Int>) -> [Double] {
    var result = [Double](repeating: 0, count: years.count)
    for order in orders {
      guard let volume = order.volume else { continue }
      for year in order.deliveryYears where years.contains(year) {
        result[year - years.lowerBound] += volume / Double(order.deliveryYears.count)
      }
    }
    return result
  }

  private static func column(_ name: String, _ frame: Frame) throws(EvidenceError) -> Column {
    do { return try frame.column(name) } catch { throw .table(.frame(error)) }
  }

  private static func orders(_ frame: Frame) throws(EvidenceError) -> [Order] {
    let recipient = try column("recipient", frame)
    let ordered = try column("ordered", frame)
    let delivered = try column("delivered", frame)
    let volume = frame.contains("volume") ? try column("volume", frame) : nil
    guard volume?.isNumeric != false else {
      throw .table(
        .frame(
          .notNumeric(
            column: "volume", purpose: "the value of deliveries", stray: volume?.strayText)))
    }
    var result: [Order] = []
    for row in 0..<frame.rowCount {
      guard let name = recipient.text(at: row), !name.isEmpty else { continue }
      let placed = RegisterYears(ordered.text(at: row) ?? "")
      let arrived = RegisterYears(delivered.text(at: row) ?? "")
      result.append(
        Order(
          recipient: name, year: placed.years.first, deliveryYears: arrived.years,
          isUnread: placed.hasOtherText || arrived.hasOtherText,
          volume: volume?.double(at: row)))
    }
    return result
  }

  private static func volumes(
    _ frame: Frame
  ) throws(EvidenceError) -> (years: [Int], values: [SpelledText: [Int: Double]]) {
    let recipient = try column("recipient", frame)
    let time = try column("year", frame)
    let transfers = try column("transfers", frame)
    var years: Set<Int> = []
    var values: [SpelledText: [Int: Double]] = [:]
    for row in 0..<frame.rowCount {
      guard let year = time.integer(at: row).map({ Int($0) }) else { continue }
      years.insert(year)
      guard let text = recipient.text(at: row), !text.isEmpty else { continue }
      let name = SpelledText(text)
      // A recipient without any delivery is known all the same.
      if values[name] == nil { values[name] = [:] }
      if let value = transfers.double(at: row) { values[name, default: [:]][year] = value }
    }
    return (years.sorted(), values)
  }
}
