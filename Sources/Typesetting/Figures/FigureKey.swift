/// A legend of lines, points and regions, as many entries to a row as fit.
package struct FigureKey {
  package typealias Point = SVGDocument.Point

  package enum Symbol {
    case line(SVGDocument.Stroke)
    case marker(Marker, color: String)
    case region(fill: String)
  }

  package struct Entry {
    package var symbol: Symbol
    package var title: String

    package init(symbol: Symbol, title: String) {
      self.symbol = symbol
      self.title = title
    }
  }

  private struct Item {
    var entry: Entry
    var x: Double
    var y: Double
  }

  private static let pitch = 12.0
  private static let symbolWidth = 18.0
  private var items: [Item] = []
  /// The room that all rows take.
  package private(set) var height = 0.0

  package init(_ entries: [Entry], width: Double) {
    var x = 0.0
    var row = 0.0
    for entry in entries {
      let length =
        Self.symbolWidth + 4 + FigureText.measured(entry.title, FigureStyle.tickSize) + 10
      if x > 0, x + length - 10 > width {
        x = 0
        row += 1
      }
      items.append(Item(entry: entry, x: x, y: (row + 0.5) * Self.pitch))
      x += length
    }
    height = entries.isEmpty ? 0 : (row + 1) * Self.pitch
  }

  package func draw(left: Double, top: Double, in document: inout SVGDocument) {
    for item in items {
      let (x, y) = (left + item.x, top + item.y)
      let middle = Point(x + Self.symbolWidth / 2, y)
      switch item.entry.symbol {
      case .line(let stroke):
        document.line(from: Point(x, y), to: Point(x + Self.symbolWidth, y), stroke)
      case .marker(let marker, let color):
        marker.draw(in: &document, at: middle, radius: 3.2, color: color)
      case .region(let fill):
        document.rectangle(
          at: Point(x + 3, y - 3.5), width: Self.symbolWidth - 6, height: 7, fill: fill,
          SVGDocument.Stroke(FigureStyle.gray, width: 0.4))
      }
      document.text(
        item.entry.title, at: Point(x + Self.symbolWidth + 4, y + 2.5),
        size: FigureStyle.tickSize)
    }
  }
}
