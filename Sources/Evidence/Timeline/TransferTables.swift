import Foundation
import Frames

/// SIPRI's register of orders and its table of volumes, for one supplier.
///
/// The register is a row an order: recipient, year of order, years of delivery. Deliveries of years
/// that the register does not tell apart (`1964-1970`) count in each of them. The table of volumes
/// is a row a recipient and a column a year; an empty cell is a year without deliveries.
public struct TransferTables: Sendable {
  /// The files looked for in a folder of data, for the United States.
  public static let registerFile = "sipri_trade_register_us.csv"
  /// The table of volumes among them.
  public static let volumeFile = "sipri_us_tiv_by_recipient_wide.csv"

  private struct Order {
    var recipient: String
    var year: Int?
    var deliveryYears: [Int]
    var volume: Double?
  }

  /// Recipients of any order or volume, sorted.
  public let recipients: [String]
  private let series: [String: TransferSeries]

  /// Reads the tables of a folder, those that are there.
  /// - Throws: `unreadable` where neither is.
  public init(folder: String) throws(EvidenceError) {
    let paths = [Self.registerFile, Self.volumeFile].map { folder + "/" + $0 }
    let there = paths.map { FileManager.default.fileExists(atPath: $0) ? $0 : nil }
    guard there.contains(where: { $0 != nil }) else {
      throw .caseFile(
        .unreadable(
          file: folder,
          reason: "it holds neither \(Self.registerFile) nor \(Self.volumeFile)"))
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
            ?? Self.spread(own, years) : nil)
    }
    series = result
  }

  /// The series of a recipient.
  /// - Throws: `noTransfers` with names that come close.
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

  private static func frame(_ path: String) throws(EvidenceError) -> Frame {
    do {
      return try CSV.read(path, options: CSVOptions(threads: 1))
    } catch {
      throw .caseFile(.unreadable(file: path, reason: error.description))
    }
  }

  private static func column(
    _ names: [String], _ frame: Frame, _ path: String
  ) throws(EvidenceError) -> Column {
    for name in names {
      if let column = try? frame.column(name) { return column }
    }
    throw .caseFile(.missingColumn(file: path, name: names[0], known: frame.names))
  }

  private static func orders(_ path: String) throws(EvidenceError) -> [Order] {
    let frame = try frame(path)
    let recipient = try column(["Recipient", "country"], frame, path)
    let ordered = try column(["Year of order", "year"], frame, path)
    let delivered = try column(["Year(s) of delivery", "years.delivered"], frame, path)
    let volume = try? column(["SIPRI TIV of delivered weapons"], frame, path)
    var result: [Order] = []
    for row in 0..<frame.rowCount {
      guard let name = recipient.text(at: row), !name.isEmpty else { continue }
      result.append(
        Order(
          recipient: name, year: ordered.text(at: row).flatMap { years($0).first },
          deliveryYears: delivered.text(at: row).map { years($0) } ?? [],
          volume: volume?.isNumeric == true ? volume?.double(at: row) : nil))
    }
    return result
  }

  /// The years of `1972`, `1964-1970` or `2012; 2013; 2014`, estimates in brackets included.
  static func years(_ text: String) -> [Int] {
    var result: [Int] = []
    for part in text.split(whereSeparator: { $0 == ";" || $0 == "," }) {
      let numbers = part.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) }
        .filter { (1900...2100).contains($0) }
      if numbers.count == 2, part.contains("-"), numbers[0] <= numbers[1] {
        result += Array(numbers[0]...numbers[1])
      } else {
        result += numbers
      }
    }
    return Set(result).sorted()
  }

  private static func volumes(
    _ path: String
  ) throws(EvidenceError) -> (years: [Int], values: [String: [Int: Double]]) {
    let frame = try frame(path)
    let recipient = try column(["recipient", "Recipient"], frame, path)
    let yearColumns = frame.columns.compactMap { column in
      Int(column.name).flatMap { (1900...2100).contains($0) ? ($0, column) : nil }
    }
    guard !yearColumns.isEmpty else {
      throw .caseFile(.missingColumn(file: path, name: "1950", known: frame.names))
    }
    var values: [String: [Int: Double]] = [:]
    for row in 0..<frame.rowCount {
      guard let name = recipient.text(at: row), !name.isEmpty else { continue }
      // A recipient without any delivery is known all the same.
      if values[name] == nil { values[name] = [:] }
      for (year, column) in yearColumns where column.isNumeric {
        if let value = column.double(at: row) { values[name, default: [:]][year] = value }
      }
    }
    return (yearColumns.map(\.0), values)
  }
}
