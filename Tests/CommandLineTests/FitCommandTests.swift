import Foundation
import TestSupport
import Testing

@Suite struct FitCommandTests {
  /// Twelve rows in three units; one cell is missing.
  static let table = """
    unit,partner,year,y,x
    a,b,2000,1.0,0.1
    a,b,2001,2.1,1.2
    a,b,2002,2.9,2.3
    a,b,2003,4.2,2.9
    b,c,2000,0.5,0.2
    b,c,2001,1.4,0.8
    b,c,2002,2.6,2.1
    b,c,2003,NA,3.5
    a,c,2000,1.2,0.4
    a,c,2001,1.9,1.1
    a,c,2002,3.3,1.9
    a,c,2003,3.8,3.2

    """

  @Test(.tags(.identity)) func jsonHoldsTheStableKeys() throws {
    let file = try TemporaryFile(Self.table.trimmingCharacters(in: .newlines) + "\n")
    let run = try CommandRun(["fit", "--data", file.path, "--formula", "y ~ x", "--format", "json"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.isEmpty)
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    for key in [
      "terms", "n", "n_dropped", "df_residual", "scale", "iterations", "converged", "vcov",
      "small_sample",
    ] { #expect(document[key] != nil, "\(key)") }
    #expect(document["n"] as? Int == 11)
    #expect(document["n_dropped"] as? [String: Int] == ["missing: y": 1])
    let terms = try #require(document["terms"] as? [[String: Any]])
    #expect(terms.compactMap { $0["term"] as? String } == ["(Intercept)", "x"])
    #expect(
      Set(terms[1].keys)
        == ["term", "estimate", "std_error", "statistic", "p_value", "conf_low", "conf_high"])
  }

  @Test(.tags(.identity), arguments: ["text", "csv", "markdown", "latex", "html"])
  func everyFormatNamesVarianceAndRule(format: String) throws {
    let file = try TemporaryFile(Self.table.trimmingCharacters(in: .newlines) + "\n")
    let run = try CommandRun([
      "fit", "--data", file.path, "--formula", "y ~ x", "--vcov", "cluster:unit", "--small-sample",
      "stata", "--format", format,
    ])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("stata"))
    #expect(run.output.contains("unit"))
  }

  @Test(
    .tags(.failure),
    arguments: [
      (["--formula", "y ~ z"], 1, "'z'"), (["--formula", "y ~ (x"], 1, "column 7"),
      (["--formula", "y ~ x", "--estimator", "best"], 2, "best"),
      (["--formula", "y ~ x", "--vcov", "robust"], 2, "robust"),
      (["--formula", "y ~ x", "--format", "word"], 2, "word"),
      (["--formula", "y ~ x", "--small-sample", "sas"], 2, "stata"),
      (["--formula", "y ~ x", "--psi", "cosine", "--estimator", "m"], 2, "huber"),
      (["--formula", "y ~ x", "--level", "2"], 2, "--level"),
      (["--formula", "y ~ lag(x)"], 1, "--panel"), ([], 2, "--formula"),
      (["--formula", "y ~ x", "--vcov", "dyadic:unit,unit"], 2, "dyadic"),
      (["--formula", "y ~ x", "--estimator", "m", "--max-iterations", "1"], 1, "iterations"),
    ] as [([String], Int32, String)])
  func failsWithItsStatusAndOneClearMessage(arguments: [String], status: Int32, words: String)
    throws
  {
    let file = try TemporaryFile(Self.table.trimmingCharacters(in: .newlines) + "\n")
    let run = try CommandRun(["fit", "--data", file.path] + arguments)
    #expect(run.status == status)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(words), "\(run.errors)")
  }

  /// What a generalized linear model refuses, each with a message of its own.
  @Test(
    .tags(.failure),
    arguments: [
      ("negative ~ x", "ppml", "needs outcomes that are zero or positive"),
      ("whole ~ x", "probit", "need 0 or 1"), ("whole ~ x", "logit", "need 0 or 1"),
      ("zeros ~ x", "ppml", "'zeros' is 0.0 in all 11 rows"),
      ("ones ~ x", "probit", "'ones' is 1.0 in all 11 rows"),
      ("late ~ x", "probit", "x predicts 'late' without error"),
      ("late ~ year | tardy", "logit", "every row is predicted without error"),
      ("late ~ x | tardy", "ppml", "once rows that are predicted without error are dropped"),
      ("whole ~ I(2 * level) | unit", "ppml", "the absorbed effect spans I(2 * level)"),
    ])
  func modelsRefuseTheirBadInput(formula: String, estimator: String, words: String) throws {
    let rows = [-1, 2, 3, 5, 1, 1, 2, 0, 3, 4, 2].enumerated().map { row, value in
      let x = 0.3 * Double(row * row % 7) + (row >= 6 ? 2 : 0)
      return "\(row / 4),\(2000 + row % 4),\(value),\(abs(value)),0,1,\(row >= 6 ? 1 : 0),"
        + "\(10 * (row / 4)),\(x),\(row >= 6 ? "yes" : "no")"
    }
    let file = try TemporaryFile(
      (["unit,year,negative,whole,zeros,ones,late,level,x,tardy"] + rows).joined(separator: "\n")
        + "\n")
    let run = try CommandRun([
      "fit", "--data", file.path, "--formula", formula, "--estimator", estimator,
    ])
    #expect(run.status == 1)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(words), "\(run.errors)")
  }

