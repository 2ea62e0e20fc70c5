import Documents
import Foundation
import Requests
import TestSupport
import Testing

@testable import entente

/// A document asks what a command asks.
@Suite struct AskCommandTests {
  /// A command line, and the same as a document.
  static let pairs: [(arguments: String, document: String)] = [
    ("demo", "demo:"),
    ("demo --out r --worlds 3 --threads 2", "demo: {out: r, worlds: 3, threads: 2}"),
    ("run s", "run: {study: s}"),
    (
      "run s --data a --data b --out r --variant v --threads 2 --allow-non-convergence",
      """
      run: {study: s, data: [a, b], out: r, variant: v, threads: 2, allow-non-convergence: true}
      """
    ),
    ("check s", "check: {study: s}"),
    (
      "check s --data a --variant v --format json --out f",
      "check: {study: s, data: a, variant: v, format: json, out: f}"
    ),
    ("panel s --out p", "panel: {study: s, out: p}"),
    ("panel s --out p --data a --variant v", "panel: {study: s, out: p, data: a, variant: v}"),
    ("fit --data d --formula y~x", "fit: {data: d, formula: y~x}"),
    (
      "fit --data d --formula y~x|g --estimator logit --bias-correction analytic",
      "fit: {data: d, formula: y~x|g, estimator: logit, bias-correction: analytic}"
    ),
    ("fit --data d --formula y~x --imputation m", "fit: {data: d, formula: y~x, imputation: m}"),
    (
      """
      fit --data d --formula y~x|g --estimator m --psi bisquare --tuning 4 --panel g,t \
      --small-sample stata --bread derivative --weights analytic:w --tolerance 1e-9 \
      --max-iterations 7 --seed 5 --level 0.9 --threads 2 --allow-non-convergence \
      --singletons drop --format json --out f --vcov cluster:g \
      --inference jackknife:g
      """,
      """
      fit:
        data: d
        formula: y~x|g
        estimator: m
        psi: bisquare
        tuning: 4
        panel: g,t
        small-sample: stata
        bread: derivative
        weights: analytic:w
        tolerance: 1e-9
        max-iterations: 7
        seed: 5
        level: 0.9
        threads: 2
        allow-non-convergence: true
        singletons: drop
        format: json
        out: f
        vcov: cluster:g
        inference: jackknife:g
      """
    ),
    (
      "compare --data d --formula y~x --formula y~z --vcov hc1 --vcov iid",
      "compare: {data: d, formula: [y~x, y~z], vcov: [hc1, iid]}"
    ),
    ("effects --data d --formula y~x", "effects: {data: d, formula: y~x}"),
    (
      """
      effects --data d --formula y~x*z --of x --over z --at w=1 --at g=old --between 0,1 \
      --others typical --scale link --bounds -0.1,0.1 --figure f.SVG --vcov hc1
      """,
      """
      effects: {data: d, formula: y~x*z, of: x, over: z, at: {w: 1, g: old}, between: [0, 1],
        others: typical, scale: link, bounds: [-0.1, 0.1], figure: f.SVG, vcov: hc1}
      """
    ),
    (
      "effects --data d --formula y~x --predict x=0,1 --predict g=a",
      "effects: {data: d, formula: y~x, predict: {x: [0, 1], g: a}}"
    ),
    (
      "effects --data d --formula y~x --predict average",
      "effects: {data: d, formula: y~x, predict: average}"
    ),
    (
      "effects --data d --formula y~x --test x=1 --test z",
      "effects: {data: d, formula: y~x, test: [x=1, z]}"
    ),
    (
      """
      diagnose --data d --formula y~x*z --treatment x --moderator z --bins 4 --bandwidth 0.5 \
      --replicates 9 --knots 5 --figure f.png --vcov hc1
      """,
      """
      diagnose: {data: d, formula: y~x*z, treatment: x, moderator: z, bins: 4, bandwidth: 0.5,
        replicates: 9, knots: 5, figure: f.png, vcov: hc1}
      """
    ),
    (
      "diagnose --data d --formula y~x*z --treatment x --moderator z",
      "diagnose: {data: d, formula: y~x*z, treatment: x, moderator: z}"
    ),
    ("universe --out u", "universe: {out: u}"),
    (
      "universe --out u --system gw --unit dyad-years --from 1900 --to 1910 --day jan1",
      "universe: {out: u, system: gw, unit: dyad-years, from: 1900, to: 1910, day: jan1}"
    ),
    ("solve guns-and-butter", "solve: {guns-and-butter: }"),
    (
      "solve guns-and-butter --set rho=0.5 --set c=0.2 --format latex --out f --figure f.svg",
      """
      solve: {guns-and-butter: {set: {rho: 0.5, c: 0.2}, format: latex, out: f, figure: f.svg}}
      """
    ),
    ("solve tariff-network --set s=0,1", "solve: {tariff-network: {set: {s: [0, 1]}}}"),
    ("solve trade-agreement", "solve: {trade-agreement: {}}"),
    (
      """
      solve trade-agreement --home-government 1.5,1.05 --foreign-government 1.1,1.2 \
      --home-public 1,1 --foreign-public 1,1.1 --reciprocity trade-volume --lambda 0.9,1 \
      --tariff-floor -0.05 --downstream-share 0.3 --space --figure f.svg --figure-kind claims
      """,
      """
      solve:
        trade-agreement:
          home-government: [1.5, 1.05]
          foreign-government: 1.1,1.2
          home-public: 1,1
          foreign-public: 1,1.1
          reciprocity: trade-volume
          lambda: [0.9, 1]
          tariff-floor: -0.05
          downstream-share: 0.3
          space: true
          figure: f.svg
          figure-kind: claims
      """
    ),
    ("solve alliance-concessions", "solve: {alliance-concessions: {}}"),
    (
      """
      solve alliance-concessions --signals -1,2 --at 0.5 --data v --year 2020 --incumbent rep --map \
      --set k_t=0.1 --figure f.svg
      """,
      """
      solve: {alliance-concessions: {signals: [-1, 2], at: 0.5, data: v, year: 2020,
        incumbent: rep, map: true, set: k_t=0.1, figure: f.svg}}
      """
    ),
    ("solve loyalty-coercion", "solve: {loyalty-coercion: {}}"),
    (
      """
      solve loyalty-coercion --case pakistan --believed-record 0.8 --successor-chance 0.3 \
      --successor-interconnection 0.1 --rounds 5 --discount 0.8 --precedent 0.1 --decay 0.7
      """,
      """
      solve: {loyalty-coercion: {case: pakistan, believed-record: 0.8, successor-chance: 0.3,
        successor-interconnection: 0.1, rounds: 5, discount: 0.8, precedent: 0.1, decay: 0.7}}
      """
    ),
    ("design alliance-concessions", "design: {alliance-concessions: {}}"),
    (
      """
      design alliance-concessions --patrons 1,3 --allies 6 --years 12 --effect 1 --noise 0 \
      --absorb none --vcov hc1 --worlds 3 --seed 9 --threads 2 --set theta=0.01 --figure f.svg
      """,
      """
      design: {alliance-concessions: {patrons: [1, 3], allies: 6, years: 12, effect: 1, noise: 0,
        absorb: none, vcov: hc1, worlds: 3, seed: 9, threads: 2, set: {theta: 0.01},
        figure: f.svg}}
      """
    ),
    ("cases audit f", "cases: {audit: {file: f}}"),
    ("cases trace f", "cases: {trace: {file: f}}"),
    (
      "cases trace f --focal h --high 0.9 --low 0.1 --figure p.png --format json",
      "cases: {trace: {file: f, focal: h, high: 0.9, low: 0.1, figure: p.png, format: json}}"
    ),
    ("cases timeline f", "cases: {timeline: {file: f}}"),
    (
      "cases timeline f --case a --case b --register r --volumes v --window 4 --figure p.png",
      """
      cases: {timeline: {file: f, case: [a, b], register: r, volumes: v, window: 4, figure: p.png}}
      """
    ),
    ("cases timeline f --data d", "cases: {timeline: {file: f, data: d}}"),
    ("cases report f", "cases: {report: {file: f}}"),
    ("cases report f --out p --data d", "cases: {report: {file: f, out: p, data: d}}"),
    (
      "cases qca f --outcome O --conditions A,B",
      "cases: {qca: {file: f, outcome: O, conditions: [A, B]}}"
    ),
    (
      """
      cases qca f --outcome O --conditions A,B --consistency 0.7 --frequency 2 --pri 0.5 \
      --contradiction 0.6 --expect A,- --negate --calibrate A=crisp:3 --case name --exclude A*B \
      --necessary A --enhanced --scope irredundant --models 9 --work 99 --robustness \
      --solution complex --threads 2 --figure f.svg
      """,
      """
      cases:
        qca:
          file: f
          outcome: O
          conditions: A,B
          consistency: 0.7
          frequency: 2
          pri: 0.5
          contradiction: 0.6
          expect: [A, "-"]
          negate: true
          calibrate: {A: "crisp:3"}
          case: name
          exclude: A*B
          necessary: A
          enhanced: yes
          scope: irredundant
          models: 9
          work: 99
          robustness: true
          solution: complex
          threads: 2
          figure: f.svg
      """
    ),
    ("sources list", "sources: {list: {}}"),
    (
      "sources list s --data a --format json",
      "sources: {list: {name: s, data: a, format: json}}"
    ),
    ("sources verify --data a --data b", "sources: {verify: {data: [a, b]}}"),
    ("studies", "studies:"), ("studies s --out f", "studies: {name: s, out: f}"),
    ("functions", "functions:"), ("functions --format csv", "functions: {format: csv}"),
  ]

