import Numerics

/// The pieces into which chunk boundaries cut the groups of an absorbed effect.
///
/// Sums over a group are sums over its segments, in order; a segment lies in one chunk, and chunks
/// have a fixed length, so sums do not depend on threads.
struct RowSegments: Sendable {
  /// First row of each segment, and the number of rows at the end.
  let starts: [Int32]
  /// First segment of each group, and the number of segments at the end.
  let firstOfGroup: [Int32]
  /// The group of each segment.
  let groups: [Int32]
  /// First segment of each chunk, and the number of segments at the end.
  let firstOfChunk: [Int32]

  init(_ within: WithinTransform) {
    let chunk = RowMajorMatrix.chunkLength
    let rowCount = within.starts[within.groupCount]
    var starts: [Int32] = []
    var groups: [Int32] = []
    var firstOfGroup: [Int32] = []
    var firstOfChunk: [Int32] = []
    for group in 0..<within.groupCount {
      firstOfGroup.append(Int32(starts.count))
      var row = within.starts[group]
      let end = within.starts[group + 1]
      while row < end {
        while firstOfChunk.count * chunk <= row {
          // Chunks begin at a segment because segments end at chunk boundaries.
          firstOfChunk.append(Int32(starts.count))
        }
        starts.append(Int32(row))
        groups.append(Int32(group))
        row = min(end, (row / chunk + 1) * chunk)
      }
    }
    firstOfGroup.append(Int32(starts.count))
    firstOfChunk.append(Int32(starts.count))
    starts.append(Int32(rowCount))
    self.starts = starts
    self.firstOfGroup = firstOfGroup
    self.groups = groups
    self.firstOfChunk = firstOfChunk
  }

  var count: Int { groups.count }
}
