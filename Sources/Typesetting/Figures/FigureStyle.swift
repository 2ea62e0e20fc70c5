/// Sizes, type and colours that the figures share.
public enum FigureStyle {
  /// How wide a figure is set.
  public enum Width: Sendable, Equatable {
    /// 3.4 inches, a column of a two-column journal.
    case single
    /// 7 inches, the page.
    case double
    /// Any width.
    case inches(Double)

    package var points: Double {
      switch self {
      case .single: 3.4 * 72
      case .double: 7 * 72
      case .inches(let inches): max(2, inches) * 72
      }
    }
  }

  package static let labelSize = 8.0
  package static let tickSize = 7.0
  package static let captionSize = 6.5
  package static let leading = 1.22
  package static let gray = "#8A8A8A"
  package static let lightGray = "#D0D0D0"
  package static let axis = SVGDocument.Stroke("#000000", width: 0.6)
  package static let zero = SVGDocument.Stroke(gray, width: 0.6, dashes: [2.5, 2])
  package static let guide = SVGDocument.Stroke("#E4E4E4", width: 0.5)

  /// The palette of Okabe and Ito (2008), which readers with any common colour vision can tell
  /// apart, ordered so that neighbours differ in lightness too; yellow, too light on white, is left
  /// out.
  package static let palette = [
    "#000000", "#D55E00", "#56B4E9", "#009E73", "#CC79A7", "#0072B2", "#E69F00",
  ]

  package static func color(_ index: Int) -> String { palette[index % palette.count] }
}
