"""Times statsmodels' pooled probit and logit on a panel that FitBenchmark writes.

    python peers/probit.py panel-M.bin

Processor seconds of one fit on arrays that are already in memory, beside GLMBenchmark's rows.
Written for statsmodels 0.15.0 on Python 3.11.
"""

import os
import resource
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np
import statsmodels.api as sm


def processor_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def main():
    with open(sys.argv[1], "rb") as file:
        rows = int(np.fromfile(file, dtype=np.int64, count=1)[0])
        np.fromfile(file, dtype=np.int32, count=4 * rows)
        y = np.fromfile(file, dtype=np.float64, count=rows)
        x = np.fromfile(file, dtype=np.float64, count=8 * rows).reshape(8, rows)
    matrix = np.column_stack([np.ones(rows), x.T])
    event = (y > 0).astype(float)
    for name, model in (("Probit", sm.Probit), ("Logit", sm.Logit)):
        model(event[:20000], matrix[:20000]).fit(disp=0)
        processor, wall = processor_seconds(), time.time()
        fit = model(event, matrix).fit(disp=0)
        processor, wall = processor_seconds() - processor, time.time() - wall
        print(
            f"statsmodels {name:7s} {rows:9d} rows  cpu {processor:7.2f} s  wall {wall:7.2f} s  "
            f"x1 {fit.params[1]:.12f} ({fit.bse[1]:.3e})  "
            f"{fit.mle_retvals['iterations']} iterations")


if __name__ == "__main__":
    main()
