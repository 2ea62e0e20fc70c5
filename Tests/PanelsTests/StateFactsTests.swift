import Foundation
import Frames
import Panels
import TestSupport
import Testing

/// The project's own facts against the published lists.
@Suite(
  .needsTables(
    "data/cow_states.csv", "data/country_codes.csv", of: "Correlates of War, countrycode"))
struct StateFactsTests {
  private func rows(_ path: String) throws -> [[String: String]] {
    let text = try String(contentsOfFile: TablesOfOthers.path(path), encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let header = lines[0]
    return lines.dropFirst().map { fields in
      Dictionary(zip(header, fields), uniquingKeysWith: { first, _ in first })
    }
  }

  @Test("every COW spell agrees with the published membership list", .tags(.reference))
  func cowSpells() throws {
    let published = try rows("data/cow_states.csv").map { row in
      func date(_ prefix: String) -> String {
        CalendarDate(
          year: Int(row["\(prefix)year"]!)!, month: Int(row["\(prefix)month"]!)!,
          day: Int(row["\(prefix)day"]!)!
        ).description
      }
      // The list was closed on its last day: a state that was there then is there still.
      let end = date("end") == "2016-12-31" ? "" : date("end")
      return "\(row["ccode"]!) \(date("st")) \(end)"
    }
    let ours = StateCodes.standard.memberships(of: .cow).map {
      "\($0.code) \($0.spell.start) \($0.spell.end?.description ?? "")"
    }
    #expect(published.count == 243)
    #expect(Set(ours) == Set(published))
    #expect(ours.count == published.count)
  }

  @Test("every COW abbreviation stands for its published number", .tags(.reference))
  func abbreviations() throws {
    for row in try rows("data/cow_states.csv") {
      let year = Int(row["styear"]!)! + (row["endyear"] == row["styear"] ? 0 : 1)
      #expect(
        StateCodes.standard.code(
          for: row["stateabb"]!, in: .cowAbbreviation, to: .cow, year: year)
          == .found(row["ccode"]!))
    }
  }

  @Test("ISO codes and names of a published crosswalk lead to its COW numbers", .tags(.reference))
  func crosswalk() throws {
    var checked = 0
    for row in try rows("data/country_codes.csv") {
      guard let cow = row["cown"], let iso = row["iso3c"], !cow.isEmpty, iso.count == 3 else {
        continue
      }
      // The crosswalk gives the Holy See the number of the Papal States.
      if iso == "VAT" { continue }
      let name = row["country.name.en"]!
      #expect(StateCodes.standard.code(for: iso, in: .iso3, to: .cow, year: 2016) == .found(cow))
      #expect(
        StateCodes.standard.code(for: name, in: .name, to: .cow, year: 2016) == .found(cow),
        "\(name)")
      checked += 1
    }
    #expect(checked > 180)
  }
}
