import Frames
import TestSupport
import Testing

/// Damaged input gives a frame or a typed error, and never a crash or a frame that contradicts
/// itself. The damage is drawn from a fixed seed.
@Suite("Damaged input", .tags(.failure))
struct MutationTests {
  private static let table = #"""
    "",ccode,year,name,flow,flag
    1,2,1990,"United States, the",1.5e3,TRUE
    2,20,1991,Canada,-0.25,FALSE
    3,200,NA,"said ""no""",,TRUE
    4,220,1993,"two
    lines",12345678901234567890,TRUE
    5,260,1994,Côte d'Ivoire,NaN,FALSE

    """#

  @Test("4,000 damaged tables")
  func text() {
    var random = SplitMix(seed: 11)
    let whole = Array(Self.table.utf8)
    for _ in 0..<4000 {
      let bytes = Mutation.damaged(whole, using: &random)
      let one = outcome { () throws(ReadError) in try CSV.parse(bytes, options: options(1)) }
      let two = outcome { () throws(ReadError) in try CSV.parse(bytes, options: options(2)) }
      #expect(one == two)
    }
  }

  private func options(_ threads: Int) -> CSVOptions { CSVOptions(threads: threads) }

  @Test("2,000 damaged tables with declared columns")
  func declared() {
    var random = SplitMix(seed: 12)
    let whole = Array(Self.table.utf8)
    let options = CSVOptions(
      quotedMissing: false, types: ["year": .integer, "flow": .double, "flag": .logical],
      thousands: ["flow": UInt8(ascii: ",")], columns: ["flow", "year", "flag", "name"],
      encoding: .latin1)
    for _ in 0..<2000 {
      let bytes = Mutation.damaged(whole, using: &random)
      _ = outcome { () throws(ReadError) in try CSV.parse(bytes, options: options) }
    }
  }

  @Test("2,000 damaged archives")
  func archives() throws {
    var random = SplitMix(seed: 13)
    let whole = try GzipFixture.packed(Array(Self.table.utf8))
    for _ in 0..<2000 {
      let bytes = Mutation.damaged(whole, using: &random)
      _ = outcome { () throws(ReadError) in try CSV.parse(bytes) }
    }
  }

  @Test("1,000 damaged Stata files of each format", arguments: [113, 115, 117, 118, 119])
  func stata(_ version: Int) throws {
    var random = SplitMix(seed: UInt64(version))
    let whole = try StataFixture.file(version: version)
    for _ in 0..<1000 {
      let bytes = Mutation.damaged(whole, using: &random)
      _ = outcome { () throws(ReadError) in try Stata.parse(bytes) }
    }
  }

  /// What reading gave; a frame's columns must agree with each other.
  private func outcome(_ read: () throws(ReadError) -> Frame) -> Result<Frame, ReadError> {
    do throws(ReadError) {
      let frame = try read()
      for column in frame.columns {
        #expect(column.count == frame.rowCount)
        #expect(column.presence == nil || column.presence!.count == frame.rowCount)
        if case .text(let codes, let levels) = column.storage {
          for row in codes.indices where column.isPresent(at: row) {
            if !levels.indices.contains(Int(codes[row])) { Issue.record("a code without a level") }
          }
        }
      }
      return .success(frame)
    } catch {
      #expect(!error.description.isEmpty)
      return .failure(error)
    }
  }
}
