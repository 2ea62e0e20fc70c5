extension String {
  /// The text with control characters, which would not be seen in a message, spelled out: `19<NUL>`.
  package var showingControls: String {
    guard unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
      return self
    }
    var shown = ""
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0: shown += "<NUL>"
      case 0x09: shown += "<TAB>"
      case 0x0A: shown += "<LF>"
      case 0x0D: shown += "<CR>"
      case 0x01..<0x20, 0x7F: shown += "<0x\(String(scalar.value, radix: 16, uppercase: true))>"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }
}
