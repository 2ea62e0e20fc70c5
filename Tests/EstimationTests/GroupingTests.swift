import Estimation
import Expressions
import Frames
import TestSupport
import Testing

/// Factors and rows of a design, by whichever way they are found.
@Suite struct GroupingTests {
  /// Above the size from which on whole numbers are looked up in a table.
  static let rows = 3000

  /// Keys with gaps, some of them negative, as numbers (shifted by `offset`) or as text.
  static func frame(asText: Bool, offset: Int64 = 0) throws -> Frame {
    var generator = SplitMix(seed: 11)
    func draws(_ count: Double, from low: Int64, by step: Int64) -> [Int64] {
      (0..<rows).map { _ in low + step * Int64(generator.uniform() * count) + offset }
    }
    let keys = [
      ("a", draws(40, from: -9, by: 3)), ("b", draws(40, from: -12, by: 3)),
      ("t", draws(20, from: 1950, by: 1)),
    ].map { name, values in
      asText
        ? Column(name: name, texts: values.map { String($0) })
        : Column(name: name, storage: .integer(values))
    }
    let numbers = ["x", "y"].map { name in
      Column(name: name, storage: .double((0..<rows).map { _ in generator.normal() }))
    }
    return try Frame(keys + numbers)
  }

  /// Far apart, the keys of two columns have no room in a table and go through a dictionary.
  @Test(.tags(.identity), arguments: [0, Int64(1) << 50])
  func numbersAndTextGiveTheSameCodes(offset: Int64) throws {
    var designs: [Design] = []
    for asText in [false, true] {
      var builder = DesignBuilder(try Self.frame(asText: asText, offset: offset))
      designs.append(
        try builder.design(
          try Formula("y ~ x | a^t + b^t + a"), variance: .twoMode("a", "b"), keys: ["t"]))
    }
    #expect(designs[0].absorbed == designs[1].absorbed)
    #expect(designs[0].factors == designs[1].factors)
    #expect(designs[0].absorbed[0].labels[0].split(separator: "^").count == 2)
  }

  @Test(.tags(.identity)) func membersOfADyadShareTheirUnits() throws {
    var designs: [Design] = []
    for asText in [false, true] {
      let frame = try Self.frame(asText: asText)
      let (a, b) = (try frame.column("a"), try frame.column("b"))
      func key(_ column: Column, _ row: Int) -> String? {
        column.text(at: row) ?? column.integer(at: row).map { String($0) }
      }
      // A dyad has two members.
      let kept = (0..<frame.rowCount).filter { key(a, $0) != key(b, $0) }
      var builder = DesignBuilder(frame.gathered(kept))
      designs.append(try builder.design(try Formula("y ~ x"), variance: .dyadic("a", "b")))
    }
    #expect(designs[0].factors == designs[1].factors)
    #expect(designs[0].factors["a"]!.labels == designs[0].factors["b"]!.labels)
    #expect(Set(designs[0].factors["a"]!.labels).count == designs[0].factors["a"]!.labels.count)
  }

  /// Some codes have letters, so that the reader takes their column for text: 20 is still 20.
  @Test(.tags(.identity)) func aNumberMeetsTheSameNumberAsText() throws {
    let frame = try Frame([
      Column(name: "a", texts: ["20", "EU", "30", "20"]),
      Column(name: "b", integers: [30, 20, 20, 40]),
      Column(name: "y", doubles: [1, 2, 4, 3]), Column(name: "x", doubles: [1, 0, 0, 2]),
    ])
    var builder = DesignBuilder(frame)
    let design = try builder.design(try Formula("y ~ x"), variance: .dyadic("a", "b"))
    let (a, b) = (try #require(design.factors["a"]), try #require(design.factors["b"]))
    #expect(a.labels == ["20", "EU", "30", "40"] && b.labels == a.labels)
    #expect(a.codes == [0, 1, 2, 0] && b.codes == [2, 0, 0, 3])
    let numbers = try Frame([
      Column(name: "a", storage: .double([1, .nan, 3])), Column(name: "b", integers: [3, 1, 1]),
      Column(name: "y", doubles: [1, 2, 4]), Column(name: "x", doubles: [1, 0, 0]),
    ])
    builder = DesignBuilder(numbers)
    let odd = try builder.design(try Formula("y ~ x"), variance: .dyadic("a", "b"))
    #expect(odd.factors["a"]?.labels == ["1", "nan", "3"] && odd.factors["a"]?.codes == [0, 1, 2])
    #expect(odd.factors["b"]?.codes == [2, 0, 0])
  }

  /// What is not a number is no key, and every such row is a group of its own.
  @Test(.tags(.identity)) func rowsWithoutAKeyStandApart() throws {
    let frame = try Frame([
      Column(name: "g", storage: .double([1, .nan, -0.0, .nan, 0, 1])),
      Column(name: "h", integers: [1, 1, 1, 1, 1, 1 << 53 + 1]),
      Column(name: "y", doubles: [1, 2, 4, 3, 5, 6]),
      Column(name: "x", doubles: [1, 0, 0, 2, 1, 1]),
    ])
    var builder = DesignBuilder(frame)
    let design = try builder.design(try Formula("y ~ x | g + g^h"))
    #expect(design.absorbed[0].codes == [0, 1, 2, 3, 2, 0])
    #expect(design.absorbed[0].labels == ["1", "nan", "-0", "nan"])
    #expect(design.absorbed[1].codes == [0, 1, 2, 3, 2, 4])
    #expect(design.absorbed[1].labels.last == "1^9007199254740993")
  }

  @Test(.tags(.identity)) func aSelectionOfAllRowsNeedsNoList() {
    #expect(RowSelection([0, 1, 2]) == RowSelection(all: 3))
    #expect(RowSelection([0, 2]) != RowSelection(all: 2))
    #expect(Array(RowSelection(all: 3)) == [0, 1, 2])
    #expect(Array(RowSelection([1, 4])) == [1, 4])
    #expect(RowSelection([]).isEmpty)
    #expect(RowSelection([1, 4]).map { $0 * 2 } == [2, 8])
  }
}
