import Bargaining
import TestSupport
import Testing

@Suite(.tags(.failure)) struct BargainingErrorTests {
  @Test func messagesSayWhatWasFoundAndWhatToTry() {
    let error = BargainingError.floorAboveNash(floor: 0.1, country: "Home", nash: 0.05)
    #expect(error.description.contains("0.1"))
    #expect(error.description.contains("at most 0.05"))
  }
}
