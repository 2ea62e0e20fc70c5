/// Text inside LaTeX.
package enum LaTeXText {
  /// Escapes what LaTeX reserves and spells the symbols that the exhibits use. Other letters stay as
  /// they are: LaTeX reads UTF-8 since 2018.
  package static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if let spelled = spellings[character] {
        result += spelled
      } else {
        result.append(character.isNewline ? " " : character)
      }
    }
    return result
  }

  /// A minus sign in mathematics, and an exponent as a power of ten.
  package static func number(_ text: String) -> String {
    let parts = NumberParts(text)
    let plain = escaped(parts.head).replacing("-", with: "$-$")
    guard let exponent = parts.exponent else { return plain }
    return "\(plain)$\\times 10^{\(exponent)}$\(escaped(parts.tail))"
  }

  /// A line of a tabular. After a line break LaTeX takes a bracket or a star for an option, even on the
  /// next line; an empty group in front keeps it text.
  package static func line(_ cells: [String]) -> String {
    let joined = cells.joined(separator: " & ")
    return joined.hasPrefix("[") || joined.hasPrefix("*") ? "{}" + joined : joined
  }

  private static let spellings: [Character: String] = [
    "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "$": "\\$", "&": "\\&", "#": "\\#",
    "%": "\\%", "_": "\\_", "^": "\\textasciicircum{}", "~": "\\textasciitilde{}",
    "<": "\\textless{}", ">": "\\textgreater{}", "|": "\\textbar{}", "\"": "\\char34{}",
    "`": "\\char96{}",
    "\u{00D7}": "$\\times$", "\u{2212}": "$-$", "\u{00B1}": "$\\pm$", "\u{2264}": "$\\leq$",
    "\u{2265}": "$\\geq$", "\u{2260}": "$\\neq$", "\u{2248}": "$\\approx$",
    "\u{2192}": "$\\rightarrow$", "\u{221E}": "$\\infty$", "\u{00B2}": "$^{2}$",
    "\u{00B3}": "$^{3}$", "\u{2013}": "--", "\u{2014}": "---", "\u{2026}": "\\ldots{}",
    "\u{2019}": "'", "\u{2018}": "`", "\u{201C}": "``", "\u{201D}": "''", "\u{00A0}": "~",
    "\u{2003}": "\\quad{}",
    "\u{0391}": "A", "\u{0394}": "$\\Delta$", "\u{03A3}": "$\\Sigma$", "\u{03A9}": "$\\Omega$",
    "\u{03B1}": "$\\alpha$", "\u{03B2}": "$\\beta$", "\u{03B3}": "$\\gamma$",
    "\u{03B4}": "$\\delta$", "\u{03B5}": "$\\varepsilon$", "\u{03B8}": "$\\theta$",
    "\u{03BA}": "$\\kappa$", "\u{03BB}": "$\\lambda$", "\u{03BC}": "$\\mu$",
    "\u{03C0}": "$\\pi$", "\u{03C1}": "$\\rho$", "\u{03C3}": "$\\sigma$", "\u{03C4}": "$\\tau$",
    "\u{03C6}": "$\\varphi$", "\u{03C7}": "$\\chi$", "\u{03C8}": "$\\psi$",
    "\u{03C9}": "$\\omega$",
  ]
}
