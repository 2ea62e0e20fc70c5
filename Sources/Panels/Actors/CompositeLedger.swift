import Frames

/// Which rows entered each row of a composite actor.
public struct CompositeLedger: Sendable, Equatable {
  /// One year of the actor.
  public struct Entry: Sendable, Equatable {
    /// The year.
    public let year: Int
    /// The codes of the rows that entered, in the frame's order; a code twice entered twice.
    public let members: [String]
    /// Dated members of that year without a row.
    public let absent: [String]

    /// Codes that entered more than once, in order of their first row.
    public var repeated: [String] {
      var seen: [String] = []
      var twice: [String] = []
      for member in members {
        if seen.contains(member), !twice.contains(member) { twice.append(member) }
        seen.append(member)
      }
      return twice
    }
  }

  /// The actor's name.
  public let actor: String
  /// By year.
  public let entries: [Entry]
}

extension CompositeLedger: CustomStringConvertible {
  /// The actor, then a line a year: rows that entered, those that entered twice, members without a
  /// row.
  public var description: String {
    let lines = entries.map { entry in
      "\(entry.year): \(Plural.count(entry.members.count, "row")) (\(entry.members.joined(separator: " ")))"
        + (entry.repeated.isEmpty ? "" : ", twice \(entry.repeated.joined(separator: " "))")
        + (entry.absent.isEmpty ? "" : ", without \(entry.absent.joined(separator: ", "))")
    }
    return ([actor] + lines).joined(separator: "\n")
  }
}
