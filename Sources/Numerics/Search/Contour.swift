/// The zero level of a function over a rectangle, as lines (marching squares).
package struct Contour {
  package typealias Place = (x: Double, y: Double)

  package private(set) var lines: [[Place]] = []

  /// An edge of the grid: from node (column, row) to the right or upwards.
  private struct Edge: Hashable {
    var column: Int
    var row: Int
    var isUpright: Bool
  }

  package init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, cells: Int,
    _ function: (Double, Double) -> Double
  ) {
    guard x.lowerBound < x.upperBound, y.lowerBound < y.upperBound, cells > 0 else { return }
    func at(_ range: ClosedRange<Double>, _ step: Int) -> Double {
      range.lowerBound + (range.upperBound - range.lowerBound) * Double(step) / Double(cells)
    }
    let nodes = cells + 1
    var values = [Double](repeating: 0, count: nodes * nodes)
    for row in 0..<nodes {
      for column in 0..<nodes {
        values[row * nodes + column] = function(at(x, column), at(y, row))
      }
    }
    func isPositive(_ column: Int, _ row: Int) -> Bool { values[row * nodes + column] > 0 }
    func crossing(_ edge: Edge) -> Place {
      let fixed = edge.isUpright ? at(x, edge.column) : at(y, edge.row)
      var low = edge.isUpright ? at(y, edge.row) : at(x, edge.column)
      var high = edge.isUpright ? at(y, edge.row + 1) : at(x, edge.column + 1)
      func value(_ place: Double) -> Double {
        edge.isUpright ? function(fixed, place) : function(place, fixed)
      }
      let isPositiveLow = value(low) > 0
      for _ in 0..<60 {
        let middle = (low + high) / 2
        if middle == low || middle == high { break }
        if (value(middle) > 0) == isPositiveLow { low = middle } else { high = middle }
      }
      let place = (low + high) / 2
      return edge.isUpright ? (fixed, place) : (place, fixed)
    }
    var partners: [Edge: [Edge]] = [:]
    var order: [Edge] = []
    func join(_ first: Edge, _ second: Edge) {
      for (edge, other) in [(first, second), (second, first)] {
        if partners[edge] == nil { order.append(edge) }
        partners[edge, default: []].append(other)
      }
    }
    for row in 0..<cells {
      for column in 0..<cells {
        let corners = [
          isPositive(column, row), isPositive(column + 1, row), isPositive(column + 1, row + 1),
          isPositive(column, row + 1),
        ]
        // Bottom, right, top, left.
        let edges = [
          Edge(column: column, row: row, isUpright: false),
          Edge(column: column + 1, row: row, isUpright: true),
          Edge(column: column, row: row + 1, isUpright: false),
          Edge(column: column, row: row, isUpright: true),
        ]
        let crossed = (0..<4).filter { corners[$0] != corners[($0 + 1) % 4] }
        if crossed.count == 2 {
          join(edges[crossed[0]], edges[crossed[1]])
        } else if crossed.count == 4 {
          // A saddle: the middle of the cell says which corners belong together.
          let centre = function(
            (at(x, column) + at(x, column + 1)) / 2, (at(y, row) + at(y, row + 1)) / 2)
          let cutsFirst = (centre > 0) != corners[0]
          join(edges[0], edges[cutsFirst ? 3 : 1])
          join(edges[2], edges[cutsFirst ? 1 : 3])
        }
      }
    }
    // Open lines first, from their ends; what is left are loops.
    var visited: Set<Edge> = []
    for start in order.filter({ partners[$0]?.count == 1 }) + order where !visited.contains(start) {
      var line: [Place] = []
      var edge: Edge? = start
      while let current = edge, visited.insert(current).inserted {
        line.append(crossing(current))
        edge = partners[current]?.first { !visited.contains($0) }
      }
      if line.count > 1 { lines.append(line) }
    }
  }
}
