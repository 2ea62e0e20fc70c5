import Foundation
import Typesetting

@testable import Exhibits

/// The texts of an SVG drawing with the ground they cover, in the widest of the fonts.
struct PageText {
  struct Text {
    var content: String
    var low: Double
    var high: Double
    var isTurned: Bool
  }

  var width: Double
  var height: Double
  var texts: [Text] = []

  /// The page's length in the direction in which a text runs.
  func length(of text: Text) -> Double { text.isTurned ? height : width }

  init?(_ svg: String) {
    guard let size = Self.numbers("viewBox=\"0 0 ", in: svg), size.count == 2 else { return nil }
    width = size[0]
    height = size[1]
    for line in svg.split(separator: "\n").map(String.init) where line.hasPrefix("<text") {
      guard let fontSize = Self.numbers("font-size=\"", in: line)?.first,
        let start = line.firstIndex(of: ">"), let end = line.range(of: "</text>")
      else { return nil }
      var content = String(line[line.index(after: start)..<end.lowerBound])
      while let open = content.firstIndex(of: "<"),
        let close = content[open...].firstIndex(of: ">")
      {
        content.removeSubrange(open...close)
      }
      for (entity, letter) in [
        ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
      ] {
        content = content.replacingOccurrences(of: entity, with: letter)
      }
      let isTurned = line.contains("rotate(-90)")
      let place =
        isTurned
        ? Self.numbers("translate(", in: line)?.last : Self.numbers(" x=\"", in: line)?.first
      guard let place else { return nil }
      let length = FontMetrics.width(content, size: fontSize) * FontMetrics.slack
      let share = line.contains("\"middle\"") ? 0.5 : line.contains("\"end\"") ? 1.0 : 0.0
      let before = isTurned ? 1 - share : share
      texts.append(
        Text(
          content: content, low: place - before * length,
          high: place + (1 - before) * length, isTurned: isTurned))
    }
  }

  private static func numbers(_ mark: String, in text: String) -> [Double]? {
    guard let range = text.range(of: mark) else { return nil }
    let rest = text[range.upperBound...].prefix { $0 != "\"" && $0 != ")" }
    return rest.split(separator: " ").compactMap { Double($0) }
  }
}
