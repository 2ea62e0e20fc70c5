import Expressions
import Frames
import TestSupport
import Testing

@Suite struct DateFunctionTests {
  private func values(_ text: String, _ dates: [String?]) throws -> [Double?] {
    let frame = try Frame([
      Column(name: "date", texts: dates), Column(name: "n", doubles: dates.map { _ in 1 }),
    ])
    var evaluator = Evaluator(frame)
    let column = try evaluator.column(ExpressionParser.parse(text))
    return (0..<column.count).map { column.double(at: $0) }
  }

  @Test("parts of dates, and days between two", .tags(.reference))
  func parts() throws {
    let dates = ["2001-03-04", nil, "1900-12-31T08:00"]
    #expect(try values("year(date)", dates) == [2001, nil, 1900])
    #expect(try values("month(date)", dates) == [3, nil, 12])
    #expect(try values("day(date)", dates) == [4, nil, 31])
    // R: as.Date("2001-03-04") - as.Date("2000-02-28") is 370.
    #expect(
      try values("days_between(\"2000-02-28\", date)", ["2001-03-04", nil]) == [370, nil])
  }

  @Test(
    "what is no date is refused by its row", .tags(.failure),
    arguments: ["3/4/2001", "2001-02-29", "2001", "20010304", "2001-3-4", "04.03.2001"])
  func refused(text: String) {
    let error = #expect(throws: ExpressionError.self) {
      try values("year(date)", ["2001-03-04", text])
    }
    #expect(error?.description.contains("'\(text)' in row 2") == true)
  }

  @Test("numbers are no dates", .tags(.failure))
  func numbers() {
    #expect(throws: ExpressionError.self) { try values("year(n)", ["2001-03-04"]) }
    #expect(throws: ExpressionError.self) { try values("year(date, date)", ["2001-03-04"]) }
  }
}
