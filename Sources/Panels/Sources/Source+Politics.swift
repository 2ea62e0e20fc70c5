extension Source {
  /// Leaders, elections, regimes, organisations.
  static let politicsSources: [Source] = [
    Source(
      name: "archigos", title: "Archigos 4.1, leaders' spells in office",
      files: ["archigos_peacesciencer.csv"],
      variables: [
        Variable("gwcode", "gwcode", "Gleditsch-Ward number"),
        Variable("obsid", "spell_id", "one spell"), Variable("leadid", "leader_id", "one leader"),
        Variable("leader", "leader", "name"), Variable("startdate", "startdate", "first day"),
        Variable("enddate", "enddate", "last day"),
      ],
      keepsOthers: true, time: nil, key: ["spell_id"], coverage: Coverage(years: nil),
      citation: archigosCitation, terms: "free with citation",
      remarks: [
        "Spells of days: choose leader-years by a rule before joining. Last spells end in 2015."
      ]),
    Source(
      name: "archigos-2014", title: "Archigos, edition of 2014, leaders' spells in office",
      files: ["archigos_2014.csv"],
      variables: [
        Variable("GWn", "gwcode", "Gleditsch-Ward number"),
        Variable("obsid", "spell_id", "one spell"), Variable("leadid", "leader_id", "one leader"),
        Variable("leader", "leader", "name"), Variable("startdate", "startdate", "first day"),
        Variable("enddate", "enddate", "last day"),
      ],
      keepsOthers: true, time: nil, key: ["spell_id"], coverage: Coverage(years: nil),
      encoding: .latin1, citation: archigosCitation, terms: "CC0",
      remarks: ["Spells of days: choose leader-years by a rule before joining."]),
    Source(
      name: "lead", title: "LEAD, leaders' backgrounds", files: ["LEAD.csv"],
      variables: [Variable("obsid", "spell_id", "an Archigos spell")], keepsOthers: true, time: nil,
      key: ["spell_id"], coverage: Coverage(years: nil),
      citation: "Ellis, Carli Mortenson, Michael C. Horowitz, and Allan C. Stam. 2015. Introducing "
        + "the LEAD data set. International Interactions 41(4): 718-741.",
      terms: "free with citation"),
    Source(
      name: "nelda", title: "National elections across democracy and autocracy, rounds",
      files: ["nelda.csv"],
      variables: [
        Variable("electionid", "election_id", "one round"),
        Variable("nelda_ccode", "ccode_undated", "number, one for all years"),
        Variable("nelda_country", "country", "name"), Variable("year", "year", "year"),
        Variable("mmdd", "month_day", "month and day"),
        Variable("types", "types", "Executive, or Legislative/Parliamentary"),
        Variable("nelda21", "incumbent_ran", unit: "yes/no", "the leader stood (nelda21)"),
      ],
      keepsOthers: true,
      codes: [Code("ccode_undated", .cow, as: "ccode", reading: .lineage, refusesUnknown: false)],
      key: ["election_id"], coverage: Coverage(years: 1945...2011, absentMeans: .missing),
      textColumns: ["month_day"], encoding: .latin1,
      citation: "Hyde, Susan D., and Nikolay Marinov. 2012. Which elections can be lost? Political "
        + "Analysis 20(2): 191-210.",
      terms: "free with citation",
      remarks: [
        "One row a round: a year with two rounds has two rows, so collapse before joining.",
        "Germany is 260 and Yemen 678 in all years; ccode is dated on reading.",
      ]),
    Source(
      name: "democracy", title: "Three measures of democracy", files: ["ccode_democracy.csv"],
      variables: [
        Variable("ccode", "ccode", "COW number"), Variable("year", "year", "year"),
        Variable("v2x_polyarchy", "polyarchy", unit: "0 to 1", "V-Dem electoral democracy"),
        Variable("polity2", "polity2", unit: "-10 to 10", "Polity"),
        Variable("xm_qudsest", "uds", unit: "standard deviations", "extended UDS"),
      ],
      key: ["ccode", "year"], coverage: Coverage(years: 1816...2020),
      citation: "Coppedge et al., V-Dem; Marshall, Gurr and Jaggers, Polity; Marquez, Xavier. "
        + "2016. A quick method for extending the Unified Democracy Scores. SSRN 2753830.",
      terms: "free with citation; V-Dem CC BY-SA 4.0"),
    Source(
      name: "extended-uds", title: "Extended Unified Democracy Scores",
      files: ["extended_uds.csv.gz", "extended_uds.csv"],
      variables: [
        Variable("extended_country_name", "country", "name"),
        Variable("GWn", "gwcode", "Gleditsch-Ward number"),
        Variable("cown", "ccode", "COW number as the source gives it"),
        Variable("year", "year", "year"),
        Variable("z1", "uds", unit: "standard deviations", "score"),
        Variable("se_z1", "uds_error", unit: "standard deviations", "its standard error"),
      ],
      keepsOthers: true, key: ["country", "ccode", "in_GW_system", "year"],
      coverage: Coverage(years: 1502...2017),
      citation: "Marquez, Xavier. 2016. A quick method for extending the Unified Democracy Scores. "
        + "SSRN 2753830.", terms: "free with citation"),
    Source(
      name: "polity", title: "Polity IV, 2015", files: ["polity4_v2015.csv"],
      variables: [
        Variable("ccode", "polity_code", "Polity's own number: 364 USSR, 347 Yugoslavia"),
        Variable("country", "country", "name"), Variable("year", "year", "year"),
        Variable("polity2", "polity2", unit: "-10 to 10", "revised combined score"),
        Variable("durable", "durable", unit: "years", "since the last change of regime"),
      ],
      keepsOthers: true, codes: [Code("country", .name, as: "ccode", refusesUnknown: false)],
      key: ["polity_code", "year"], coverage: Coverage(years: 1800...2015),
      citation: "Marshall, Monty G., Ted Robert Gurr, and Keith Jaggers. 2016. Polity IV Project.",
      terms: "free with citation",
      remarks: ["Polity's numbers are not COW's (347 is Kosovo there); ccode goes by the name."]),
    Source(
      name: "autocratic-regimes", title: "Autocratic regimes", files: ["gwf_regimes.csv"],
      variables: [
        Variable("cowcode", "ccode_undated", "number, one for all years"),
        Variable("year", "year", "year"),
        Variable("gwf_regimetype", "gwf_regime_type", "type of autocracy"),
        Variable("gwf_duration", "gwf_duration", unit: "years", "of the regime so far"),
      ],
      keepsOthers: true,
      codes: [Code("ccode_undated", .cow, as: "ccode", reading: .lineage, refusesUnknown: false)],
      key: ["ccode_undated", "year"], coverage: Coverage(years: 1946...2010),
      citation: "Geddes, Barbara, Joseph Wright, and Erica Frantz. 2014. Autocratic breakdown and "
        + "regime transitions. Perspectives on Politics 12(2): 313-331.",
      terms: "free with citation"),
    igos("cow-igos", ["cow_igo_ndy_1945on.csv.gz", "cow_igo_ndy_1945on.csv"], 1945...2014),
    igos("cow-igos-before-1945", ["cow_igo_ndy_pre1945.csv"], 1816...1944),
    Source(
      name: "cow-igo-states", title: "Memberships in intergovernmental organisations",
      files: ["cow_igo_sy.csv"],
      variables: [
        Variable("ccode", "ccode", "COW number"), Variable("year", "year", "year"),
        Variable("sum_igo_full", "igos_full", unit: "count", "as a full member"),
        Variable("sum_igo_anytype", "igos_any", unit: "count", "in any standing"),
      ],
      keepsOthers: true, key: ["ccode", "year"], coverage: Coverage(years: 1816...2014),
      citation: igoCitation, terms: cowTerms),
    Source(
      name: "us-president-by-state", title: "Votes for US president by state",
      files: ["mit_president_state_1976_2020.csv"],
      variables: [
        Variable("year", "year", "year"), Variable("state", "state", "state, in capitals"),
        Variable("state_po", "state_code", "two letters"),
        Variable("candidate", "candidate", "name"),
        Variable("party_detailed", "party_detailed", "party"),
        Variable("party_simplified", "party", "party, simplified"),
        Variable("writein", "writein", unit: "0/1", "written in"),
        Variable("candidatevotes", "votes", unit: "votes", "for the candidate"),
        Variable("totalvotes", "total_votes", unit: "votes", "all"),
      ],
      key: ["year", "state", "candidate", "party_detailed", "writein"],
      coverage: Coverage(years: 1976...2020),
      citation: "MIT Election Data and Science Lab. U.S. President 1976-2020.", terms: "CC0"),
    Source(
      name: "us-electoral-votes", title: "Electoral votes by state", files: ["electoral_votes.csv"],
      variables: [
        Variable("state", "state", "name"),
        Variable("EV90", "votes_1990", unit: "electoral votes", "by the census of 1990"),
        Variable("EV00", "votes_2000", unit: "electoral votes", "by the census of 2000"),
        Variable("EV10", "votes_2010", unit: "electoral votes", "by the census of 2010"),
      ],
      time: nil, key: ["state"], coverage: Coverage(years: nil), citation: "US National Archives.",
      terms: "public domain"),
  ]

  private static let archigosCitation =
    "Goemans, Henk E., Kristian Skrede Gleditsch, and Giacomo Chiozza. 2009. Introducing Archigos. "
    + "Journal of Peace Research 46(2): 269-283."

  private static let igoCitation =
    "Pevehouse, Jon C. W., Timothy Nordstrom, Roseanne W. McManus, and Anne Spencer Jamison. 2020. "
    + "Tracking organizations in the world: The Correlates of War IGO version 3.0 datasets. "
    + "Journal of Peace Research 57(3): 492-503."

  private static func igos(_ name: String, _ files: [String], _ years: ClosedRange<Int>) -> Source {
    Source(
      name: name, title: "Organisations that two states share", files: files,
      variables: dyadVariables + [
        Variable("dyadigos", "shared_igos", unit: "count", "organisations with both as members")
      ],
      mirrored: ["ccode1", "ccode2"], key: ["ccode1", "ccode2", "year"],
      coverage: Coverage(years: years, units: .asObservedMembers), citation: igoCitation,
      terms: cowTerms,
      remarks: ["Undirected in the file (ccode1 < ccode2); read in both orders."])
  }
}
