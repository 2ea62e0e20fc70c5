import Frames

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Reads a delimited file and prints what it cost: `ReadBenchmark FILE [THREADS]`.
@main
struct ReadBenchmark {
  static func main() {
    guard CommandLine.arguments.count > 1 else {
      print("usage: ReadBenchmark FILE [THREADS]")
      exit(2)
    }
    let threads = CommandLine.arguments.dropFirst(2).first.flatMap(Int.init) ?? 1
    let clock = ContinuousClock()
    let start = clock.now
    do throws(ReadError) {
      let frame = try CSV.read(CommandLine.arguments[1], options: CSVOptions(threads: threads))
      let wall = clock.now - start
      var usage = rusage()
      getrusage(CurrentProcess.who, &usage)
      let user = seconds(usage.ru_utime)
      let system = seconds(usage.ru_stime)
      print(
        "rows \(frame.rowCount) columns \(frame.columns.count) threads \(threads) "
          + "cpu_seconds \(user + system) user \(user) system \(system) wall_seconds \(wall) "
          + "peak_mebibytes \(usage.ru_maxrss / 1024)")
    } catch {
      print(error)
      exit(1)
    }
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) * 1e-6
  }
}

/// `RUSAGE_SELF` has a type of its own in Glibc.
private enum CurrentProcess {
  #if canImport(Darwin)
    static let who = RUSAGE_SELF
  #else
    static let who = __rusage_who_t(RUSAGE_SELF.rawValue)
  #endif
}
