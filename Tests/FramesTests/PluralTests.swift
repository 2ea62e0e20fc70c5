import Frames
import TestSupport
import Testing

@Suite struct PluralTests {
  @Test("One is singular, and no other count is", .tags(.identity)) func counts() {
    #expect((0...2).map { Plural.count($0, "row") } == ["0 rows", "1 row", "2 rows"])
    #expect(Plural.count(1, "entry", "entries") == "1 entry")
    #expect(Plural.count(3, "entry", "entries") == "3 entries")
    #expect([1, 2].map { Plural.of($0, "has", "have") } == ["has", "have"])
  }
}
