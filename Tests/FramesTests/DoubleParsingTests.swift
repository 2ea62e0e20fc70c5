import Foundation
import TestSupport
import Testing

@testable import Frames

#if canImport(Glibc)
  import Glibc
#endif

/// Doubles must come out as the C library rounds them, to the bit.
@Suite("Parsing doubles")
struct DoubleParsingTests {
  /// The bits of a spelling, or `nil` where it is no number from end to end.
  private static func bits(_ spelling: String) -> UInt64? {
    var bytes = Array(spelling.utf8)
    let length = bytes.count
    bytes += [UInt8](repeating: 0, count: PaddedBytes.padding)
    return PowersOfFive.words.withUnsafeBufferPointer { powers in
      bytes.withUnsafeBufferPointer { buffer in
        let scanner = NumberScanner(powers: powers.baseAddress!)
        let start = buffer.baseAddress!
        guard let found = scanner.double(at: start), found.end == start + length else {
          return nil
        }
        return found.value.bitPattern
      }
    }
  }

  private static func check(_ spelling: String) {
    let expected = strtod(spelling, nil).bitPattern
    let found = bits(spelling)
    if found != expected {
      Issue.record(
        "\(spelling): found \(String(describing: found)), expected \(expected)")
    }
  }

  @Test("100,000 random bit patterns in their shortest spelling", .tags(.reference))
  func shortest() {
    var random = SplitMix(seed: 1)
    for _ in 0..<100_000 {
      let value = Double(bitPattern: random.next())
      if value.isFinite { Self.check(value.description) }
    }
  }

  @Test(
    "random bit patterns in seventeen digits, and in more than a product can hold",
    .tags(.reference))
  func longSpellings() {
    var random = SplitMix(seed: 2)
    for round in 0..<20_000 {
      let value = Double(bitPattern: random.next())
      guard value.isFinite else { continue }
      Self.check(String(format: round % 2 == 0 ? "%.16e" : "%.24e", value))
    }
  }

  @Test("random digits with random exponents, points anywhere", .tags(.reference))
  func randomDigits() {
    var random = SplitMix(seed: 3)
    for _ in 0..<40_000 {
      let count = 1 + Int(random.next() % 24)
      var digits = (0..<count).map { _ in String(random.next() % 10) }.joined()
      let point = Int(random.next() % UInt64(count + 1))
      digits.insert(".", at: digits.index(digits.startIndex, offsetBy: point))
      let exponent = Int(random.next() % 700) - 350
      Self.check(exponent % 3 == 0 ? digits : "\(digits)e\(exponent)")
    }
  }

  @Test("halfway between neighbours, exactly and a hair to either side", .tags(.reference))
  func halfway() {
    var random = SplitMix(seed: 4)
    for _ in 0..<2000 {
      // Values whose midpoint to the next double is a whole number with few digits.
      let exponent = Int(random.next() % 63)
      let mantissa = (1 << 52) | random.next() >> 12
      let value = Double(mantissa) * pow(2, Double(exponent - 52))
      guard value >= 1, value < 1e18 else { continue }
      let middle = String(format: "%.60f", value)
      let half = String(format: "%.60f", value.ulp / 2)
      Self.check(Self.sum(middle, half))
      Self.check(Self.sum(middle, half) + "1")
      Self.check(Self.sum(middle, half).dropLast() + "")
    }
  }

  /// The sum of two decimal spellings with sixty decimals.
  private static func sum(_ left: String, _ right: String) -> String {
    var result: [Character] = []
    var carry = 0
    let width = max(left.count, right.count)
    let first = Array(String(repeating: "0", count: width - left.count) + left)
    let second = Array(String(repeating: "0", count: width - right.count) + right)
    for index in (0..<width).reversed() {
      guard first[index] != "." else {
        result.append(".")
        continue
      }
      let digit = first[index].wholeNumberValue! + second[index].wholeNumberValue! + carry
      result.append(Character(String(digit % 10)))
      carry = digit / 10
    }
    return (carry > 0 ? "1" : "") + String(result.reversed())
  }

  @Test(
    "known hard cases", .tags(.reference),
    arguments: [
      "0", "-0", "0.0", "00000.000", "1", "-1", "1e0", "1E+05", "1e-7", ".5", "5.", "123456789",
      "9007199254740991", "9007199254740992", "9007199254740993", "9007199254740993.0000001",
      "9223372036854775807", "9223372036854775808", "18446744073709551615", "18446744073709551616",
      "99999999999999999999999999", "1e22", "1e23", "8.5e22", "1e-5", "4.9e-324", "5e-324",
      "2.4703282292062327e-324", "2.4703282292062328e-324", "2.2250738585072011e-308",
      "2.2250738585072012e-308", "2.2250738585072014e-308", "1.7976931348623157e308",
      "1.7976931348623158e308", "1.7976931348623159e308", "1e308", "1e309", "1e-400", "0e999999",
      "7.2057594037927933e16", "3.08984926168550152811e-32", "6.9294956446009195e15",
      "0.000000000000000000000000000000000000000000000000000000000000000000000000000001",
      "1.00000000000000011102230246251565404236316680908203125",
      "1.00000000000000011102230246251565404236316680908203124",
      "1.00000000000000011102230246251565404236316680908203126",
      "2.22507385850720113605740979670913197593481954635164564802342610972482222202107694551652952390813508791414915891303962110687008643869459464552765720740782062174337998814106326732925355228688137214901298112245145188984905722230728525513315575501591439747639798341180199932396254555e-308",
      "6250000000000000000000000000000000e-12", "1090544144181609348671888949248",
      "1090544144181609348835077142190", "179769313486231580793e289", "17e-325",
    ])
  func hardCases(_ spelling: String) {
    Self.check(spelling)
  }

  @Test(
    "what is no number is none", .tags(.failure),
    arguments: ["", "-", "+", ".", "-.", "e5", "1e", "1e+", "1.2.3", "0x10", "1_000", "1,5", "Inf"])
  func notNumbers(_ spelling: String) {
    #expect(Self.bits(spelling) == nil)
  }

  @Test("powers of five are the published ones", .tags(.reference))
  func powers() {
    // Lemire (2021), section 5: 5^0 and 5^1 normalised; 1/5 and 1/10^27 rounded up; the ends of
    // the table as in the reference implementation of the paper.
    func entry(_ power: Int) -> [UInt64] {
      let start = 2 * (power - PowersOfFive.smallest)
      return Array(PowersOfFive.words[start..<start + 2])
    }
    #expect(entry(0) == [0x8000_0000_0000_0000, 0])
    #expect(entry(1) == [0xA000_0000_0000_0000, 0])
    #expect(entry(-1) == [0xCCCC_CCCC_CCCC_CCCC, 0xCCCC_CCCC_CCCC_CCCD])
    #expect(entry(-342) == [0xEEF4_53D6_923B_D65A, 0x113F_AA29_06A1_3B3F])
    #expect(entry(308) == [0x8E67_9C2F_5E44_FF8F, 0x570F_09EA_A7EA_7648])
  }
}
