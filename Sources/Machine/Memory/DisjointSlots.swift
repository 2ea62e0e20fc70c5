/// A buffer whose elements are written by different threads.
///
/// Sound because every caller writes element `i` from the one call that owns block `i`, and reads
/// only after all blocks are done.
package struct DisjointSlots<Element>: @unchecked Sendable {
  /// The first element: a caller may write only the range that its block owns.
  ///
  /// Stored, so that kernels of other modules read it without a call.
  package let pointer: UnsafeMutablePointer<Element>

  package init(base: UnsafeMutablePointer<Element>) { pointer = base }

  /// Initialises the element that the calling block owns.
  package func initialize(_ index: Int, to value: Element) {
    (pointer + index).initialize(to: value)
  }
}