  /// Both rows of `g` have one outcome, so HC0 has nothing to say of its mean: no error is printed, in
  /// whichever format. One fault of a unit's label has one warning.
  @Test(.tags(.failure)) func aVarianceOfZeroIsNoError() throws {
    let file = try TemporaryFile(
      """
      y,a,g,u,v
      1,1,0,USA,GBR
      2,1,0,USA,FRA
      4,1,0,GER,ITA
      3,1,0,GBR,FRA
      5,0,1,"ITA ",GBR
      5,0,1,ITA,FRA

      """)
    func run(_ options: [String]) throws -> String {
      let run = try CommandRun(
        ["fit", "--data", file.path, "--formula", "y ~ 0 + a + g"] + options)
      #expect(run.status == 0, "\(run.errors)")
      return run.output
    }
    let document = try #require(
      JSONSerialization.jsonObject(
        with: Data(try run(["--vcov", "hc0", "--format", "json"]).utf8)) as? [String: Any])
    let terms = try #require(document["terms"] as? [[String: Any]])
    #expect(terms[0]["flag"] == nil)
    #expect(terms[1]["flag"] as? String == "zero_variance")
    for key in ["std_error", "statistic", "p_value", "conf_low", "conf_high"] {
      #expect(terms[0][key] is Double)
      #expect(terms[1][key] is NSNull)
    }
    let text = try run(["--vcov", "hc0"])
    #expect(text.contains("(zero) The variance came out zero, which is no error: g."))
    let dyadic = try run(["--vcov", "dyadic:u,v"])
    #expect(dyadic.components(separatedBy: "'ITA'").count == 2)
    #expect(try run(["--vcov", "cluster:u"]).contains("look the same"))
  }

  /// Whatever the reason, the list has as many rows of it as the fit counts, by command and by document.
  /// Three rows lose their regressor.
  @Test(.tags(.identity)) func droppedRowsAreListed() throws {
    let folder = try ScratchFolder()
    let data = Fixture.path("faults/p03-logit-separated-by-effects/input.csv")
    let lines = try String(contentsOfFile: data, encoding: .utf8).split(separator: "\n")
    let noise = lines[0].split(separator: ",").firstIndex { $0 == "noise" }
    let rows = lines.enumerated().map { place, line in
      (2...4).contains(place)
        ? line.split(separator: ",", omittingEmptySubsequences: false).enumerated()
          .map { $0.offset == noise ? "NA" : String($0.element) }.joined(separator: ",")
        : String(line)
    }
    let table = try folder.write(rows.joined(separator: "\n") + "\n", "table.csv")
    for asks in [false, true] {
      let list = folder.file("dropped-\(asks).csv")
      let model = ["war ~ noise | unit + partner", "logit"]
      let run: CommandRun
      if asks {
        let request = try folder.write(
          "fit: {data: \(table), formula: \"\(model[0])\", estimator: \(model[1]), "
            + "list-dropped: \(list), singletons: drop, format: json}\n", "request.yaml")
        run = try CommandRun(["ask", request])
      } else {
        run = try CommandRun([
          "fit", "--data", table, "--formula", model[0], "--estimator", model[1],
          "--list-dropped", list, "--singletons", "drop", "--format", "json",
        ])
      }
      #expect(run.status == 0, "\(run.errors)")
      let document = try #require(
        JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
      let counts = try #require(document["n_dropped"] as? [String: Int])
      #expect(counts["missing: noise"] == 3)
      #expect((counts["separated by the effects"] ?? 0) > 100)
      let listed = try String(contentsOfFile: list, encoding: .utf8).split(separator: "\n")
      #expect(listed[0] == "row,reason,unit,partner")
      var found: [String: Int] = [:]
      for line in listed.dropFirst() {
        found[String(line.split(separator: ",")[1]), default: 0] += 1
      }
      #expect(found == counts)
      #expect(listed[2].hasPrefix("2,missing: noise,"))
    }
    let refused = try CommandRun([
      "fit", "--data", table, "--formula", "war ~ noise", "--list-dropped", table,
    ])
    #expect(refused.status != 0)
    #expect(refused.errors.contains("--list-dropped would replace the file"), "\(refused.errors)")
  }

  @Test(.tags(.failure)) func aMissingFileIsNamed() throws {
    let run = try CommandRun(["fit", "--data", "/nowhere/panel.csv", "--formula", "y ~ x"])
    #expect(run.status == 1)
    #expect(run.errors.contains("/nowhere/panel.csv"))
  }

  @Test(.tags(.identity)) func helpIsNoFailure() throws {
    for arguments in [["--help"], ["fit", "--help"], ["run", "--help"], ["--version"]] {
      let run = try CommandRun(arguments)
      #expect(run.status == 0)
      #expect(!run.output.isEmpty)
    }
    #expect(try CommandRun(["studies"]).output.contains("allied-tariffs"))
    #expect(try CommandRun(["functions"]).output.contains("predecessor(x, by: g)"))
    #expect(try CommandRun(["sources", "list", "wits-tariffs"]).output.contains("percent"))
  }
}
