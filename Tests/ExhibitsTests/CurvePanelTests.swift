import Interpretation
import TestSupport
import Testing
import Typesetting

@testable import Exhibits

@Suite struct CurvePanelTests {
  /// x from 0 to 4 on 0 to 400 points, y from -1 to 1 on 100 to 0.
  private static let panel = CurvePanel(
    x: Axis(low: 0, high: 4, from: 0, to: 400, spacing: 30),
    y: Axis(low: -1, high: 1, from: 100, to: 0, spacing: 20))

  private static func curve(_ values: [Double]) throws -> MarginalEffectCurve {
    let effect = try MarginalEffect(
      of: "x", by: "z", in: HandMadeFit.plain(["x", "x:z"], [1, 1], errors: [1, 1]))
    var curve = try effect.curve(at: values.indices.map { Double($0) })
    for (index, value) in values.enumerated() {
      curve.points[index].effect = Quantity(
        estimate: value, confidenceLow: value - 1, confidenceHigh: value + 1)
    }
    return curve
  }

  private static func drawn(_ draw: (inout SVGDocument) -> Void) -> [String] {
    var document = SVGDocument(width: 400, height: 100, title: "", summary: "")
    draw(&document)
    return document.markup.split(separator: "\n").filter { $0.contains("points=") }
      .map { $0.split(separator: "\"")[1] }.map(String.init)
  }

  @Test("A line beyond the frame is cut where it crosses, not bent onto it", .tags(.identity))
  func line() throws {
    let curve = try Self.curve([0, 2, 2, 0, -4])
    let parts = Self.drawn {
      Self.panel.drawLine(curve, SVGDocument.Stroke("#000000"), in: &$0)
    }
    #expect(parts == ["0,50 50,0", "250,0 300,50 325,100"])
    let flat = try Self.curve([0, 0.5, 1])
    let inside = Self.drawn {
      Self.panel.drawLine(flat, SVGDocument.Stroke("#000000"), in: &$0)
    }
    #expect(inside == ["0,50 100,25 200,0"])
  }

  @Test("A band beyond the frame ends at it", .tags(.identity))
  func band() throws {
    let curve = try Self.curve([0, 1, 1])
    let parts = Self.drawn {
      Self.panel.drawBand(curve, fill: "#CCCCCC", CurvePanel.pointwise, in: &$0)
    }
    // From -1..1 to 0..2: the upper border is the frame's.
    #expect(parts == ["0,0 200,0 200,50 100,50 0,100"])
    let above = try Self.curve([3, 4])
    #expect(
      Self.drawn {
        Self.panel.drawBand(above, fill: "#CCCCCC", CurvePanel.pointwise, in: &$0)
      }.isEmpty)
  }
}
