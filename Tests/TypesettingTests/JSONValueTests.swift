import Foundation
import TestSupport
import Testing
import Typesetting

@Suite struct JSONValueTests {
  private func read(_ value: JSONValue) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(value.text.utf8), options: .fragmentsAllowed)
  }

  @Test(
    "A number that does not exist is null, wherever it stands", .tags(.identity),
    arguments: [Double.infinity, -.infinity, .nan, .signalingNaN])
  func nonFinite(number: Double) throws {
    #expect(JSONValue.number(number).text == "null")
    #expect(JSONValue.optional(number) == .null && JSONValue.optional(nil) == .null)
    let document = JSONValue.object([
      ("a", .number(number)), ("b", .array([.number(1), .number(number)])),
      ("c", .array([.object([("d", .number(number))])])),
    ])
    let found = try #require(try read(document) as? [String: Any])
    #expect(found["a"] is NSNull)
    #expect((found["b"] as? [Any])?.last is NSNull)
    #expect((found["c"] as? [[String: Any]])?.first?["d"] is NSNull)
  }

  @Test(
    "A number reads back as the same double", .tags(.identity),
    arguments: [
      0.1, -0.0, 1e300, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 1 / 3.0, 1e16, -1e-7,
      123_456_789.125,
    ])
  func numbers(number: Double) throws {
    let found = try #require(try read(.number(number)) as? Double)
    #expect(found == number)
  }

  @Test("A count of 64 bits keeps its digits", .tags(.identity)) func counts() {
    #expect(JSONValue.count(0) == .integer(0))
    #expect(JSONValue.count(UInt64(Int.max)) == .integer(.max))
    #expect(JSONValue.count(UInt64(Int.max) + 1).text == "\"9223372036854775808\"")
    #expect(JSONValue.count(.max).text == "\"18446744073709551615\"")
  }

  @Test("Text with any character is read back", .tags(.identity)) func text() throws {
    let words = "a\"b\\c\n\r\t\u{1}\u{1F}\u{7F} é 𝛽"
    #expect(try read(.text(words)) as? String == words)
    #expect(try read(.object([(words, .null)])) as? [String: NSNull] == [words: NSNull()])
  }
}
