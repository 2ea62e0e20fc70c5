import Documents

extension Coverage {
  /// `{years: 1816-2010, units: all, absent: zero, columns: {x: 1950-2010}}`; every key may be left
  /// out.
  package init(_ node: DocumentNode) throws(DocumentError) {
    let keys = try node.entries(known: ["years", "units", "absent", "columns"])
    self.init(
      years: try keys["years"].map { (node) throws(DocumentError) in try node.years() },
      units: try keys["units"]?.coveredUnits(),
      absentMeans: try keys["absent"]?.vocabulary("missing or zero") {
        AbsentMeaning(rawValue: $0)
      } ?? .missing)
    for (column, node) in try keys["columns"]?.entries() ?? [] {
      columnYears.append(ColumnYears(column: column, years: try node.years()))
    }
  }
}

extension DocumentNode {
  /// `observed`, `members`, `all`, or a list of codes.
  fileprivate func coveredUnits() throws(DocumentError) -> Coverage.Units {
    guard value.scalar == nil else {
      return try vocabulary("observed, members, all, or a list of codes") { word in
        switch word {
        case "observed": .asObserved
        case "members": .asObservedMembers
        case "all": .all
        default: nil
        }
      }
    }
    var codes: [Int64] = []
    for item in try items() { codes.append(Int64(try item.wholeNumber())) }
    return .listed(codes)
  }
}
