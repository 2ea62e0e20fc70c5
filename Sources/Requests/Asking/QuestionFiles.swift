import Frames

/// The files that a question reads and writes, by the members that name them.
public struct QuestionFiles: Sendable, Equatable {
  /// A member with the path that it names.
  public struct Named: Sendable, Equatable {
    /// As documents spell it.
    public let member: String
    /// As it was given.
    public let path: String

    /// Where the path leads, whatever its spelling.
    var place: String {
      if let whole = Folder.canonical(path) { return whole }
      let (folder, name) = Folder.split(path)
      return Folder.path(Folder.canonical(folder) ?? folder, name)
    }
  }

  /// What is read before anything is written.
  public private(set) var read: [Named] = []
  /// What is written.
  public private(set) var written: [Named] = []

  /// No file.
  public init() {}

  /// Files that are read, those that are named.
  public init(reading files: [(String, String?)]) { read = Self.named(files) }

  /// Adds files that are written, those that are named.
  mutating func write(_ files: [(String, String?)]) { written += Self.named(files) }

  private static func named(_ files: [(String, String?)]) -> [Named] {
    files.compactMap { member, path in path.map { Named(member: member, path: $0) } }
  }

  /// Refuses a file that would replace one that is read, or another that is written.
  func check() throws(RequestError) {
    for (position, file) in written.enumerated() {
      if let lost = (read + written[..<position]).first(where: { $0.place == file.place }) {
        throw RequestError(
          """
          \(member: file.member) would replace the file that \(member: lost.member) names \
          (\(lost.path)); name another.
          """)
      }
    }
  }
}
