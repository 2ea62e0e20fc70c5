extension Source {
  /// The state system itself.
  static let stateSources: [Source] = [
    Source(
      name: "cow-states", title: "COW state system membership, v2016", files: ["cow_states.csv"],
      variables: [
        Variable("stateabb", "abbreviation", "COW abbreviation"),
        Variable("ccode", "ccode", "COW number"), Variable("statenme", "name", "name"),
        Variable("styear", "start_year", "first year"),
        Variable("stmonth", "start_month", "first month"),
        Variable("stday", "start_day", "first day"), Variable("endyear", "end_year", "last year"),
        Variable("endmonth", "end_month", "last month"), Variable("endday", "end_day", "last day"),
      ],
      time: nil, key: ["ccode", "start_year"], coverage: Coverage(years: nil),
      citation: "Correlates of War Project. 2017. State System Membership List, v2016.",
      terms: cowTerms),
    Source(
      name: "cow-majors", title: "COW major powers, v2016", files: ["cow_majors.csv"],
      variables: [
        Variable("ccode", "ccode", "COW number"), Variable("styear", "start_year", "first year"),
        Variable("stmonth", "start_month", "first month"),
        Variable("stday", "start_day", "first day"), Variable("endyear", "end_year", "last year"),
        Variable("endmonth", "end_month", "last month"), Variable("endday", "end_day", "last day"),
      ],
      time: nil, key: ["ccode", "start_year"], coverage: Coverage(years: nil),
      citation: "Correlates of War Project. 2017. State System Membership List, v2016.",
      terms: cowTerms),
    Source(
      name: "cow-contiguity", title: "COW direct contiguity, version 3.2, spells",
      files: ["cow_contdir.csv"],
      variables: [
        Variable("ccode1", "ccode1", "COW number"), Variable("ccode2", "ccode2", "COW number"),
        Variable("conttype", "contiguity", unit: "1 land to 5 within 400 miles of water", "kind"),
        Variable("stdate", "startdate", "first day"), Variable("enddate", "enddate", "last day"),
      ],
      time: nil, key: ["ccode1", "ccode2", "startdate"],
      coverage: Coverage(years: nil, units: .all, absentMeans: .zero),
      citation: "Stinnett, Douglas M., Jaroslav Tir, Philip Schafer, Paul F. Diehl, and Charles "
        + "Gochman. 2002. The Correlates of War Project direct contiguity data, version 3. Conflict "
        + "Management and Peace Science 19(2): 58-66.",
      terms: cowTerms),
    Source(
      name: "cow-capitals", title: "Capitals and their places, spells",
      files: ["cow_capitals.csv"],
      variables: [
        Variable("ccode", "ccode", "COW number"), Variable("capital", "capital", "name"),
        Variable("stdate", "startdate", "first day"), Variable("enddate", "enddate", "last day"),
        Variable("lat", "latitude", unit: "degrees north", "of the capital"),
        Variable("lng", "longitude", unit: "degrees east", "of the capital"),
      ],
      time: nil, key: ["ccode", "startdate"], coverage: Coverage(years: nil),
      citation: "Miller, Steven V. 2022. peacesciencer: An R package for quantitative peace "
        + "science research. Conflict Management and Peace Science 39(6): 755-779.",
      terms: "GPL-2 package"),
  ]
}
