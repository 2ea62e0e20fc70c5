/// How the bytes of a text file spell characters.
public enum TextEncoding: String, Sendable, Equatable, CaseIterable {
  /// What nearly all new files are written in.
  case utf8 = "utf-8"
  /// ISO 8859-1: each byte is the character of that number.
  case latin1 = "latin-1"
  /// Latin-1 with dashes, quotation marks and the euro sign in the place of control characters.
  case windows1252 = "windows-1252"
  /// Two bytes a character, the lower one first unless a byte order mark says otherwise.
  case utf16 = "utf-16"
}
