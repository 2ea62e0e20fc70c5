extension TextTable {
  /// The groups with long labels broken over the rows that continue them, so that a standard error
  /// stays right below its estimate; what is left over stays in the last of these rows.
  package func flowedGroups(width: Int, indent: String) -> [[Row]] {
    groups.map { group in
      var rows = group
      for index in rows.indices where !rows[index].continues {
        let followers = rows[(index + 1)...].prefix { $0.continues }.indices
        let label = rows[index].cells[0].text
        guard !followers.isEmpty, label.count > width else { continue }
        var lines = TextWrap.balanced(label, width: width)
        rows[index].cells[0].text = lines.removeFirst()
        for follower in followers where !lines.isEmpty {
          let isLast = follower == followers.upperBound - 1
          let text = isLast ? lines.joined(separator: " ") : lines[0]
          rows[follower].cells[0].text = indent + text
          lines.removeFirst()
        }
      }
      return rows
    }
  }
}
