/// What a file is that is named as delimited text and is none, as its first bytes say.
public enum FileKind: Sendable, Equatable {
  /// An Excel workbook, or another package of that make.
  case workbook
  /// An Excel workbook of the kind before 2007.
  case oldWorkbook
  /// A page, such as the one that asks for a password in place of a download.
  case page
  /// A Stata file.
  case stata
  /// An SPSS file.
  case spss
  /// A PDF document.
  case pdf

  init?(opening bytes: [UInt8]) {
    let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let text = String(decoding: bytes[mark...], as: UTF8.self).trimmed.lowercased()
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      self = .workbook
    } else if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      self = .oldWorkbook
    } else if text.hasPrefix("<stata_dta>") {
      self = .stata
    } else if text.hasPrefix("<!doctype") || text.hasPrefix("<html") || text.hasPrefix("<?xml") {
      self = .page
    } else if text.hasPrefix("$fl2@(#)") {
      self = .spss
    } else if text.hasPrefix("%pdf-") {
      self = .pdf
    } else {
      return nil
    }
  }

  /// What it is, and what to do about it.
  var sentence: String {
    switch self {
    case .workbook: "is an Excel workbook (or another zip archive). Save the sheet as CSV"
    case .oldWorkbook: "is an Excel workbook of the old kind. Save the sheet as CSV"
    case .page:
      "is a web page or XML. Fetch the table itself, often by another link or after a login"
    case .stata: "is a Stata file. Name it .dta"
    case .spss: "is an SPSS file. Save it as CSV or as a Stata file"
    case .pdf: "is a PDF document. Fetch the table itself"
    }
  }
}
