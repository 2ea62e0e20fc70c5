"""Sets ReadBenchmark beside pandas.read_csv on one file, in turns: median CPU seconds and memory.

    swift build -c release && python3 read_benchmark.py [FILE] [ROUNDS]

Without FILE a panel of 1,990,000 rows is made in data/ (200 x 199 dyads, 50 years; identifiers,
an outcome, three regressors with up to 17 digits, five of zeros and ones; about 218 MB).
"""
import os
import re
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PANDAS = """
import resource, sys
import pandas
before = resource.getrusage(resource.RUSAGE_SELF)
frame = pandas.read_csv(sys.argv[1])
after = resource.getrusage(resource.RUSAGE_SELF)
cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
print("cpu_seconds", cpu, "peak_mebibytes", after.ru_maxrss // 1024)
"""


def make_panel(path):
    import numpy
    import pandas

    random = numpy.random.default_rng(7)
    exporter, importer = numpy.meshgrid(numpy.arange(200), numpy.arange(200), indexing="ij")
    apart = exporter != importer
    exporter = numpy.repeat(exporter[apart], 50)
    importer = numpy.repeat(importer[apart], 50)
    rows = len(exporter)
    columns = {
        "exp": exporter,
        "imp": importer,
        "year": numpy.tile(numpy.arange(1960, 2010), 39800),
        "dyad": exporter * 200 + importer,
        "y": numpy.exp(random.normal(size=rows)),
    }
    for number in range(1, 9):
        if number <= 3:
            columns[f"x{number}"] = random.normal(size=rows)
        elif number % 2:
            columns[f"x{number}"] = (random.random(rows) < 0.3).astype(float)
        else:
            columns[f"x{number}"] = random.integers(0, 2, rows)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    pandas.DataFrame(columns).to_csv(path, index=False)


def measure(command):
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"cpu_seconds (\S+).*peak_mebibytes (\d+)", output)
    return float(found.group(1)), int(found.group(2))


path = sys.argv[1] if len(sys.argv) > 1 else os.path.join(HERE, "data", "panelM.csv")
rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
if not os.path.exists(path):
    make_panel(path)
ours, theirs = [], []
for _ in range(rounds):
    ours.append(measure([os.path.join(HERE, ".build/release/ReadBenchmark"), path, "1"]))
    theirs.append(measure([sys.executable, "-c", PANDAS, path]))
for name, results in (("entente", ours), ("pandas", theirs)):
    cpu = statistics.median(result[0] for result in results)
    print(f"{name}: median CPU {cpu:.3f} s, peak {max(r[1] for r in results)} MiB")
ratio = statistics.median(r[0] for r in ours) / statistics.median(r[0] for r in theirs)
print(f"ratio of CPU seconds: {ratio:.2f}")
