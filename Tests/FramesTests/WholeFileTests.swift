import Foundation
import TestSupport
import Testing

@testable import Frames

/// Files that are written whole: what stands at their place before and after.
@Suite struct WholeFileTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: scratch.file(name), encoding: .utf8)
  }

  @Test("A new file has the text and nothing is left beside it", .tags(.identity))
  func new() throws {
    try WholeFile.write("one\n", to: scratch.file("a.txt"))
    try WholeFile.write("", to: scratch.file("empty"))
    #expect(try text("a.txt") == "one\n" && text("empty").isEmpty)
    #expect(try scratch.names == ["a.txt", "empty"])
  }

  @Test("A file that is replaced keeps who may read it", .tags(.identity)) func mode() throws {
    let path = try scratch.write("old", "a.txt")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    try WholeFile.write("new", to: path)
    let found = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
    #expect(found as? Int == 0o600)
    #expect(try text("a.txt") == "new")
  }

  @Test("A link stays a link, to the new text", .tags(.identity)) func link() throws {
    try scratch.write("old", "target.txt")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.file("link"), withDestinationPath: "target.txt")
    try WholeFile.write("new", to: scratch.file("link"))
    #expect(try text("target.txt") == "new")
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: scratch.file("link"))
        == "target.txt")
  }

  @Test("A device is written into and stays one", .tags(.identity)) func device() throws {
    try WholeFile.write("text", to: "/dev/null")
    let kind = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type]
    #expect(kind as? FileAttributeType == .typeCharacterSpecial)
  }

  @Test("What is no place for a file is refused", .tags(.failure)) func places() throws {
    let folder = scratch.file("none")
    #expect(throws: WriteError.noFolder(path: folder + "/a", folder: folder)) {
      try WholeFile.write("a", to: folder + "/a")
    }
    #expect(throws: WriteError.refused(path: scratch.path, reason: "it is a folder")) {
      try WholeFile.write("a", to: scratch.path)
    }
    #expect(try scratch.names.isEmpty)
  }

  @Test("A tilde is a letter like others", .tags(.identity)) func tilde() throws {
    try WholeFile.write("a", to: scratch.file("~"))
    #expect(try scratch.names == ["~"])
  }
}
