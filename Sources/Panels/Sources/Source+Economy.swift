import Frames

extension Source {
  /// Product, population, prices.
  static let economySources: [Source] = [
    Source(
      name: "wdi-gdp", title: "Gross domestic product", files: ["wdi_gdp_current_usd_wide.csv"],
      variables: [
        Variable("Country Name", "country", "World Bank name"),
        Variable("Country Code", "wb", "World Bank code"),
      ],
      shape: .yearColumns(name: "gdp", unit: "current US$", meaning: "gross domestic product"),
      codes: [Code("wb", .worldBank, as: "ccode")], key: ["wb", "year"],
      coverage: Coverage(years: 1960...2017), encoding: .latin1,
      citation: "World Bank. World Development Indicators, NY.GDP.MKTP.CD.", terms: "CC BY 4.0",
      remarks: [
        "Groups and territories have no ccode; a state before its independence has none either, so "
          + "take differences over time by wb.",
        "Taiwan is not in the table.",
      ]),
    Source(
      name: "penn-world-table", title: "Penn World Table 10.0",
      files: ["pwt100.csv.gz", "pwt100.csv"],
      variables: [
        Variable("isocode", "iso3", "ISO alpha-3"), Variable("country", "country", "name"),
        Variable("year", "year", "year"),
        Variable("rgdpe", "gdp_expenditure", unit: "million 2017 US$ PPP", "expenditure side"),
        Variable("rgdpo", "gdp_output", unit: "million 2017 US$ PPP", "output side"),
        Variable("pop", "population", unit: "million", "people"),
        Variable("xr", "exchange_rate", unit: "national currency per US$", "market rate"),
        Variable("csh_g", "government_share", unit: "share of GDP", "government consumption"),
        Variable("csh_x", "export_share", unit: "share of GDP", "merchandise exports"),
        Variable("csh_m", "import_share", unit: "share of GDP", "merchandise imports, negative"),
      ],
      keepsOthers: true, codes: [Code("iso3", .iso3, as: "ccode")], key: ["iso3", "year"],
      coverage: Coverage(years: 1950...2019),
      citation: "Feenstra, Robert C., Robert Inklaar, and Marcel P. Timmer. 2015. The next "
        + "generation of the Penn World Table. American Economic Review 105(10): 3150-3182.",
      terms: "CC BY 4.0", remarks: ["Pounds per US$ are exchange_rate of GBR."]),
    Source(
      name: "maddison", title: "Maddison Project 2018", files: ["maddison.csv"],
      variables: [
        Variable("countrycode", "iso3", "ISO alpha-3 with SUN, CSK, YUG"),
        Variable("country", "country", "name"), Variable("year", "year", "year"),
        Variable("cgdppc", "gdp_per_head", unit: "2011 US$", "for comparisons across countries"),
        Variable("rgdpnapc", "gdp_per_head_growth", unit: "2011 US$", "for growth over time"),
        Variable("pop", "population", unit: "thousand", "people"),
      ],
      codes: [Code("iso3", .iso3, as: "ccode", refusesUnknown: false)], key: ["iso3", "year"],
      coverage: Coverage(years: 1...2016),
      citation: "Bolt, Jutta, Robert Inklaar, Herman de Jong, and Jan Luiten van Zanden. 2018. "
        + "Rebasing Maddison. Maddison Project Database 2018.",
      terms: "CC BY 4.0",
      remarks: ["SUN and RUS, YUG and SRB share years: one COW code can have two rows."]),
    Source(
      name: "sdp-gdp", title: "Surplus domestic product, GDP and population",
      files: ["cow_sdp_gdp.csv.gz", "cow_sdp_gdp.csv"],
      variables: [
        Variable("ccode", "gwcode", "number, Gleditsch-Ward in its use of 260 and 678"),
        Variable("year", "year", "year"),
        Variable("wbgdp2011est", "log_gdp", unit: "log 2011 US$", "gross domestic product"),
        Variable("wbpopest", "log_population", unit: "log people", "population"),
        Variable("sdpest", "log_surplus", unit: "log 2011 US$", "surplus domestic product"),
        Variable("wbgdppc2011est", "log_gdp_per_head", unit: "log 2011 US$", "GDP per head"),
      ],
      codes: [Code("gwcode", .gw, as: "ccode", reading: .lineage, refusesUnknown: false)],
      key: ["gwcode", "year"], coverage: Coverage(years: 1800...2016),
      citation: "Anders, Therese, Christopher J. Fariss, and Jonathan N. Markowitz. 2020. Bread "
        + "before guns or butter. International Studies Quarterly 64(2): 392-405.",
      terms: "free with citation", remarks: ["Natural logarithms."]),
    Source(
      name: "gleditsch-gdp", title: "Expanded trade and GDP data, GDP part, version 6",
      files: ["gleditsch_expanded_gdp.csv"],
      variables: [
        Variable("GWn", "gwcode", "Gleditsch-Ward number"), Variable("year", "year", "year"),
        Variable("pop", "population", unit: "thousand", "people"),
        Variable("realgdp", "gdp", unit: "million 2005 I$", "real gross domestic product"),
        Variable("rgdppc", "gdp_per_head", unit: "2005 I$", "real, per head"),
        Variable("origin", "origin", "where the value comes from"),
      ],
      codes: [Code("gwcode", .gw, as: "ccode", reading: .lineage)], key: ["gwcode", "year"],
      coverage: Coverage(years: 1950...2011),
      citation: "Gleditsch, Kristian Skrede. 2002. Expanded trade and GDP data. Journal of "
        + "Conflict Resolution 46(5): 712-724. Version 6, 2013.",
      terms: "free with citation"),
    Source(
      name: "us-cpi", title: "US consumer prices, annual average", files: ["us_cpi_avg.csv"],
      variables: [
        Variable("year", "year", "year"),
        Variable("cpi_avg", "cpi", unit: "1982-84 = 100", "all urban consumers"),
        Variable("cpi_avg_2018", "cpi_2018", unit: "1982-84 = 100", "of 2018, in every row"),
      ],
      key: ["year"], coverage: Coverage(years: 1913...2019, units: .all),
      citation: "US Bureau of Labor Statistics, CPI-U.", terms: "public domain"),
    Source(
      name: "infant-mortality", title: "Infant and child mortality, long run",
      files: ["infant_mortality_gapminder_owid.csv"],
      variables: [
        Variable("Country", "country", "name"), Variable("Code", "iso3", "ISO alpha-3"),
        Variable("Year", "year", "year"),
        Variable("Mortality", "mortality", unit: "deaths per birth", "of children"),
      ],
      codes: [Code("iso3", .iso3, as: "ccode", refusesUnknown: false)],
      collapse: ["mortality", "iso3", "ccode"].map { Aggregation($0, .first) },
      key: ["country", "year"], coverage: Coverage(years: 1800...2020),
      citation: "Gapminder; Our World in Data.", terms: "CC BY 4.0",
      remarks: ["Where a country has two rows for a year, the first value is kept."]),
    Source(
      name: "us-state-defense-contracts", title: "US defence contracts by state",
      files: ["us_defense_contracts_state_year.csv.gz", "us_defense_contracts_state_year.csv"],
      variables: [
        Variable("state", "state", "state of the Union, in capitals"),
        Variable("year", "year", "fiscal year"), Variable("program", "program", "program"),
        Variable("fed.obligation", "obligation", unit: "current US$", "obligated"),
      ],
      collapse: [Aggregation("obligation", .sum)], key: ["program", "state", "year"],
      coverage: Coverage(years: 2001...2020),
      citation: "USAspending.gov.", terms: "public domain",
      remarks: ["Rows with a blank program or state are unknown ones."]),
  ]
}
