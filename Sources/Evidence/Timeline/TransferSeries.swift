/// Arms transfers from one supplier to one recipient, year by year.
public struct TransferSeries: Equatable, Sendable {
  /// The recipient as the tables call it.
  public let recipient: String
  /// The years that the tables cover.
  public let years: ClosedRange<Int>
  /// Orders placed, by year; `nil` without a register.
  public let orders: [Double]?
  /// Orders of which something was delivered, by year; `nil` without a register. Units are not
  /// added up: a frigate and a radio would count alike.
  public let deliveries: [Double]?
  /// SIPRI trend-indicator values delivered, in millions, by year; `nil` without a table of them.
  public let volumes: [Double]?
  /// Orders of the register with other text where years belong; such text counts for no year.
  public let unread: Int

  /// A series whose parts have one value a year.
  public init(
    recipient: String, years: ClosedRange<Int>, orders: [Double]?, deliveries: [Double]?,
    volumes: [Double]?, unread: Int = 0
  ) {
    precondition(
      [orders, deliveries, volumes].allSatisfy { $0 == nil || $0?.count == years.count },
      "one value a year")
    self.recipient = recipient
    self.years = years
    self.orders = orders
    self.deliveries = deliveries
    self.volumes = volumes
    self.unread = unread
  }

  /// What windows are compared by: volumes, else deliveries.
  public var measure: [Double] {
    volumes ?? deliveries ?? [Double](repeating: 0, count: years.count)
  }

  /// What ``measure`` is, with its unit.
  public var measureName: String {
    volumes != nil
      ? "SIPRI trend-indicator value of deliveries, millions" : "orders with a delivery"
  }
}
