import TestSupport

/// Calls of the commands that fit models, with formulas and options that follow the grammar or nearly.
struct HostileText {
  private var random: SplitMix

  init(seed: UInt64) { random = SplitMix(seed: seed &* 0x9E37) }

  private mutating func below(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
  private mutating func one(_ choices: [String]) -> String { choices[below(choices.count)] }
  private mutating func chance(_ share: Double) -> Bool { random.uniform() < share }

  private static let names = [
    "x", "z", "g", "gb", "u", "t", "n", "one", "k", "`not`", "`odd name`", "absent", "not", ".",
    "y", "``", "`a`b`", "İ", "x\u{301}", "(Intercept)",
  ]
  private static let numbers = [
    "0", "1", "2", "-1", "0.5", "1e-3", "1e308", "1e400", "9007199254740993", "007", ".5", "5.",
    "0x10", "nan", "inf", "٣",
  ]
  private static let functions = [
    "log", "sqrt", "exp", "abs", "I", "factor", "standardize", "rescale", "spline1", "spline2",
    "spline3", "lag", "lead", "change", "cumulative", "time_since", "mean", "sd", "median", "count",
    "max", "if_else", "is_in", "pmax", "between", "coalesce", "is_missing", "round", "offset",
    "poly", "scale", "table_lag", "predecessor", "fill", "nonsense", "i",
  ]

  /// Names that are there, for most calls to come far.
  private mutating func name() -> String {
    chance(0.8) ? one(["x", "z", "g", "gb", "n", "t", "`odd name`", "`not`"]) : one(Self.names)
  }

  private mutating func expression(_ depth: Int) -> String {
    guard depth > 0, chance(0.6) else { return chance(0.8) ? name() : one(Self.numbers) }
    switch below(6) {
    case 0:
      return expression(depth - 1) + one([" + ", " - ", " * ", " / ", "^", " > ", " == ", " and "])
        + expression(depth - 1)
    case 1: return "(" + expression(depth - 1) + ")"
    case 2: return one(["-", "!", "not "]) + expression(depth - 1)
    case 3:
      let labels = ["", "", ", by: g", ", rows: 2", ", missing: skip", ", reference: \"b\"", ", 2"]
      return one(Self.functions) + "(" + expression(depth - 1) + one(labels) + ")"
    case 4: return "\"" + one(["a", "b", "c, d", "", "\\\""]) + "\""
    default: return one(Self.functions) + "(" + name() + ", " + expression(depth - 1) + ")"
    }
  }

  private mutating func terms(_ depth: Int) -> String {
    guard depth > 0, chance(0.7) else {
      return chance(0.6) ? name() : chance(0.3) ? one(["0", "1", "-1"]) : call()
    }
    switch below(5) {
    case 0: return "(" + terms(depth - 1) + ")" + one(["", "^2", "^9", "^x"])
    default:
      return terms(depth - 1) + one([" + ", " + ", "*", ":", " - ", "/", " %in% "])
        + terms(depth - 1)
    }
  }

  private mutating func call() -> String { one(Self.functions) + "(" + expression(1) + ")" }

  /// Formulas that every option can work on, so that options are met as well.
  private static let sound = [
    "y ~ x", "y ~ x*z + gb", "y ~ x*g", "y ~ g + gb | u", "y ~ x + `odd name` | u + t",
    "y ~ 0 + g + factor(t) + x", "y ~ spline1(x) + spline2(x)", "y ~ x + offset(n)",
    "y ~ standardize(x) + `not`", "k ~ x", "n ~ x*z | u",
  ]

  private mutating func formula() -> String {
    if chance(0.6) { return one(Self.sound) }
    let outcome = chance(0.85) ? "y" : expression(1)
    let behind = chance(0.25) ? " | " + one(["u", "u + t", "g^t", "u[x]", "u[[t]]", "x", "0"]) : ""
    return outcome + " ~ " + terms(3) + behind
  }

  private static let hostile = Array("`\"'\\()[]{}|~^:=,%@#\u{0}\u{301}🇫🇷é \n-+*/.0e9xg")

  /// The text as it is, or damaged: characters put in, taken out or doubled, or brackets without end.
  private mutating func damaged(_ text: String) -> String {
    guard chance(0.08) else { return text }
    if chance(0.03) {
      let depth = 1 << below(13)
      return text
        + String(repeating: one(["(", "-", "x+", "x:", "`", "I(", "\"", "!"]), count: depth)
    }
    var characters = Array(text)
    for _ in 0...below(4) {
      let place = below(characters.count + 1)
      switch below(3) {
      case 0: characters.insert(Self.hostile[below(Self.hostile.count)], at: place)
      case 1 where place < characters.count: characters.remove(at: place)
      default: characters.insert(contentsOf: characters.prefix(place), at: place)
      }
      if characters.count > 4000 { break }
    }
    return String(characters)
  }

  private mutating func value() -> String {
    one(
      ["0", "1", "a", "b", "\"c, d\"", "c, d", "\"e = f\"", "2003", "\"", "", "x,y"] + Self.numbers)
  }

  private mutating func hypothesis() -> String {
    let term = one(["x", "gb", "z", "x:z", "ga", "g == \"b\"", "`gb`", "\"gc, d\"", "(Intercept)"])
    return one(["", "2*", "-", "1e-3 * ", "x - "]) + term
      + one([" = 0", "", " = 1", " = x", "==", " + z = 0"])
  }

  private mutating func common() -> [String] {
    var options: [String] = []
    func add(_ name: String, _ value: String) { options += ["--" + name + "=" + value] }
    if chance(0.1) {
      let kind = one(["frequency", "analytic", "sampling", "w", ""])
      add("weights", damaged(kind + ":" + one(["n", "`odd name`", "one", "g", "z", "absent"])))
    }
    if chance(0.1) {
      let estimators = ["ols", "m", "mm", "ppml", "logit", "probit", "cloglog", "m(huber)", "lm"]
      add("estimator", damaged(one(estimators)))
    }
    if chance(0.15) {
      let variances = [
        "iid", "hc1", "hc3", "cluster:u", "cluster:u,t", "cluster:g", "cr2:u", "dyadic:u,g",
        "newey-west:2", "driscoll-kraay:t,2", "conley:x,z,100", "cluster:`odd name`", "cluster:",
      ]
      add("vcov", damaged(one(variances)))
    }
    if chance(0.6) {
      add("panel", damaged(one(["u,t", "u,t", "u,t", "u,t", "u,t", "u,t", "u,t", "t", "g,t"])))
    }
    if chance(0.05) { add("level", one(Self.numbers)) }
    if chance(0.05) { add("small-sample", one(["stata", "fixest", "none", "x"])) }
    return options
  }

  /// The arguments of one call.
  mutating func call(data: String) -> [String] {
    let command = one(["fit", "effects", "effects", "effects", "diagnose", "compare"])
    var call = [command, "--data", data, "--formula=" + damaged(formula())] + common()
    func add(_ name: String, _ value: String) { call.append("--" + name + "=" + value) }
    switch command {
    case "compare": if chance(0.5) { add("formula", damaged(formula())) }
    case "diagnose":
      call[3] = "--formula=" + damaged("y ~ x*" + one(["z", "n", "gb", "g"]) + " + " + terms(1))
      add("treatment", damaged(one(["x", "x", "`not`", "gb"])))
      add("moderator", damaged(one(["z", "n", "gb", "g"])))
      add("replicates", one(["0", "2", "-1"]))
      if chance(0.3) { add("bins", one(["2", "3", "0", "1000", "99999999999999999999"])) }
      if chance(0.2) { add("bandwidth", one(Self.numbers)) }
    case "effects":
      switch below(4) {
      case 0: for _ in 0...below(2) { add("test", damaged(hypothesis())) }
      case 1:
        for _ in 0...below(2) { add("predict", damaged(name() + "=" + value() + "," + value())) }
      case 2: add("predict", damaged(one(["average", "rows", "x", "="])))
      default:
        if chance(0.6) { add("of", damaged(chance(0.8) ? name() : expression(1))) }
        if chance(0.3) { add("over", damaged(name())) }
        if chance(0.2) { add("between", damaged(value() + "," + value())) }
        if chance(0.2) { add("bounds", damaged("-0.1," + one(Self.numbers))) }
      }
      if chance(0.3) { add("at", damaged(name() + "=" + value())) }
      if chance(0.2) { add("scale", one(["link", "response", "x"])) }
      if chance(0.2) { add("others", one(["typical", "observed"])) }
    default: break
    }
    return call
  }
}
