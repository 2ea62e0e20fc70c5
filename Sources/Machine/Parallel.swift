import Dispatch

/// Data-parallel loops over a fixed number of blocks.
///
/// The split into blocks depends on the problem alone and never on the number of threads, so a
/// computation that combines block results in block order gives the same bits on any machine.
public enum Parallel {
  /// Runs `body(block)` for every block in `0..<blocks` on at most `threads` threads.
  public static func forEach(
    blocks: Int, threads: Int, _ body: @Sendable (Int) -> Void
  ) {
    guard threads > 1, blocks > 1 else {
      for block in 0..<blocks { body(block) }
      return
    }
    let workers = min(threads, blocks)
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      var block = worker
      while block < blocks {
        body(block)
        block += workers
      }
    }
  }

  /// Runs `body` for every block and returns the results in block order.
  public static func map<Result: Sendable>(
    blocks: Int, threads: Int, _ body: @Sendable (Int) -> Result
  ) -> [Result] {
    guard threads > 1, blocks > 1 else { return (0..<blocks).map(body) }
    return [Result](unsafeUninitializedCapacity: blocks) { buffer, count in
      let slots = DisjointSlots(base: buffer.baseAddress!)
      forEach(blocks: blocks, threads: threads) { slots.initialize($0, to: body($0)) }
      count = blocks
    }
  }
}
