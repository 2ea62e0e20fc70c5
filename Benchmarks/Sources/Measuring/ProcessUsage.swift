import Foundation

/// What the process has used since a moment: processor seconds of all threads, wall seconds, and
/// its peak memory.
public struct ProcessUsage {
  private let processor: Double
  private let wall = Date()

  /// From now on.
  public init() { processor = ProcessUsage.current().processor }

  /// Prints one row. `table.py` reads these rows: the name, then `cpu`, `wall` and `peak`.
  public func report(_ name: String) {
    let (processor, peak) = ProcessUsage.current()
    let padded = name + String(repeating: " ", count: max(0, 44 - name.count))
    print(
      String(
        format: "%@ cpu %7.3f s  wall %7.3f s  peak %6.0f MB", padded, processor - self.processor,
        Date().timeIntervalSince(wall), peak))
  }

  private static func current() -> (processor: Double, peakMegabytes: Double) {
    var usage = rusage()
    #if canImport(Glibc)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      let bytesPerUnit = 1024.0
    #else
      getrusage(RUSAGE_SELF, &usage)
      let bytesPerUnit = 1.0
    #endif
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return (
      seconds(usage.ru_utime) + seconds(usage.ru_stime),
      Double(usage.ru_maxrss) * bytesPerUnit / 1e6
    )
  }
}
