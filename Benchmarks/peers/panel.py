"""Reads the panels that `FitBenchmark SIZE write FILE` writes, and times calls on them.

A call's cost is its processor seconds of all threads and its wall seconds, on a data frame that is
already in memory, after a call on some rows that compiles and loads what the tool needs.
"""

import os
import resource
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS", "RAYON_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import numpy as np
import pandas as pd

SLOPES = [f"x{index}" for index in range(1, 9)]


def read(path):
    with open(path, "rb") as file:
        rows = int(np.fromfile(file, dtype=np.int64, count=1)[0])
        columns = {
            name: np.fromfile(file, dtype=np.int32, count=rows)
            for name in ("exporter", "importer", "dyad", "year")
        }
        columns["y"] = np.fromfile(file, dtype=np.float64, count=rows)
        for name in SLOPES:
            columns[name] = np.fromfile(file, dtype=np.float64, count=rows)
    frame = pd.DataFrame(columns)
    years = int(frame["year"].max()) + 1
    frame["exporter_year"] = frame["exporter"] * years + frame["year"]
    frame["importer_year"] = frame["importer"] * years + frame["year"]
    # GLMBenchmark's outcomes: a count, about one row in three zero, and an event.
    frame["count"] = np.floor(np.exp(np.clip(frame["y"].to_numpy() / 4, -6, 6)))
    frame["event"] = (frame["y"] > 0).astype(float)
    return frame


def few_dyads(frame):
    """All years of the dyads among a fifth of the units."""
    members = frame["exporter"].max() // 5
    return frame[(frame["exporter"] < members) & (frame["importer"] < members)].copy()


def timed(name, rows, call):
    """Prints one row; table.py reads it."""
    processor, wall = processor_seconds(), time.time()
    estimate, error = call()
    processor, wall = processor_seconds() - processor, time.time() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    print(
        f"{name:44s} cpu {processor:7.3f} s  wall {wall:7.3f} s  peak {peak:6.0f} MB\n"
        f"    {rows} rows, x1 {estimate:.12f} ({error:.3e})",
        flush=True)


def processor_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime
