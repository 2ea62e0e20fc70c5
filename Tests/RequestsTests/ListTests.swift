import Bargaining
import Interpretation
import TestSupport
import Testing

@testable import Requests

/// Numbers, names and values as they are typed.
@Suite struct ListTests {
  @Test("Numbers print as they would be typed", .tags(.identity)) func numbers() throws {
    #expect(try NumberList("-1, 0 ,2.5").values == [-1, 0, 2.5])
    #expect(try NumberList("").values.isEmpty)
    #expect(try NumberList("1e3,-0.5").description == "1000,-0.5")
    #expect(try NumberList("10,20").counts(from: 10, of: "n") == [10, 20])
    for text in ["", "9", "10.5", "100001", "1e300"] {
      let error = #expect(throws: RequestError.self) {
        try NumberList(text).counts(from: 10, of: "n")
      }
      #expect(error?.member == "n")
    }
  }

  @Test(
    "What is no number is refused", .tags(.failure),
    arguments: ["1,,2", "1,nan", "1;2", "0.5,inf", ",1", "1,", "x"])
  func junk(text: String) {
    #expect(throws: RequestError.self) { try NumberList(text) }
  }

  @Test("Names lose the spaces around them alone", .tags(.identity)) func names() throws {
    #expect(try NameList(" a , b c,d").names == ["a", "b c", "d"])
    #expect(try NameList("a,b").description == "a,b")
    for text in ["", ",", "a,", "a,,b", " "] {
      #expect(throws: RequestError.self, "\(text)") { try NameList(text) }
    }
  }

  @Test("An assignment splits at its last sign", .tags(.identity)) func assignments() throws {
    #expect(try Assignment("z=-1,0") == Assignment("z", ["-1", "0"]))
    #expect(try Assignment("I(x == 1)=0") == Assignment("I(x == 1)", ["0"]))
    #expect(try Assignment("g=old").values == [.level("old")])
    #expect(try Assignment("g=1e2,inf").values == [.number(100), .level("inf")])
    #expect(try Assignment("mu=1,2").numbers() == [1, 2])
    for text in ["z", "=1", "z=", "z=1,,2"] {
      #expect(throws: RequestError.self, "\(text)") { try Assignment(text) }
    }
    #expect(throws: RequestError.self) { try Assignment("mu=1,x").numbers() }
  }

  @Test("A setting is a name and numbers", .tags(.identity)) func settings() throws {
    #expect(try TheorySetting(typed: "mu=-0.1,0") == TheorySetting("mu", [-0.1, 0]))
    for text in ["mu", "=1", "mu=x"] {
      #expect(throws: RequestError.self, "\(text)") { try TheorySetting(typed: text) }
    }
  }

  @Test("An error names its members as the reader writes them", .tags(.identity))
  func spelling() {
    let error = RequestError("\(member: "over") needs one \(member: "of"), not \(2).")
    #expect(error.description == "'over' needs one 'of', not 2.")
    #expect(error.spelled { "--\($0)" } == "--over needs one --of, not 2.")
    #expect(error.member == "over")
    #expect(RequestError("no member").member == nil)
  }
}
