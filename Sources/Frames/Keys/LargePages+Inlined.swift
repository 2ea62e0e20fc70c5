import Machine

extension LargePages {
  /// `array`, where `write` holds the loop over all rows: a call across modules is not specialised,
  /// and what the loop calls would not be inlined into it.
  @inline(__always)
  static func inlined<Element: BitwiseCopyable>(
    _ count: Int, write: (UnsafeMutablePointer<Element>) -> Void
  ) -> [Element] {
    [Element](unsafeUninitializedCapacity: count) { buffer, written in
      guard let base = buffer.baseAddress else { return }
      advise(base, bytes: count * MemoryLayout<Element>.stride)
      write(base)
      written = count
    }
  }
}
