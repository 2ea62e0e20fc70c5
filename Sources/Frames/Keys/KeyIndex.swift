import Machine

/// The rows of each key, in row order: what `KeyCodes` says the other way round. O(n + keys).
package struct KeyIndex: Sendable {
  /// Where each code's rows start in `rows`; one more entry than codes.
  package let starts: [Int32]
  /// Rows by code, in their own order within one or in the order asked for. Rows without a key are
  /// left out.
  package let rows: [Int32]

  /// The rows of some codes.
  ///
  /// - Parameters:
  ///   - codes: one a row, from 0 to below `count`, or -1 for a row without a key.
  ///   - count: how many keys there are.
  ///   - visited: all rows in the order that those of one key are to have; by default their own.
  package init(_ codes: [Int32], count: Int, visiting visited: [Int32]? = nil) {
    var places = [Int32](repeating: 0, count: count + 1)
    (starts, rows) = places.withUnsafeMutableBufferPointer { places in
      codes.withUnsafeBufferPointer { codes in
        for code in codes where code >= 0 {
          precondition(code < count, "a code beyond the count of keys")
          places[Int(code) + 1] += 1
        }
        for code in 0..<count { places[code + 1] += places[code] }
        let starts = Array(places)
        let rows: [Int32] = LargePages.inlined(Int(starts[count])) { target in
          @inline(__always)
          func put(_ row: Int) {
            guard codes[row] >= 0 else { return }
            let place = places[Int(codes[row])]
            (target + Int(place)).initialize(to: Int32(row))
            places[Int(codes[row])] = place + 1
          }
          guard let visited else { return (0..<codes.count).forEach(put) }
          for row in visited { put(Int(row)) }
        }
        return (starts, rows)
      }
    }
  }

  /// How many keys there are.
  package var count: Int { starts.count - 1 }

  /// The rows of a code.
  package subscript(code: Int) -> ArraySlice<Int32> {
    rows[Int(starts[code])..<Int(starts[code + 1])]
  }

  /// How many keys occur in more than one row.
  package var repeatedCount: Int { (0..<count).count { starts[$0 + 1] - starts[$0] > 1 } }

  /// The first two rows of the repeated key whose second row comes first.
  package var firstRepeated: (Int, Int)? {
    var found: (first: Int32, second: Int32)?
    for code in 0..<count where starts[code + 1] - starts[code] > 1 {
      let (first, second) = (rows[Int(starts[code])], rows[Int(starts[code]) + 1])
      if found == nil || second < found!.second { found = (first, second) }
    }
    return found.map { (Int($0.first), Int($0.second)) }
  }
}
