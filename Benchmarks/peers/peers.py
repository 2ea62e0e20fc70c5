"""Times pyfixest on the panels that FitBenchmark writes, beside its rows.

    swift run -c release FitBenchmark M write panel-M.bin
    python peers/peers.py panel-M.bin [--threads 1] [--models feols,fepois]

Processor seconds of all threads and wall seconds of one call, on a data frame that is already in
memory, after a call on the first 20,000 rows that compiles and loads what the tool needs.
Written for pyfixest 0.60.0 on Python 3.11.
"""

import argparse
import os
import resource
import time


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("panel")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--models", default="feols,fepois")
    return parser.parse_args()


def processor_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def read(path):
    import numpy as np
    import pandas as pd

    with open(path, "rb") as file:
        rows = int(np.fromfile(file, dtype=np.int64, count=1)[0])
        columns = {
            name: np.fromfile(file, dtype=np.int32, count=rows)
            for name in ("exporter", "importer", "dyad", "year")
        }
        columns["y"] = np.fromfile(file, dtype=np.float64, count=rows)
        for index in range(1, 9):
            columns[f"x{index}"] = np.fromfile(file, dtype=np.float64, count=rows)
    frame = pd.DataFrame(columns)
    years = int(frame["year"].max()) + 1
    frame["exporter_year"] = frame["exporter"] * years + frame["year"]
    frame["importer_year"] = frame["importer"] * years + frame["year"]
    # A count-like outcome for the Poisson model: about one row in three is zero.
    scaled = np.exp(np.clip(frame["y"].to_numpy() / 4, -6, 6))
    frame["count"] = np.floor(scaled)
    return frame


def main():
    options = arguments()
    for name in ("OMP_NUM_THREADS", "NUMBA_NUM_THREADS", "RAYON_NUM_THREADS"):
        os.environ[name] = str(options.threads)
    import pyfixest

    frame = read(options.panel)
    slopes = " + ".join(f"x{index}" for index in range(1, 9))
    effects = "dyad + exporter_year + importer_year"
    # The effects' defaults stop at 1e-6; ours are stable to 1e-9.
    calls = {
        "feols default": lambda data: pyfixest.feols(f"y ~ {slopes} | {effects}", data),
        "feols": lambda data: pyfixest.feols(
            f"y ~ {slopes} | {effects}", data, vcov="iid", copy_data=False, store_data=False,
            lean=True, fixef_rm="none"),
        "feols 1e-9": lambda data: pyfixest.feols(
            f"y ~ {slopes} | {effects}", data, vcov="iid", copy_data=False, store_data=False,
            lean=True, fixef_rm="none", fixef_tol=1e-9),
        "fepois": lambda data: pyfixest.fepois(
            f"count ~ {slopes} | {effects}", data, vcov="iid", copy_data=False, store_data=False,
            lean=True),
    }
    for name, call in calls.items():
        if name.split()[0] not in options.models.split(","):
            continue
        call(frame.head(20000).copy())
        processor, wall = processor_seconds(), time.time()
        fit = call(frame)
        processor, wall = processor_seconds() - processor, time.time() - wall
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        print(
            f"pyfixest {name:12s} {len(frame):9d} rows  cpu {processor:7.2f} s  "
            f"wall {wall:7.2f} s  peak {peak:6.0f} MB  x1 {fit.coef()['x1']:.12f} "
            f"({fit.se()['x1']:.3e})",
            flush=True)


if __name__ == "__main__":
    main()
