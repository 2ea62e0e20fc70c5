import Documents
import Foundation
import TestSupport
import Testing

/// Documents that are built in, and text files.
@Suite struct LibraryTests {
  private let library = Library(
    of: "study", place: "a folder",
    [
      Library.Entry("one", Array("é".utf8)), Library.Entry("marked", [0xEF, 0xBB, 0xBF, 0x61]),
      Library.Entry("broken", [0x61, 0xFF]),
    ])

  @Test("a document by its name, as it is written", .tags(.identity))
  func texts() throws {
    #expect(library.names == ["one", "marked", "broken"])
    #expect(try library.text("one") == "é")
    #expect(try library.text("marked") == "a")
    #expect(library.file("one") == "built-in: one")
  }

  @Test(
    "an unknown name is refused with the nearest, bytes that are no text by file", .tags(.failure))
  func refusals() {
    #expect(
      throws: DocumentError.unknownName(
        "ona", kind: "study", place: "a folder", known: ["one", "marked", "broken"],
        closest: ["one"])
    ) { try library.text("ona") }
    #expect(
      throws: DocumentError.unreadable(file: "built-in: broken", reason: "it is not UTF-8 text")
    ) {
      try library.text("broken")
    }
  }

  @Test("files: absent, a folder, no text, with a mark", .tags(.failure))
  func files() throws {
    let folder = try ScratchFolder()
    let path = try folder.write([0xEF, 0xBB, 0xBF, 0x61, 0x3A], "a.yaml")
    #expect(try TextFile.read(path) == "a:")
    try folder.write([0x61, 0xC3], "a.yaml")
    #expect(throws: DocumentError.unreadable(file: path, reason: "it is not UTF-8 text")) {
      try TextFile.read(path)
    }
    #expect(throws: DocumentError.unreadable(file: folder.path, reason: "it is a folder")) {
      try TextFile.read(folder.path)
    }
    #expect(throws: DocumentError.unreadable(file: path + "x", reason: "there is no such file")) {
      try TextFile.read(path + "x")
    }
  }
}
