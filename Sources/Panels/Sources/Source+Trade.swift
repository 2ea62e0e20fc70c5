extension Source {
  /// Tariffs and trade.
  static let tradeSources: [Source] = [
    Source(
      name: "wits-tariffs",
      title: "Tariffs of US allies on goods of the United States, all products",
      files: ["wits_allied_tariffs_on_us.csv"], variables: witsVariables, codes: witsCodes,
      key: ["reporter_name", "partner_name", "year"], coverage: Coverage(years: 1988...2019),
      textColumns: ["product_code"], citation: witsCitation, terms: witsTerms,
      remarks: witsRemarks),
    Source(
      name: "wits-tariffs-three-patrons",
      title: "Tariffs of allies on goods of the United States, the United Kingdom and France",
      files: ["wits_tariffs_on_us_uk_fr.csv"], variables: witsVariables, codes: witsCodes,
      key: ["reporter_name", "partner_name", "year"], coverage: Coverage(years: 1988...2019),
      textColumns: ["product_code"], citation: witsCitation, terms: witsTerms,
      remarks: witsRemarks),
    Source(
      name: "cepii-geodist", title: "Distance and ties of pairs of countries, without years",
      files: ["cepii_geodist_dist.csv.gz", "cepii_geodist_dist.csv"],
      variables: [
        Variable("iso_o", "iso_origin", "country of origin, ISO alpha-3 with older codes"),
        Variable("iso_d", "iso_destination", "country of destination"),
        Variable("contig", "contiguous", unit: "0/1", "common border"),
        Variable("comlang_off", "common_official_language", unit: "0/1", "official language"),
        Variable(
          "comlang_ethno", "common_language", unit: "0/1", "spoken by 9 percent in both countries"),
        Variable("colony", "ever_colony", unit: "0/1", "ever in a colonial relationship"),
        Variable("comcol", "common_colonizer", unit: "0/1", "common coloniser after 1945"),
        Variable("curcol", "colony_now", unit: "0/1", "in a colonial relationship now"),
        Variable("col45", "colony_1945", unit: "0/1", "in a colonial relationship after 1945"),
        Variable("smctry", "same_country", unit: "0/1", "were or are one country"),
        Variable("dist", "distance", unit: "km", "between the most important cities"),
        Variable("distcap", "distance_capitals", unit: "km", "between the capitals"),
        Variable("distw", "distance_weighted", unit: "km", "weighted by cities' people"),
        Variable("distwces", "distance_ces", unit: "km", "as weighted, with elasticity -1"),
      ],
      time: nil,
      codes: [
        Code("iso_origin", .iso3, as: "ccode1"), Code("iso_destination", .iso3, as: "ccode2"),
      ],
      key: ["iso_origin", "iso_destination", "ccode1", "ccode2"], coverage: Coverage(years: nil),
      missing: ["."],
      citation: "Mayer, Thierry, and Soledad Zignago. 2011. Notes on CEPII's distances measures: "
        + "The GeoDist database. CEPII working paper 2011-25.",
      terms: "CEPII: free with citation",
      remarks: [
        "A country with two COW codes over time (DEU: 255 and 260) has a row for each, so that it "
          + "joins rows of every year.",
        "common_language is comlang_ethno and ever_colony is colony: the official-language and "
          + "post-1945 columns are others.",
        "Romania is ROM, the Democratic Republic of the Congo ZAR, Timor TMP, Serbia YUG.",
      ]),
    Source(
      name: "tradhist-flows", title: "Trade of the US, UK, France and Germany with all partners",
      files: ["tradhist_tradeflow_us_gb_fr_de.csv.gz", "tradhist_tradeflow_us_gb_fr_de.csv"],
      variables: [
        Variable("origin_country_code", "iso_origin", "the reporting country, ISO alpha-3"),
        Variable("destination_country_code", "iso_destination", "its partner"),
        Variable("year", "year", "year"),
        Variable("imports", "imports", unit: "current pounds sterling", "origin from destination"),
        Variable("exports", "exports", unit: "current pounds sterling", "origin to destination"),
      ],
      codes: [
        Code("iso_origin", .iso3, as: "ccode1", refusesUnknown: false),
        Code("iso_destination", .iso3, as: "ccode2", refusesUnknown: false),
      ],
      key: ["iso_origin", "iso_destination", "year"], coverage: Coverage(years: 1870...2014),
      citation: "Fouquin, Michel, and Jules Hugot. 2016. Two centuries of bilateral trade and "
        + "gravity data: 1827-2014. CEPII working paper 2016-14.",
      terms: "CEPII: free with citation",
      remarks: ["Values are current British pounds, not US dollars."]),
    Source(
      name: "cow-trade-dyads", title: "Dyadic trade, both flows",
      files: ["cow_trade_ndy_1945on_nonzero.csv.gz", "cow_trade_ndy_1945on_nonzero.csv"],
      variables: tradeDyadVariables, key: ["ccode1", "ccode2", "year"],
      coverage: Coverage(years: 1945...2014, units: .asObservedMembers),
      citation: cowTradeCitation, terms: cowTerms,
      remarks: [
        "Undirected: ccode1 < ccode2, imports_1 is what ccode1 imports from ccode2.",
        "Rows in which both flows are 0 are not in this table, so no row is not missing trade.",
      ]),
    Source(
      name: "cow-trade-three-patrons", title: "Dyadic trade of the US, the UK and France",
      files: ["cow_trade_ndy_us_uk_fr.csv"], variables: tradeDyadVariables, keepsOthers: true,
      key: ["ccode1", "ccode2", "year"],
      coverage: Coverage(years: 1900...2014, units: .asObservedMembers),
      citation: cowTradeCitation, terms: cowTerms,
      remarks: ["Undirected: ccode1 < ccode2, imports_1 is what ccode1 imports from ccode2."]),
    Source(
      name: "cow-trade-states", title: "Total trade of states", files: ["cow_trade_sy.csv"],
      variables: [
        Variable("ccode", "ccode", "COW number"), Variable("year", "year", "year"),
        Variable("imports", "imports", unit: "million current US$", "total imports"),
        Variable("exports", "exports", unit: "million current US$", "total exports"),
      ],
      key: ["ccode", "year"], coverage: Coverage(years: 1870...2014), citation: cowTradeCitation,
      terms: cowTerms),
  ]

  static let cowTerms = "Correlates of War Project: free for academic use with citation"

  private static let tradeDyadVariables = [
    Variable("ccode1", "ccode1", "COW number, the lower one"),
    Variable("ccode2", "ccode2", "COW number, the higher one"), Variable("year", "year", "year"),
    Variable("flow1", "imports_1", unit: "million current US$", "ccode1 from ccode2"),
    Variable("flow2", "imports_2", unit: "million current US$", "ccode2 from ccode1"),
  ]

  private static let cowTradeCitation =
    "Barbieri, Katherine, Omar M. G. Keshk, and Brian Pollins. 2009. Trading data: Evaluating our "
    + "assumptions and coding rules. Conflict Management and Peace Science 26(5): 471-491. "
    + "Version 4.0, 2016."

  private static let witsVariables = [
    Variable("Reporter Name", "reporter_name", "the country that levies the tariff"),
    Variable("Partner Name", "partner_name", "the country whose goods pay it"),
    Variable("Tariff Year", "year", "year of the tariff schedule"),
    Variable("Trade Year", "trade_year", "year of the trade that weighs it"),
    Variable("DutyType", "duty_type", "AHS: effectively applied"),
    Variable("Product", "product_code", "product, or Total"),
    Variable("Simple Average", "average", unit: "percent", "mean over tariff lines"),
    Variable("Weighted Average", "weighted_average", unit: "percent", "weighted by imports"),
    Variable("Minimum Rate", "minimum", unit: "percent", "lowest rate"),
    Variable("Maximum Rate", "maximum", unit: "percent", "highest rate"),
    Variable("Imports Value in 1000 USD", "imports", unit: "thousand US$", "imports from partner"),
  ]

  private static let witsCodes = [
    Code("reporter_name", .name, as: "ccode", overrides: ["European Union": "1000"]),
    Code("partner_name", .name, as: "partner"),
  ]
  private static let witsCitation =
    "UNCTAD TRAINS tariff data through the World Integrated Trade Solution, World Bank."
  private static let witsTerms = "WITS: free with attribution"
  private static let witsRemarks = [
    "The key is the tariff year: the trade year can be another.",
    "The European Union is 1000, the code of the composite actor.",
  ]
}
