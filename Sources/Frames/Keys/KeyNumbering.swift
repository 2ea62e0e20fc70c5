import Machine

/// Numbers the rows of one side, or of several in one numbering, by their keys.
///
/// The keys of a row are packed into one number, a block of rows at a time so that it stays in the
/// first cache, and the number is looked up: in a table over all numbers there can be, where that is
/// not much larger than the rows, else by hash.
struct KeyNumbering {
  /// Rows whose keys are those of the columns.
  struct Side {
    let columns: [Column]
    let rows: RowSelection
  }

  /// By side, one code a row.
  private(set) var codes: [[Int32]] = []
  /// For each code its first row, counted on from one side to the next.
  private(set) var firstRows: [Int32] = []
  /// By side, rows without a key.
  private(set) var absentCounts: [Int] = []

  /// Rows that are packed together.
  private static let block = 1024
  /// Entries from which on a table is no faster than a hash.
  private static let largestTable = 1 << 24
  /// A table of that many entries is always worth it.
  private static let smallestTable = 1 << 10

  /// Numbers the sides' rows by their columns, of which each side has as many.
  init(_ sides: [Side]) {
    let rows = sides.map(\.rows)
    let digits = sides[0].columns.indices.map { position in
      KeyDigits.of(sides.map { $0.columns[position] }, rows: rows)
    }
    self.init(digits, rows: rows)
  }

  /// Numbers rows by digits, the first being the highest.
  init(_ keys: [(digits: [KeyDigits], span: Int64)], rows: [RowSelection]) {
    precondition(
      rows.reduce(0) { $0 + $1.count } < Int(Int32.max), "a frame has fewer than 2^31 rows")
    var packed: [(digits: [KeyDigits], span: Int64)] = []
    var size: Int64 = 1
    for var key in keys {
      if !KeyNumbering.fits(size, key.span) {
        // Numbered from 0, either has at most as many values as there are rows: fewer than 2^31.
        let sofar = KeyNumbering(packed, size: size, rows: rows)
        packed = [sofar.digits]
        size = sofar.digits.span
        if !KeyNumbering.fits(size, key.span) {
          key = KeyNumbering([key], size: key.span, rows: rows).digits
        }
      }
      packed.append(key)
      size *= key.span
    }
    self.init(packed, size: size, rows: rows)
  }

  private static func fits(_ size: Int64, _ span: Int64) -> Bool {
    let (product, overflow) = size.multipliedReportingOverflow(by: span)
    return !overflow && product <= KeyDigits.widest
  }

  /// The codes as digits of a further numbering.
  private var digits: (digits: [KeyDigits], span: Int64) {
    (codes.map { .numbered($0) }, Int64(max(1, firstRows.count)))
  }

  /// - Parameter size: how many keys there can be.
  private init(_ keys: [(digits: [KeyDigits], span: Int64)], size: Int64, rows: [RowSelection]) {
    let total = rows.reduce(0) { $0 + $1.count }
    if size <= max(KeyNumbering.smallestTable, min(KeyNumbering.largestTable, 8 * total)) {
      var numbers: [Int32] = LargePages.inlined(Int(size)) {
        $0.initialize(repeating: KeyCodes.absent, count: Int(size))
      }
      numbers.withUnsafeMutableBufferPointer { numbers in
        var known: Int32 = 0
        number(keys, rows) { key in
          precondition(key < size, "a column of text has a code without a level")
          let code = numbers[Int(key)]
          if code >= 0 { return (code, false) }
          numbers[Int(key)] = known
          known += 1
          return (known - 1, true)
        }
      }
    } else {
      var table = CodeTable()
      // Panels repeat a key in neighbouring rows: remembering the last one saves most look-ups.
      var last: (key: Int64, code: Int32) = (-1, KeyCodes.absent)
      number(keys, rows) { key in
        if key == last.key { return (last.code, false) }
        let found = table.code(UInt64(bitPattern: key))
        last = (key, found.code)
        return found
      }
    }
  }

  /// - Parameter code: the code of a packed key, and whether it is new.
  @inline(__always)
  private mutating func number(
    _ keys: [(digits: [KeyDigits], span: Int64)], _ rows: [RowSelection],
    code: (Int64) -> (code: Int32, isNew: Bool)
  ) {
    var (firsts, before) = ([Int32](), 0)
    for (side, rows) in rows.enumerated() {
      var absent = 0
      var isPartial = false
      let steps = keys.enumerated().map { place, key -> (KeyDigits, KeyDigits.Packing, Int64) in
        let digits = key.digits[side]
        isPartial = isPartial || digits.mayBeAbsent
        return (digits, place == 0 ? .first : isPartial ? .partial : .complete, key.span)
      }
      let codes: [Int32] = LargePages.inlined(rows.count) { target in
        withUnsafeTemporaryAllocation(of: Int64.self, capacity: KeyNumbering.block) { block in
          let packed = block.baseAddress!
          for start in stride(from: 0, to: rows.count, by: KeyNumbering.block) {
            let positions = start..<min(rows.count, start + KeyNumbering.block)
            if steps.isEmpty { packed.initialize(repeating: 0, count: positions.count) }
            for (digits, packing, span) in steps {
              digits.pack(packing, into: packed, positions, of: rows, span: span)
            }
            for position in positions {
              let key = packed[position - start]
              guard key >= 0 else {
                absent += 1
                (target + position).initialize(to: KeyCodes.absent)
                continue
              }
              let found = code(key)
              if found.isNew { firsts.append(Int32(before + position)) }
              (target + position).initialize(to: found.code)
            }
          }
        }
      }
      before += rows.count
      self.codes.append(codes)
      absentCounts.append(absent)
    }
    firstRows = firsts
  }
}
