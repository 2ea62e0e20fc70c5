#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The natural logarithm of the platform's C library.
func logarithm(_ x: Double) -> Double { log(x) }
