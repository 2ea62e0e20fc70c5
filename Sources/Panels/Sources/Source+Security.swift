import Frames

extension Source {
  /// Alliances, support, disputes, arms.
  static let securitySources: [Source] = [
    Source(
      name: "latent-support", title: "Latent support of three patrons for their allies",
      files: ["latent_support_ally_years.csv"],
      variables: [
        Variable("ccode1", "patron", "COW number of the patron"),
        Variable("sigccode", "ccode", "COW number of the ally, valid by date"),
        Variable("ccode2", "ccode_undated", "one number for all years: Germany is 255"),
        Variable("cname", "cname", "the ally's name"), Variable("year", "year", "year"),
        Variable("median", "support", unit: "standard deviations", "posterior median"),
        Variable("lag_median", "lag_support", unit: "standard deviations", "row before"),
        Variable("change_median", "change_support", unit: "standard deviations", "difference"),
      ],
      key: ["patron", "ccode", "year"], coverage: Coverage(years: 1950...2012),
      citation: "McManus, Roseanne W., and Mark David Nieman. 2019. Identifying the level of major "
        + "power support signaled for proteges. Journal of Peace Research 56(3): 364-378.",
      terms: "free with citation",
      remarks: [
        "lag_support and change_support take the row before without regard to the ally: the first "
          + "row of an ally follows the last of another. Take lags within the panel instead.",
        "By ccode_undated the year 1990 of Germany occurs twice.",
      ]),
    Source(
      name: "mcmanus-nieman-signals", title: "Signals of support by major powers",
      files: ["mcmanus_nieman_signals.csv"],
      variables: [
        Variable("ccode", "ccode", "COW number, valid by date"),
        Variable("country", "country", "name"), Variable("year", "year", "year"),
      ],
      keepsOthers: true, key: ["ccode", "year"], coverage: Coverage(years: 1950...2012),
      citation: "McManus, Roseanne W., and Mark David Nieman. 2019. Identifying the level of major "
        + "power support signaled for proteges. Journal of Peace Research 56(3): 364-378.",
      terms: "free with citation",
      remarks: ["log_ columns are base-10 logarithms, with 0 for 0; _arms are million SIPRI TIV."]),
    Source(
      name: "blankenship-promises", title: "Reassurance of US allies",
      files: ["blankenship_promises.csv.gz", "blankenship_promises.csv"],
      variables: [
        Variable("ccode", "ccode_undated", "COW number, one for all years: Germany is 255"),
        Variable("country", "country", "name"), Variable("year", "year", "year"),
        Variable("lag_latency_pilot", "lag_latency_pilot", unit: "0/1", "nuclear latency, lagged"),
        Variable("lag_rivalry_thompson", "lag_rivalry_thompson", unit: "0/1", "rivalry, lagged"),
        Variable("adv_signal_last3", "adv_signal_last3", unit: "count", "signals, last 3 years"),
      ],
      keepsOthers: true,
      codes: [Code("ccode_undated", .cow, as: "ccode", reading: .lineage, refusesUnknown: false)],
      key: ["ccode_undated", "year"], coverage: Coverage(years: 1949...2010),
      citation: "Blankenship, Brian. 2020. Promises under pressure: Statements of reassurance in "
        + "US alliances. International Studies Quarterly 64(4): 1017-1030.",
      terms: "free with citation",
      remarks: ["ccode is dated on reading (Germany 260 to 1990); ccode_undated is the table's."]),
    disputes(
      "gml-mids", "gml_mid_dirdisp_2021.csv", "midongoing", "midonset", 1816...2010,
      "Gibler-Miller-Little militarized disputes, vintage of June 2021", gibler,
      ["The current vintage is another source: coefficients of published work differ by it."]),
    disputes(
      "gml-mids-current", "gml_mid_dirdisp.csv", "midongoing", "midonset", 1816...2010,
      "Gibler-Miller-Little militarized disputes, current vintage", gibler, []),
    disputes(
      "cow-mids", "cow_mid_dirdisps.csv", "dispongoing", "disponset", 1816...2014,
      "COW militarized interstate disputes, version 5",
      "Palmer, Glenn, et al. 2022. The MID5 dataset, 2011-2014. Conflict Management and Peace "
        + "Science 39(4): 470-482.", []),
    Source(
      name: "atop-alliances", title: "ATOP alliance obligations of directed dyads",
      files: ["atop_alliance_ddy.csv.gz", "atop_alliance_ddy.csv"],
      variables: dyadVariables + [
        Variable("atop_defense", "atop_defense", unit: "0/1", "defence"),
        Variable("atop_offense", "atop_offense", unit: "0/1", "offence"),
        Variable("atop_neutral", "atop_neutrality", unit: "0/1", "neutrality"),
        Variable("atop_nonagg", "atop_nonaggression", unit: "0/1", "non-aggression"),
        Variable("atop_consul", "atop_consultation", unit: "0/1", "consultation"),
      ],
      key: ["ccode1", "ccode2", "year"],
      coverage: Coverage(years: 1815...2018, units: .all, absentMeans: .zero),
      citation: "Leeds, Brett Ashley, Jeffrey M. Ritter, Sara McLaughlin Mitchell, and Andrew G. "
        + "Long. 2002. Alliance treaty obligations and provisions, 1815-1944. International "
        + "Interactions 28(3): 237-260. Version 5.",
      terms: "free with citation",
      remarks: ["No row from 1815 to 2018 is no alliance; later years are outside coverage."]),
    Source(
      name: "cow-alliances", title: "COW formal alliances of directed dyads, version 4.1",
      files: ["cow_alliance_ddy.csv.gz", "cow_alliance_ddy.csv"],
      variables: dyadVariables + [
        Variable("cow_defense", "cow_defense", unit: "0/1", "defence pact"),
        Variable("cow_neutral", "cow_neutrality", unit: "0/1", "neutrality pact"),
        Variable("cow_nonagg", "cow_nonaggression", unit: "0/1", "non-aggression pact"),
        Variable("cow_entente", "cow_entente", unit: "0/1", "entente"),
      ],
      key: ["ccode1", "ccode2", "year"],
      coverage: Coverage(years: 1816...2012, units: .all, absentMeans: .zero),
      citation: "Gibler, Douglas M. 2009. International military alliances, 1648-2008. CQ Press. "
        + "Version 4.1.",
      terms: cowTerms),
    Source(
      name: "cow-capabilities", title: "COW national material capabilities, version 6",
      files: ["cow_nmc.csv"],
      variables: [
        Variable("ccode", "ccode", "COW number"), Variable("year", "year", "year"),
        Variable("milex", "milex", unit: "thousand current US$", "spending; pounds before 1914"),
        Variable("milper", "milper", unit: "thousand", "military personnel"),
        Variable("irst", "irst", unit: "thousand tons", "iron and steel"),
        Variable("pec", "pec", unit: "thousand coal-ton equivalents", "primary energy"),
        Variable("tpop", "tpop", unit: "thousand", "people"),
        Variable("upop", "upop", unit: "thousand", "people in cities"),
        Variable("cinc", "cinc", unit: "share", "composite index of national capability"),
      ],
      key: ["ccode", "year"], coverage: Coverage(years: 1816...2022), missing: ["-9"],
      citation: "Singer, J. David. 1987. Reconstructing the Correlates of War dataset on material "
        + "capabilities of states, 1816-1985. International Interactions 14(2): 115-132. Version 6.",
      terms: cowTerms),
    Source(
      name: "external-threat", title: "External threat", files: ["leeds_savun_threat.csv"],
      variables: [
        Variable("ccode", "ccode", "COW number"), Variable("year", "year", "year"),
        Variable("lsthreat", "threat", unit: "sum of capability shares", "of likely opponents"),
      ],
      key: ["ccode", "year"], coverage: Coverage(years: 1816...2015),
      citation: "Leeds, Brett Ashley, and Burcu Savun. 2007. Terminating alliances. Journal of "
        + "Politics 69(4): 1118-1132.", terms: "free with citation"),
    Source(
      name: "sipri-us-transfers", title: "Arms transfers of the United States by recipient",
      files: ["sipri_us_tiv_by_recipient_wide.csv"],
      variables: [Variable("recipient", "recipient", "name")],
      shape: .yearColumns(name: "transfers", unit: "million TIV", meaning: "arms from the US"),
      codes: [Code("recipient", .name, as: "ccode", refusesUnknown: false)],
      key: ["recipient", "year"], coverage: Coverage(years: 1950...2020), encoding: .latin1,
      citation: "SIPRI Arms Transfers Database.", terms: "SIPRI: non-commercial use, attribution",
      remarks: ["A blank is no transfer."]),
    Source(
      name: "sipri-spending", title: "Military expenditure", files: ["sipri_milex_wide.csv"],
      variables: [Variable("Country", "country", "name")],
      shape: .yearColumns(
        name: "spending", unit: "million 2017 US$", meaning: "military expenditure"),
      codes: [Code("country", .name, as: "ccode", refusesUnknown: false)],
      key: ["country", "year"], coverage: Coverage(years: 1949...2018), encoding: .latin1,
      citation: "SIPRI Military Expenditure Database.",
      terms: "SIPRI: non-commercial use, attribution"),
    rivalries(
      "strategic-rivalries", "tss_rivalries.csv", "start", "end",
      "Thompson, William R., Kentaro Sakuwa, and Prashant Hosur Suhas. 2021. Analyzing strategic "
        + "rivalries in world politics. Springer."),
    rivalries(
      "strategic-rivalries-2012", "td_rivalries.csv", "styear", "endyear",
      "Thompson, William R., and David R. Dreyer. 2012. Handbook of international rivalries. "
        + "CQ Press."),
  ]

