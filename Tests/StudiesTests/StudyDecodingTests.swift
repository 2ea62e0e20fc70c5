import Estimation
import Studies
import TestSupport
import Testing

@Suite struct StudyDecodingTests {
  func decode(_ yaml: String, variant: String? = nil) throws -> Study {
    try Study(yaml: yaml, file: "study.yaml", variant: variant)
  }

  @Test(.tags(.identity)) func everyBuiltInStudyReadsInEveryVariant() throws {
    for name in StudyLibrary.builtIn.names {
      let text = try StudyLibrary.builtIn.text(name)
      let study = try decode(text)
      #expect(study.name == name)
      for variant in study.variants {
        #expect(try decode(text, variant: variant.name).variant == variant)
        #expect(variant.words.count > 40)
      }
    }
  }

  @Test(.tags(.identity)) func aVariantChangesOnlyWhatItNames() throws {
    let plain = try decode(SmallStudy.yaml)
    let robust = try decode(SmallStudy.yaml, variant: "robust")
    #expect(plain.variant?.name == "first")
    #expect(plain.models.map(\.model.specification.estimator) == [.ols, .ols])
    #expect(robust.models.map(\.model.specification.estimator) == [.m(.huber()), .m(.huber())])
    #expect(
      robust.models.map(\.model.specification.variance)
        == plain.models.map(\.model.specification.variance))
    #expect(robust.models.map(\.model.formula) == plain.models.map(\.model.formula))
  }

  @Test(.tags(.identity)) func aVariantMayExtendAnother() throws {
    let text = try StudyLibrary.builtIn.text("allied-tariffs")
    let study = try decode(text, variant: "leak-free-described")
    #expect(study.panel.units == ["ally"])
    #expect(study.models.allSatisfy { $0.model.specification.estimator == .m(.bisquare()) })
    #expect(study.models.allSatisfy { $0.fallback == .cluster(by: "ally") })
    #expect(
      study.variables.first { $0.name == "prior_support" }?.expression.functions == ["predecessor"])
  }

  @Test(
    .tags(.failure),
    arguments: [
      ("variables:", "variabels:", "there is no setting 'variabels'", "'variables'"),
      ("variance: cluster(ally)", "variance: clusters(ally)", "clusters(ally)", "dyadic:a,b"),
      ("earlier: lag(support)", "earlier: lag(support", "column 12", "')'"),
      ("- join: support", "- join: suport", "'suport'", "'support'"),
      ("compute: [earlier]", "compute: [earlyer]", "'earlyer'", "'earlier'"),
      ("    - start: exports\n", "", "start: source", "panel.build"),
      ("title: A small study", "title: [a, b]", "a list of 2", "a word or a sentence"),
      ("models:\n", "models: 3\nrest:\n", "'rest'", "models"),
    ])
  func saysWhichLineIsWrongAndWhatBelongsThere(
    original: String, broken: String, found: String, hint: String
  ) {
    let yaml = SmallStudy.yaml.replacing(original, with: broken)
    #expect(yaml != SmallStudy.yaml)
    let error = #expect(throws: StudyError.self) { try decode(yaml) }
    let words = error?.description ?? ""
    #expect(words.contains(found), "\(words)")
    #expect(words.contains(hint), "\(words)")
  }

  @Test(.tags(.failure)) func refusesUnreadableYAMLWithItsLine() {
    let error = #expect(throws: StudyError.self) { try decode("study: [a\ntitle: b") }
    #expect(error?.description.contains("line 2") == true, "\(String(describing: error))")
    #expect(throws: StudyError.self) { try decode("") }
  }

  @Test(.tags(.failure)) func refusesUnknownVariantsAndStudies() {
    #expect(throws: StudyError.unknownVariant("x", known: ["first", "robust"])) {
      try decode(SmallStudy.yaml, variant: "x")
    }
    let error = #expect(throws: StudyError.self) { try StudyLibrary.find("allied-tarifs") }
    #expect(error?.description.contains("'allied-tariffs'") == true)
  }
}
