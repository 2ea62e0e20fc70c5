"""Times pyfixest's fepois and statsmodels' probit and logit on a panel that FitBenchmark writes.

    swift run -c release FitBenchmark M write panel-M.bin
    python peers/glm.py panel-M.bin [fepois] [probit] [logit]

Processor seconds of all threads and wall seconds of one fit, on data that are already in memory,
after a fit to some dyads that compiles and loads what the tool needs; to be set beside
GLMBenchmark's rows. Written for pyfixest 0.60.0 and statsmodels 0.15.0 on Python 3.11.
"""

import os
import resource
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS", "RAYON_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np
import pandas as pd


def processor_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def read(path):
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
    frame["count"] = np.floor(np.exp(np.clip(frame["y"].to_numpy() / 4, -6, 6)))
    frame["event"] = (frame["y"] > 0).astype(float)
    return frame


def timed(name, rows, call):
    processor, wall = processor_seconds(), time.time()
    estimate, error, note = call()
    processor, wall = processor_seconds() - processor, time.time() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(
        f"{name:24s} {rows:9d} rows  cpu {processor:7.2f} s  wall {wall:7.2f} s  "
        f"peak {peak:6.0f} MB  x1 {estimate:.12f} ({error:.3e})  {note}",
        flush=True)


def main():
    frame = read(sys.argv[1])
    chosen = sys.argv[2:] or ["fepois", "probit", "logit"]
    slopes = [f"x{index}" for index in range(1, 9)]
    if "fepois" in chosen:
        import pyfixest

        formula = f"count ~ {' + '.join(slopes)} | dyad + exporter_year + importer_year"

        def fepois(data):
            fit = pyfixest.fepois(formula, data, vcov="iid", copy_data=False, store_data=False)
            return fit.coef()["x1"], fit.se()["x1"], f"n {fit._N}"

        members = frame["exporter"].max() // 5
        fepois(frame[(frame["exporter"] < members) & (frame["importer"] < members)].copy())
        timed("pyfixest fepois", len(frame), lambda: fepois(frame))
    matrix = np.column_stack([np.ones(len(frame)), frame[slopes].to_numpy()])
    event = frame["event"].to_numpy()
    for name in ("probit", "logit"):
        if name not in chosen:
            continue
        import statsmodels.api as sm

        model = {"probit": sm.Probit, "logit": sm.Logit}[name]
        model(event[:20000], matrix[:20000]).fit(disp=0)

        def fit():
            found = model(event, matrix).fit(disp=0)
            return found.params[1], found.bse[1], f"{found.mle_retvals['iterations']} iterations"

        timed(f"statsmodels {name}", len(frame), fit)


if __name__ == "__main__":
    main()
