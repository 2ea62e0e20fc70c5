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

  /// Recipients of any order or volume, sorted.
  public let recipients: [String]
  private let series: [String: TransferSeries]

  /// Reads the tables of the United States in a folder, those that are there.
  /// - Throws: ``EvidenceError/caseFile(_:)`` with `unreadable` where neither is,
  ///   ``EvidenceError/table(_:)`` where the folder is not.
  public init(folder: String) throws(EvidenceError) {
    let register: Source
    let volumes: Source
    do {
      let catalogue = try SourceCatalogue(folders: [folder])
      register = try catalogue.source(Self.registerSource)
      volumes = try catalogue.source(Self.volumeSource)
    } catch {
      throw .table(error)
    }
    let there = [register.file(in: [folder]), volumes.file(in: [folder])]
    guard there.contains(where: { $0 != nil }) else {
      throw .caseFile(
        .unreadable(
          file: folder,
          reason: "it holds neither \(register.files[0]) nor \(volumes.files[0])"))
    }
    try self.init(register: there[0], volumes: there[1])
  }

  /// Reads a register, a table of volumes, or both.
  public init(register: String?, volumes: String?) throws(EvidenceError) {
    let orders = try register.map { (path) throws(EvidenceError) in try Self.orders(path) } ?? []
    let table = try volumes.map { (path) throws(EvidenceError) in try Self.volumes(path) }
    let yearsOfOrders = orders.flatMap { [$0.year].compactMap(\.self) + $0.deliveryYears }
    let stated = yearsOfOrders + (table?.years ?? [])
    guard let first = table?.years.min() ?? stated.min(),
      let last = table?.years.max() ?? stated.max()
    else {
      throw .caseFile(
        .unreadable(file: register ?? volumes ?? "no table", reason: "it has no year"))
    }
    let years = first...last
    let hasVolumes = table != nil || orders.contains { $0.volume != nil }
    var names = Set(orders.map(\.recipient))
    names.formUnion(table?.values.keys.map { $0 } ?? [])
    recipients = names.sorted()
    let byRecipient = Dictionary(grouping: orders, by: \.recipient)
    var result: [String: TransferSeries] = [:]
    for name in recipients {
      let own = byRecipient[name] ?? []
      result[name] = TransferSeries(
        recipient: name, years: years,
        orders: register == nil ? nil : Self.counts(own.compactMap(\.year), years),
        deliveries: register == nil ? nil : Self.counts(own.flatMap(\.deliveryYears), years),
        volumes: hasVolumes
          ? table.map { table in years.map { table.values[name]?[$0] ?? 0 } }
            ?? Self.spread(own, years) : nil, unread: own.count(where: \.isUnread))
    }
    series = result
  }

  /// The series of a recipient.
  /// - Throws: `EvidenceError.caseFile` with `noTransfers` and names that come close.
  public func series(of recipient: String) throws(EvidenceError) -> TransferSeries {
    guard let found = series[recipient] else {
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

  /// Reads a file by a description of the catalogue.
  private static func frame(_ source: String, _ path: String) throws(EvidenceError) -> Frame {
    do {
      return try SourceCatalogue.builtIn.source(source).read(file: path).frame
    } catch {
      throw .table(error)
    }
  }

  private static func column(_ name: String, _ frame: Frame) throws(EvidenceError) -> Column {
    do { return try frame.column(name) } catch { throw .table(.frame(error)) }
  }

  private static func orders(_ path: String) throws(EvidenceError) -> [Order] {
    let frame = try frame(registerSource, path)
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
    _ path: String
  ) throws(EvidenceError) -> (years: [Int], values: [String: [Int: Double]]) {
    let frame = try frame(volumeSource, path)
    let recipient = try column("recipient", frame)
    let time = try column("year", frame)
    let transfers = try column("transfers", frame)
    var years: Set<Int> = []
    var values: [String: [Int: Double]] = [:]
    for row in 0..<frame.rowCount {
      guard let year = time.integer(at: row).map({ Int($0) }) else { continue }
      years.insert(year)
      guard let name = recipient.text(at: row), !name.isEmpty else { continue }
      // A recipient without any delivery is known all the same.
      if values[name] == nil { values[name] = [:] }
      if let value = transfers.double(at: row) { values[name, default: [:]][year] = value }
    }
    return (years.sorted(), values)
  }
}
