import TestSupport
import Testing

@testable import Frames

/// Two spellings of one character are two texts, as in files, R and pandas, with a word about it.
@Suite("Texts are equal by bytes")
struct SpelledTextTests {
  static let composed = "caf\u{E9}"
  static let decomposed = "cafe\u{301}"

  @Test("as keys and in order", .tags(.identity)) func keys() {
    #expect(Self.composed == Self.decomposed)
    #expect(SpelledText(Self.composed) != SpelledText(Self.decomposed))
    #expect(Set([Self.composed, Self.decomposed].map(SpelledText.init)).count == 2)
    #expect(
      Self.composed.isSpelledBefore(Self.decomposed)
        != Self.decomposed.isSpelledBefore(Self.composed))
    #expect("a".isSpelledBefore("b") && !"b".isSpelledBefore("a") && !"a".isSpelledBefore("a"))
  }

  @Test("levels that look alike are found", .tags(.identity)) func alike() {
    func alike(_ texts: [String]) -> Bool {
      Column(name: "n", texts: texts).alikeLevels != nil
    }
    #expect(
      alike([Self.composed, "x", Self.decomposed]) && alike(["b", "b "]) && alike(["b\t", "b"]))
    #expect(!alike(["b", "B", "c"]) && !alike([]))
    #expect(Column(name: "n", integers: [1, 2]).alikeLevels == nil)
  }
}
