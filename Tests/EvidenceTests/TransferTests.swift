@testable import Evidence
import Foundation
import TestSupport
import Testing

@Suite struct TransferTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  @Test(.tags(.identity)) func ordersAndDeliveriesByYear() throws {
    let path = try scratch.write(
      """
      Recipient,Year of order,Year(s) of delivery,SIPRI TIV of delivered weapons
      A,1970,1971-1973,30
      A,1970,1971; 1973,8
      B,(1972),1972,5
      """, "register.csv")
    let tables = try TransferTables(register: path, volumes: nil)
    #expect(tables.recipients == ["A", "B"])
    let series = try tables.series(of: "A")
    #expect(series.years == 1970...1973)
    #expect(series.orders == [2, 0, 0, 0])
    #expect(series.deliveries == [0, 2, 1, 2])
    #expect(series.volumes == [0, 14, 10, 14])
    #expect(try tables.series(of: "B").orders == [0, 0, 1, 0])
    #expect(throws: EvidenceError.caseFile(.noTransfers(recipient: "C", closest: ["A", "B"]))) {
      try tables.series(of: "C")
    }
  }

  @Test(
    "Years are read as a register writes them, and other text is counted", .tags(.failure),
    arguments: [
      ("1972", [1972], false), ("(1972)", [1972], false), ("", [], false),
      ("1964-1966", [1964, 1965, 1966], false), ("(1964-1965)", [1964, 1965], false),
      ("(1964)-(1965)", [1964, 1965], false), ("2014; 2012; (2013)", [2012, 2013, 2014], false),
      ("1970, 1972-1973", [1970, 1972, 1973], false), ("tank", [], true), ("-1963", [1963], true),
      ("1963-", [1963], true), ("1972x", [1972], true), ("1973-1970", [1970, 1973], true),
      ("19641966", [], true), ("12", [], true), ("1970; ?", [1970], true), ("()", [], true),
    ])
  func registerYears(text: String, years: [Int], hasOtherText: Bool) {
    let found = RegisterYears(text)
    #expect(found.years == years && found.hasOtherText == hasOtherText, "\(found)")
  }

  @Test("Two spellings of one character are two recipients", .tags(.identity))
  func spellings() throws {
    let (one, two) = ("C\u{F4}te", "Co\u{302}te")
    let path = try scratch.write(
      "Recipient,Year of order,Year(s) of delivery\n\(one),1970,1971\n\(two),1970,1972\n",
      "spellings.csv")
    let tables = try TransferTables(register: path, volumes: nil)
    #expect(tables.recipients.count == 2)
    #expect(try tables.series(of: one).deliveries == [0, 1, 0])
    #expect(try tables.series(of: two).deliveries == [0, 0, 1])
  }

  @Test("Orders with other text are counted by recipient", .tags(.failure)) func unread() throws {
    let path = try scratch.write(
      """
      Recipient,Year of order,Year(s) of delivery
      A,1970,1971-1973
      A,tank,1996
      A,1970,-1963
      B,1972,1972
      """, "damaged.csv")
    let tables = try TransferTables(register: path, volumes: nil)
    #expect(try tables.series(of: "A").unread == 2)
    #expect(try tables.series(of: "A").orders?.reduce(0, +) == 2)
    #expect(try tables.series(of: "B").unread == 0)
  }

  /// A recipient whose deliveries double after 1975, and two that stay as they are.
  private func tables() throws -> TransferTables {
    let years = 1970...1981
    let header = "recipient," + years.map(String.init).joined(separator: ",")
    let grown = "A," + years.map { $0 <= 1975 ? "1" : "2" }.joined(separator: ",")
    let flat = "B," + years.map { _ in "5" }.joined(separator: ",")
    let empty = "C" + years.map { _ in "," }.joined()
    return try TransferTables(
      register: nil,
      volumes: try scratch.write([header, grown, flat, empty].joined(separator: "\n"), "tiv.csv"))
  }

  @Test(.tags(.identity)) func windowsByHand() throws {
    let tables = try tables()
    let window = try #require(
      try EventWindow(claims: [1975, 1981], recipient: "A", tables: tables, width: 3))
    #expect(window.claims == [1975] && window.outside == [1981])
    #expect(window.before == 1 && window.after == 2)
    #expect(window.change == 1.0 / 3)
    // Other years with whole windows: 1973, 1974, 1976, 1977 and 1978; B stays, C has nothing.
    #expect(window.dates.changes.map(\.name) == ["1973", "1974", "1976", "1977", "1978"])
    #expect(window.recipients.changes.map(\.name) == ["B"])
    // 1976 leaves its own year out and grows as much: two of six.
    #expect(window.dates.share == 1.0 / 3)
    #expect(window.recipients.share == 1.0 / 2)
    #expect(try EventWindow(claims: [1970], recipient: "A", tables: tables, width: 3) == nil)
    #expect(try EventWindow(claims: [1975], recipient: "C", tables: tables, width: 3) == nil)
  }

  @Test(.tags(.failure)) func unreadableTablesAreNamed() throws {
    #expect(throws: EvidenceError.table(.noFolder(path: "/nowhere", closest: []))) {
      try TransferTables(folder: "/nowhere")
    }
    let empty = try ScratchFolder()
    #expect(
      throws: EvidenceError.caseFile(
        .unreadable(
          file: empty.path,
          reason: "it holds neither sipri_trade_register_us.csv nor "
            + "sipri_us_tiv_by_recipient_wide.csv"))
    ) { try TransferTables(folder: empty.path) }
    let path = try scratch.write("a,b\n1,2\n", "wrong.csv")
    #expect(
      throws: EvidenceError.table(
        .header(
          source: "sipri-us-register", file: path,
          missing: [
            "country or Recipient", "year or Year of order",
            "years.delivered or Year(s) of delivery",
          ], found: ["a", "b"], closest: []))
    ) { try TransferTables(register: path, volumes: nil) }
    #expect(throws: EvidenceError.self) { try TransferTables(register: nil, volumes: path) }
    let wordy = try scratch.write("recipient,1970,1971\nA,1,two\n", "wordy.csv")
    let refused = #expect(throws: EvidenceError.self) {
      try TransferTables(register: nil, volumes: wordy)
    }
    #expect(refused?.description.contains("column '1971' holds 'two' in row 1") == true)
    let value = try scratch.write(
      "Recipient,Year of order,Year(s) of delivery,SIPRI TIV of delivered weapons\nA,1970,1971,x\n",
      "value.csv")
    #expect(
      throws: EvidenceError.table(
        .frame(.notNumeric(column: "volume", purpose: "the value of deliveries")))
    ) { try TransferTables(register: value, volumes: nil) }
  }

  @Test("Each table of a folder is read once, with the hash of its bytes", .tags(.identity))
  func hashes() throws {
    let folder = try ScratchFolder()
    let text = "Recipient,Year of order,Year(s) of delivery\nA,1970,1971\n"
    _ = try folder.write(text, "sipri_trade_register_us.csv")
    let tables = try TransferTables(folder: folder.path)
    #expect(tables.inputs.map(\.source.name) == [TransferTables.registerSource])
    let file = try #require(tables.inputs.first?.file)
    #expect(file.bytes == text.utf8.count)
    // sha256sum of the same bytes.
    #expect(file.sha256 == "e30849f0fded846f91a52889d6f8b0b33d7c7dfddb820ac20acc8d78383c5e5f")
    #expect(try tables.series(of: "A").deliveries == [0, 1])
  }

  @Test(
    .tags(.reference),
    .needsTables(
      "data/sipri_trade_register_us.csv", "data/sipri_us_tiv_by_recipient_wide.csv", of: "SIPRI"))
  func readsSIPRI() throws {
    let tables = try TransferTables(folder: TablesOfOthers.path("data"))
    let series = try tables.series(of: "Taiwan")
    #expect(series.years == 1950...2020)
    #expect(series.volumes?[1974 - 1950] == 372)
    let audit = SourceAudit(try CaseFileLibrary.caseFile("loyalty"))
    let timeline = try CaseTimeline(audit, caseID: "taiwan", tables: tables)
    #expect(timeline.window?.claims == [1972, 1974, 1975])
    #expect(timeline.soundWindow?.claims == [1974])
    #expect(timeline.lanes.flatMap(\.items).count + timeline.unplaced.count == 39)
    #expect(timeline.window?.outside == [])
  }
}
