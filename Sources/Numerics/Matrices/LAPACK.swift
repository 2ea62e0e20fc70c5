#if canImport(Accelerate)
  import Accelerate
#else
  import CLAPACK
#endif

/// The few LAPACK routines the project needs, under one Swift signature on every platform.
enum LAPACK {
  #if !canImport(Accelerate)
    /// OpenBLAS would otherwise split products by its own thread count.
    private static let oneThread: Void = openblas_set_num_threads(1)
  #endif

  /// Replaces a column-major `rows` x `columns` matrix by its Householder factors (dgeqrf): R is
  /// in the upper triangle.
  static func factorQR(
    _ values: UnsafeMutablePointer<Double>, rows: Int, columns: Int, leadingDimension: Int
  ) {
    let smaller = min(rows, columns)
    guard smaller > 0 else { return }
    let workLength = max(1, 32 * columns)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: smaller + workLength) { scratch in
      let tau = scratch.baseAddress!
      let work = tau + smaller
      #if canImport(Accelerate)
        var m = __LAPACK_int(rows)
        var n = __LAPACK_int(columns)
        var lda = __LAPACK_int(leadingDimension)
        var length = __LAPACK_int(workLength)
        var info = __LAPACK_int(0)
        dgeqrf_(&m, &n, values, &lda, tau, work, &length, &info)
        precondition(info == 0, "dgeqrf was given an illegal argument")
      #else
        _ = oneThread
        let info = LAPACKE_dgeqrf_work(
          Int32(LAPACK_COL_MAJOR), Int32(rows), Int32(columns), values, Int32(leadingDimension),
          tau, work, Int32(workLength))
        precondition(info == 0, "dgeqrf was given an illegal argument")
      #endif
    }
  }
}