  /// What a command line asks, and where its answer goes.
  private func asked(_ arguments: [String]) throws -> Request {
    func request(_ command: some AskingCommand) throws -> Request {
      try Request(try command.question(), output: command.output)
    }
    let command = try #require(try EntenteCommand.parseAsRoot(arguments) as? any AskingCommand)
    return try request(command)
  }

  private func asked(document: String) throws -> Request {
    let node = try DocumentNode(reading: document, file: "r.yaml", expecting: "a request")
    return try #require(try Request.requests(in: node).first)
  }

  private func areEqual<Asked: Question>(_ one: Asked, _ other: any Question) -> Bool {
    one == (other as? Asked)
  }

  @Test("A document and a command line ask the same", .tags(.identity), arguments: pairs)
  func equality(arguments: String, document: String) throws {
    let one = try asked(arguments.split(whereSeparator: \.isWhitespace).map(String.init))
    let other = try asked(document: document)
    let isSame = areEqual(one.question, other.question)
    #expect(isSame, "\(one.question)\n\(other.question)")
    #expect(one.output == other.output)
  }

  /// The long names of every command's options, and its arguments, from the parser's own list.
  private func commands() throws -> [String: Set<String>] {
    let dump = try CommandRun(["--experimental-dump-help"]).output
    let root = try JSONSerialization.jsonObject(with: Data(dump.utf8)) as? [String: Any]
    var result: [String: Set<String>] = [:]
    func visit(_ command: [String: Any], _ words: [String]) throws {
      let below = command["subcommands"] as? [[String: Any]] ?? []
      for sub in below {
        let name = try #require(sub["commandName"] as? String)
        if name != "help" { try visit(sub, words + [name]) }
      }
      guard below.isEmpty else { return }
      var names: Set<String> = []
      for argument in command["arguments"] as? [[String: Any]] ?? [] {
        let name = try #require(argument["valueName"] as? String)
        let long =
          (argument["names"] as? [[String: Any]] ?? [])
          .first { $0["kind"] as? String == "long" }?["name"] as? String
        names.insert(long ?? name)
      }
      result[words.joined(separator: " ")] = names.subtracting(["help", "version"])
    }
    try visit(try #require(root?["command"] as? [String: Any]), [])
    return result
  }

  @Test("Every option of every command is a member of its question", .tags(.identity))
  func coverage() throws {
    var options = try commands()
    #expect(options.removeValue(forKey: "ask") == ["file"])
    let questions = QuestionCatalogue.questions
    #expect(Set(options.keys) == Set(questions.map { $0.name.joined(separator: " ") }))
    for type in questions {
      let name = type.name.joined(separator: " ")
      #expect(Set(try members(of: type)) == options[name], "\(name)")
    }
  }

  /// The members that a question asks for.
  private func members(of type: any Question.Type) throws -> [String] {
    let needed = [
      "study", "data", "formula", "treatment", "moderator", "file", "outcome", "conditions", "out",
    ]
    // What is needed is set, so that all is read; what one question does not know is not looked at.
    let lines = needed.map { "\($0): \($0 == "formula" ? "y ~ x" : "a")" }
    let node = try DocumentNode(
      reading: lines.joined(separator: "\n"), file: "m.yaml", expecting: "members")
    return try Request.members(of: type, in: node)
  }

  @Test(
    "The command answers in the document's order and says what it cannot read", .tags(.identity))
  func runs() throws {
    let table = try TemporaryFile("y,x\n1,2\n2,3\n4,5\n3,1\n7,8\n")
    let document = try TemporaryFile(
      """
      - fit: {data: \(table.path), formula: y ~ x, vcov: hc1, format: json}
      - studies:
      """, suffix: "yaml")
    let run = try CommandRun(["ask", document.path])
    #expect(run.status == 0, "\(run.errors)")
    let fit = try CommandRun([
      "fit", "--data", table.path, "--formula", "y ~ x", "--vcov", "hc1", "--format", "json",
    ])
    #expect(try run.output == fit.output + CommandRun(["studies"]).output)

    let wrong = try TemporaryFile("- studies:\n- fit: {data: t.csv}\n", suffix: "yaml")
    let refused = try CommandRun(["ask", wrong.path])
    #expect(refused.status == 1 && refused.output.isEmpty)
    #expect(refused.errors.contains("line 2") && refused.errors.contains("'formula' is not set"))
    let absent = try CommandRun(["ask", "/nonexistent.yaml"])
    #expect(absent.status == 1 && absent.errors.contains("cannot be read"))
  }

  @Test("A fault in one answer does not keep the others from being given", .tags(.failure))
  func faults() throws {
    let study = try TemporaryFile(
      """
      study: own
      title: Own
      question: Own?
      sources: {table: {file: nowhere.csv}}
      panel: {unit: [a], time: year, build: [{start: table}]}
      models: {m: {formula: y ~ x}}
      """, suffix: "yaml")
    let document = try TemporaryFile(
      "- check: {study: \(study.path)}\n- functions:\n", suffix: "yaml")
    let run = try CommandRun(["ask", document.path])
    #expect(run.status == 1 && run.errors.isEmpty)
    #expect(run.output.contains("nowhere.csv") && run.output.contains("natural logarithm"))
  }

  @Test("The request that fails is named among several", .tags(.failure)) func named() throws {
    let document = try TemporaryFile(
      "- functions:\n- fit: {data: nowhere.csv, formula: y ~ x}\n", suffix: "yaml")
    let run = try CommandRun(["ask", document.path])
    #expect(run.status == 1)
    #expect(run.errors.contains("request 2, fit: there is no file 'nowhere.csv'"), "\(run.errors)")
  }

  @Test("Wrong members of a command are wrong usage, with the command's own help", .tags(.failure))
  func usage() throws {
    let run = try CommandRun(["effects", "--data", "d", "--formula", "y~x", "--over", "z"])
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(run.errors.contains("--over needs one --of."))
    #expect(run.errors.contains("Usage: entente effects"))
  }
}