  static let dyadVariables = [
    Variable("ccode1", "ccode1", "COW number"), Variable("ccode2", "ccode2", "COW number"),
    Variable("year", "year", "year"),
  ]

  private static let gibler =
    "Gibler, Douglas M., Steven V. Miller, and Erin K. Little. 2016. An analysis of the "
    + "Militarized Interstate Dispute (MID) dataset, 1816-2001. International Studies Quarterly "
    + "60(4): 719-730."

  /// Directed dispute-dyads, made one row for each directed dyad and year.
  private static func disputes(
    _ name: String, _ file: String, _ ongoing: String, _ onset: String, _ years: ClosedRange<Int>,
    _ title: String, _ citation: String, _ remarks: [String]
  ) -> Source {
    Source(
      name: name, title: title, files: [file],
      variables: dyadVariables + [
        Variable(ongoing, "mid_ongoing", unit: "0/1", "a dispute is under way"),
        Variable(onset, "mid_onset", unit: "0/1", "a dispute begins"),
      ],
      collapse: [Aggregation("mid_ongoing", .max), Aggregation("mid_onset", .max)],
      key: ["ccode1", "ccode2", "year"],
      coverage: Coverage(years: years, units: .all, absentMeans: .zero), citation: citation,
      terms: "free with citation",
      remarks: remarks + [
        "No row within \(years.lowerBound)-\(years.upperBound) is no dispute; later is unknown."
      ])
  }

  private static func rivalries(
    _ name: String, _ file: String, _ start: String, _ end: String, _ citation: String
  ) -> Source {
    Source(
      name: name, title: "Strategic rivalries, spells", files: [file],
      variables: [
        Variable("ccode1", "ccode1", "COW number"), Variable("ccode2", "ccode2", "COW number"),
        Variable(start, "start_year", "first year"), Variable(end, "end_year", "last year"),
      ],
      keepsOthers: true, time: nil, key: ["ccode1", "ccode2", "start_year"],
      coverage: Coverage(years: nil, units: .all), citation: citation, terms: "free with citation")
  }
}
