/// Members of a request that do not fit together or lie outside their bounds.
///
/// The message names members as values, so that a command can say `--over` where a document says
/// `over`.
public struct RequestError: Error, Sendable, Equatable {
  /// The sentence, with the members in it.
  public let words: Words

  /// An error in a sentence, as in `"\(member: "over") needs one \(member: "of")."`
  public init(_ words: Words) { self.words = words }

  /// The sentence with every member as `spell` writes it.
  public func spelled(_ spell: (String) -> String) -> String {
    words.pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .member(let name): spell(name)
      }
    }.joined()
  }

  /// The member that is named first, on whose line a document has the fault.
  public var member: String? {
    for case .member(let name) in words.pieces { return name }
    return nil
  }

  /// Text with the names of members in it.
  public struct Words: Sendable, Equatable, ExpressibleByStringInterpolation {
    enum Piece: Sendable, Equatable {
      case text(String)
      case member(String)
    }

    let pieces: [Piece]

    /// Words without a member.
    public init(stringLiteral value: String) { pieces = [.text(value)] }
    /// Words with members.
    public init(stringInterpolation: Interpolation) { pieces = stringInterpolation.pieces }

    /// What is between the quotes.
    public struct Interpolation: StringInterpolationProtocol {
      var pieces: [Piece] = []

      /// Nothing yet.
      public init(literalCapacity: Int, interpolationCount: Int) {}
      /// Words.
      public mutating func appendLiteral(_ literal: String) { pieces.append(.text(literal)) }
      /// A member by its name.
      public mutating func appendInterpolation(member name: String) { pieces.append(.member(name)) }
      /// A value as it prints.
      public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
        pieces.append(.text(value.description))
      }
    }
  }
}

extension RequestError: CustomStringConvertible {
  /// The sentence, with members in quotes: `'over' needs one 'of'.`
  public var description: String { spelled { "'\($0)'" } }
}
