import Frames

extension CompositeActor {
  /// The European Union and the Communities before it, by the day each treaty of accession came
  /// into force, and the United Kingdom's withdrawal.
  ///
  /// Source: Treaty of Rome (in force 1 January 1958) and the treaties of accession of 1972, 1979,
  /// 1985, 1994, 2003, 2005 and 2011; withdrawal agreement, Official Journal L 29, 31 January 2020.
  public static let europeanUnion = CompositeActor(
    name: "European Union", code: 1000,
    membership: .dated(
      accessions.flatMap { accession in
        accession.states.map { state in
          Member(
            state, from: accession.date,
            to: state == "United Kingdom"
              ? CalendarDate(year: 2020, month: 1, day: 31) : nil)
        }
      }))

  private static let accessions: [(date: CalendarDate, states: [String])] = [
    (
      CalendarDate(year: 1958, month: 1, day: 1),
      ["Belgium", "France", "Germany", "Italy", "Luxembourg", "Netherlands"]
    ),
    (CalendarDate(year: 1973, month: 1, day: 1), ["Denmark", "Ireland", "United Kingdom"]),
    (CalendarDate(year: 1981, month: 1, day: 1), ["Greece"]),
    (CalendarDate(year: 1986, month: 1, day: 1), ["Portugal", "Spain"]),
    (CalendarDate(year: 1995, month: 1, day: 1), ["Austria", "Finland", "Sweden"]),
    (
      CalendarDate(year: 2004, month: 5, day: 1),
      [
        "Cyprus", "Czech Republic", "Estonia", "Hungary", "Latvia", "Lithuania", "Malta", "Poland",
        "Slovakia", "Slovenia",
      ]
    ),
    (CalendarDate(year: 2007, month: 1, day: 1), ["Bulgaria", "Romania"]),
    (CalendarDate(year: 2013, month: 7, day: 1), ["Croatia"]),
  ]
}
