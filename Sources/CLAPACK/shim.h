// LAPACKE and OpenBLAS on Linux. On Apple systems LinearAlgebra imports Accelerate instead.
#if !defined(__APPLE__)
#include <lapacke.h>
// OpenBLAS: one thread, so that results do not depend on its splitting; parallelism is ours.
void openblas_set_num_threads(int num_threads);
#endif
