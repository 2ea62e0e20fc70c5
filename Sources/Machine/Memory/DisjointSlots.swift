/// A buffer whose elements are written by different threads.
///
/// Sound because every caller writes element `i` from the one call that owns block `i`, and reads
/// only after all blocks are done.
package struct DisjointSlots<Element>: @unchecked Sendable {
  private let base: UnsafeMutablePointer<Element>

  package init(base: UnsafeMutablePointer<Element>) { self.base = base }

  /// The first element: a caller may write only the range that its block owns. Ask for it once a
  /// block: across modules the call is not inlined.
  package var pointer: UnsafeMutablePointer<Element> { base }

  /// Initialises the element that the calling block owns.
  package func initialize(_ index: Int, to value: Element) {
    (base + index).initialize(to: value)
  }
}
