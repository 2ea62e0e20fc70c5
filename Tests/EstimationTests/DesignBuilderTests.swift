import Estimation
import Expressions
import Frames
import TestSupport
import Testing

@Suite struct DesignBuilderTests {
  func design(_ text: String) throws -> Design {
    let frame = try Frame([
      Column(name: "y", doubles: [1, 2, 3, 4, 5, nil]),
      Column(name: "a", doubles: [1, 0, 2, 1, nil, 1]),
      Column(name: "b", integers: [3, 1, 4, 1, 5, 9]),
      Column(name: "region", texts: ["west", "east", "north", "east", "west", "west"]),
    ])
    var builder = DesignBuilder(frame)
    return try builder.design(Formula(text))
  }

  @Test(.tags(.reference)) func codesFactorsAsRDoes() throws {
    // model.matrix(y ~ region), (~ region - 1), (~ a:region), (~ region*a) in R 4.2.
    #expect(
      try design("y ~ region").terms.map(\.name) == ["(Intercept)", "regionnorth", "regionwest"])
    #expect(
      try design("y ~ region - 1").terms.map(\.name) == ["regioneast", "regionnorth", "regionwest"])
    #expect(
      try design("y ~ a:region").terms.map(\.name) == [
        "(Intercept)", "a:regioneast", "a:regionnorth", "a:regionwest",
      ])
    #expect(
      try design("y ~ region*a").terms.map(\.name)
        == ["(Intercept)", "regionnorth", "regionwest", "a", "regionnorth:a", "regionwest:a"])
    #expect(
      try design("y ~ factor(region, reference: \"west\")").terms.map(\.name)
        == [
          "(Intercept)", "factor(region, reference: \"west\")east",
          "factor(region, reference: \"west\")north",
        ])
  }

  @Test(.tags(.identity)) func countsDroppedRowsUnderTheirFirstReason() throws {
    let design = try design("y ~ a + b")
    #expect(design.sample.rows == [0, 1, 2, 3])
    #expect(
      design.sample.dropped == [
        .init(.missing("a"), count: 1), .init(.missing("y"), count: 1),
      ])
    #expect(design.matrix[column: 2] == [3, 1, 4, 1])
  }

  @Test(.tags(.failure)) func refusesAModelWithoutRows() throws {
    let frame = try Frame([
      Column(name: "y", doubles: [nil, 1]), Column(name: "a", doubles: [1, nil]),
    ])
    var builder = DesignBuilder(frame)
    let error = #expect(throws: EstimationError.self) { try builder.design(Formula("y ~ a")) }
    #expect(
      error
        == .noRows(dropped: [
          .init(.missing("y"), count: 1), .init(.missing("a"), count: 1),
        ]))
  }

  @Test(.tags(.identity)) func aLevelThatHoldsAColonIsNoInteraction() throws {
    let frame = try Frame([
      Column(name: "y", doubles: [1, 2, 3, 4, 6, 5]),
      Column(name: "grp", texts: ["a", "b:east", "a", "b:east", "c", "c"]),
      Column(name: "grpb", doubles: [1, 0, 2, 1, 0, 1]),
      Column(name: "east", doubles: [0, 1, 1, 3, 2, 2]),
    ])
    var builder = DesignBuilder(frame)
    let design = try builder.design(Formula("y ~ grp + grpb:east - 1"))
    let level = Term([.level("grp", "b:east")])
    let product: Term = "grpb:east"
    #expect(level.name == product.name)
    #expect(level != product && !level.isInteraction && product.isInteraction)
    #expect(
      design.terms == [Term([.level("grp", "a")]), level, Term([.level("grp", "c")]), product])
    #expect(design.terms.positions(of: .named("grpb:east")) == [1, 3])
    #expect(design.terms.positions(of: .term(product)) == [3])
  }
}
