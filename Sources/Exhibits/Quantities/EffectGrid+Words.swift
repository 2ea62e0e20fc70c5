import Interpretation
import Typesetting

extension EffectGrid {
  /// Where the values shown end before the rows do, for a note; `nil` where they do not.
  func rangeNote(of variable: String) -> String? {
    guard isCut, let low = values.first, let high = values.last else { return nil }
    let format = NumberFormat(digits: 4, style: .significant)
    return "\(variable) is shown from its 1st to its 99th percentile, \(format.string(low)) to "
      + "\(format.string(high)); the rows of the sample, over which averages are taken, go from "
      + "\(format.string(observed.lowerBound)) to \(format.string(observed.upperBound))."
  }
}
