@testable import Exhibits
import Expressions
import TestSupport
import Testing

/// Labels of terms: a level is no interaction because its name holds a colon.
@Suite struct TermLabelsTests {
  private static let level = Term([.level("grp", "b:east")])
  private static let product = Term.product("grpb", "east")

  @Test("Two terms of one name are told apart", .tags(.identity)) func levels() {
    let plain = TermLabels()
    #expect(Self.level.name == Self.product.name)
    #expect(plain.label(Self.level) == "grpb:east")
    #expect(plain.label(Self.product) == "grpb \u{00D7} east")
    // Labels of variables are those of a product's factors, and not of parts of a level's name.
    let named: TermLabels = ["grpb": "Group b", "east": "East"]
    #expect(named.label(Self.level) == "grpb:east")
    #expect(named.label(Self.product) == "Group b \u{00D7} East")
  }

  @Test("The product of a level and a variable", .tags(.identity)) func mixed() {
    let term = Term([.level("grp", "b:east"), .number("support")])
    #expect(TermLabels().label(term) == "grpb:east \u{00D7} support")
    let named: TermLabels = ["grpb:east": "The east of b", "support": "Support"]
    #expect(named.label(term) == "The east of b \u{00D7} Support")
  }

  @Test("A term that is known by name", .tags(.identity)) func references() {
    let labels: TermLabels = ["a": "Alpha", "a:b": "Both"]
    #expect(labels.label(.named("a:b")) == "Both")
    #expect(labels.label(.named("a:c")) == "Alpha \u{00D7} c")
    #expect(labels.label(.named("(Intercept)")) == "(Intercept)")
    #expect(labels.label(.term("a")) == "Alpha")
  }

  @Test("Terms that are called alike have each a row in a figure", .tags(.identity))
  func figure() throws {
    let fit = HandMadeFit.plain(
      [Self.level, Self.product, "x"], [1, 2, 3], errors: [0.1, 0.1, 0.1])
    var options = CoefficientPlot.Options()
    options.labels = ["grpb": "Same", "grpb:east": "Same", "x": "Same"]
    let svg = try CoefficientPlot(models: [.init(title: "m", fit: fit)], options: options).svg()
    let page = try #require(PageText(svg))
    #expect(page.texts.filter { $0.content == "Same" }.count == 3)
    // Each row has its own estimate.
    let places = svg.matches(of: /<circle cx="([0-9.]+)"/).map { String($0.1) }
    #expect(Set(places).count >= 3, "\(places)")
    // One model of several, each with its own number of terms of that name.
    let other = HandMadeFit.plain(["x"], [3], errors: [0.1])
    let both = try CoefficientPlot(
      models: [.init(title: "m", fit: fit), .init(title: "o", fit: other)], options: options
    ).svg()
    #expect(try #require(PageText(both)).texts.filter { $0.content == "Same" }.count == 3)
  }
}
