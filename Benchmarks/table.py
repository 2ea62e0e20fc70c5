"""Measures everything that Entente promises about speed and memory, and prints it as one table.

    swift build -c release && python3 table.py [ROUNDS] [--only WORD ...]

Ours and the peer take turns, ROUNDS times (3 unless told), one thread each; a row shows the medians
of processor seconds. The peers need `pip install pyfixest statsmodels pandas`; without one its
column says so. A promise that is missed is marked, and the exit status is then 1.
"""

import os
import re
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
BINARIES = os.path.join(HERE, ".build", "release")
DATA = os.path.join(HERE, "data")
ROW = re.compile(r"^(.*?)\s+cpu\s+([\d.]+) s\s+wall\s+([\d.]+) s(?:\s+peak\s+(\d+) MB)?", re.M)
ONE_THREAD = {
    **os.environ,
    **{
        name: "1"
        for name in (
            "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS", "RAYON_NUM_THREADS")
    },
}


class Row:
    def __init__(self, name, cpu, wall, peak, text):
        self.name, self.cpu, self.wall, self.peak, self.text = name, cpu, wall, peak, text


def rows(command):
    """The measured rows that a program prints, by name; the first of each name."""
    print("  " + " ".join(command[-4:]), file=sys.stderr, flush=True)
    done = subprocess.run(command, capture_output=True, text=True, env=ONE_THREAD, cwd=HERE)
    if done.returncode != 0:
        return None
    found = {}
    matches = list(ROW.finditer(done.stdout))
    for index, match in enumerate(matches):
        end = matches[index + 1].start() if index + 1 < len(matches) else len(done.stdout)
        name = match.group(1).strip()
        found.setdefault(
            name,
            Row(
                name, float(match.group(2)), float(match.group(3)), float(match.group(4) or 0),
                done.stdout[match.end():end]))
    return found


def ours(program, *arguments):
    found = rows([os.path.join(BINARIES, program), *map(str, arguments)])
    if found is None:
        sys.exit(f"{program} failed: build first (swift build -c release), or run it to see why.")
    return found


def peers(*arguments):
    return rows([sys.executable, os.path.join(HERE, "peers", "peers.py"), *arguments]) or {}


def panel(size):
    os.makedirs(DATA, exist_ok=True)
    path = os.path.join(DATA, f"panel-{size}.bin")
    if not os.path.exists(path):
        ours_path = os.path.join(BINARIES, "FitBenchmark")
        subprocess.run([ours_path, size, "write", path], check=True)
    return path


def median(values):
    values = [value for value in values if value is not None]
    return statistics.median(values) if values else None


class Table:
    def __init__(self, rounds):
        self.rounds, self.missed = rounds, 0
        print("| what | ours | peer | ratio | promise | |")
        print("|---|---|---|---|---|---|", flush=True)

    def add(self, what, own, peer, ratio, promise, holds):
        self.missed += not holds
        print(
            f"| {what} | {own} | {peer} | {ratio} | {promise} | {'' if holds else 'missed'} |",
            flush=True)

    def against(self, what, own, peer, most, peer_name):
        """Medians of paired runs, and the ratio of the medians."""
        mine, other = median(own), median(peer)
        if other is None:
            self.add(what, f"{mine:.2f} s", f"{peer_name} not there", "", f"{most:.2f}", True)
            return
        ratio = mine / other
        self.add(
            what, f"{mine:.2f} s", f"{other:.2f} s ({peer_name})", f"{ratio:.2f}",
            f"at most {most:.2f}", ratio <= most)


def least_squares(table):
    for size in ("M", "MU"):
        first, again, other = [], [], []
        for _ in range(table.rounds):
            found = ours("FitBenchmark", size, 1, "table")
            first.append(found["OLS from a table, conventional"].cpu)
            again.append(found["OLS from a table, conventional again"].cpu)
            peer = peers(panel(size), "feols").get("pyfixest feols, 1e-9")
            other.append(peer and peer.cpu)
        name = f"least squares, three effects, panel {size}"
        table.against(name, first, other, 0.1, "pyfixest")
        table.against(name + ", second fit of a process", again, other, 0.1, "pyfixest")
        shares = []
        for _ in range(table.rounds):
            found = ours("FitBenchmark", size, 1, "three")
            plain = found["OLS, three effects, conventional again"].cpu
            shares.append(found["OLS, three effects, dyadic again"].cpu / plain - 1)
        table.add(
            f"dyadic variance beside its fit, panel {size}", "", "", f"{median(shares):+.2f}",
            "at most +0.10", median(shares) <= 0.1)


def generalized(table):
    for size, names in (("M", ("ppml, dyad + ey + iy", "probit, pooled")),
                        ("MU", ("ppml, dyad + ey + iy",))):
        for name in names:
            word = name.split(",")[0]
            peer_word = {"ppml": "fepois", "probit": "probit"}[word]
            peer_name = {"ppml": "pyfixest", "probit": "statsmodels"}[word]
            own, other = [], []
            for _ in range(table.rounds):
                own.append(ours("GLMBenchmark", size, 1, word)[name].cpu)
                peer = peers(panel(size), peer_word).get(f"{peer_name} {peer_word}")
                other.append(peer and peer.cpu)
            most = {"ppml": 0.2, "probit": 1 / 3}[word]
            table.against(f"{name}, panel {size}", own, other, most, peer_name)


def diagnostics(table):
    found = [ours("DiagnosticsBenchmark", 1) for _ in range(table.rounds)]
    for name in found[0]:
        seconds = median([each[name].cpu for each in found])
        table.add(
            f"interaction diagnostics, 2,000 rows, 200 replicates, {name}", f"{seconds:.2f} s", "",
            "", "at most 2 s", seconds <= 2)


def growth(table):
    sizes = ("S", "M", "L")
    found = {size: [] for size in sizes}
    for _ in range(table.rounds):
        for size in sizes:
            found[size].append(ours("FitBenchmark", size, 1, "table"))
    each = {}
    for size, runs in found.items():
        size_row = next(name for name in runs[0] if "columns of" in name)
        empty = runs[0]["an empty process"].peak
        count, used = map(int, re.findall(r"\d+", size_row)[:2])
        peak = max(run["OLS from a table, conventional"].peak for run in runs) - empty
        table.add(
            f"memory at its peak less an empty process's {empty:.0f} MB, panel {size} "
            f"({count:,} rows)", f"{peak:.0f} MB", f"columns {used} MB",
            f"{peak / used:.2f}", "at most 2.20", peak / used <= 2.2)
        again = "OLS from a table, conventional again"
        each[size] = 1e6 * median([run[again].cpu for run in runs]) / count
    for size in ("M", "L"):
        ratio = each[size] / each["S"]
        table.add(
            f"seconds a million rows, panel {size} against S", f"{each[size]:.3f} s",
            f"{each['S']:.3f} s", f"{ratio:.2f}", "at most 1.00", ratio <= 1)


def connection(table):
    def sweeps(size):
        run = ours("FitBenchmark", size, 1, "three")["OLS, three effects, conventional"]
        return int(re.search(r"(\d+) iterations", run.text).group(1))

    ring, dense = sweeps("R"), sweeps("D")
    table.add(
        "sweeps over a ring, four neighbours a unit", ring, f"{dense} (every pair)",
        f"{ring / dense:.1f}", "at most 20", ring <= 20 * dense)


def threads(table):
    one, two, bits = [], [], set()
    for _ in range(max(5, table.rounds)):
        for count, target in ((1, one), (2, two)):
            run = ours("FitBenchmark", "M", count, "three")["OLS, three effects, conventional again"]
            target.append(run.wall)
            bits.add(re.search(r"x1 \S+ \(\S+\)", run.text).group(0))
    ratio = min(two) / min(one)
    table.add(
        "wall time of a fit by two threads (needs two idle cores)", f"{min(two):.2f} s",
        f"{min(one):.2f} s (one thread)", f"{ratio:.2f}", "at most 0.65", ratio <= 0.65)
    table.add("results of one and two threads", "same bits" if len(bits) == 1 else "differ", "", "",
              "same bits", len(bits) == 1)


def robust(table):
    for size in ("M",):
        run = ours("FitBenchmark", size, 1, "dyad")["bisquare M, dyads, conventional"]
        table.add("bisquare M, dyads, panel M", f"{run.cpu:.2f} s", "", "", "at most 3 s",
                  run.cpu <= 3)


def main():
    arguments = sys.argv[1:]
    only = arguments[arguments.index("--only") + 1:] if "--only" in arguments else []
    numbers = [int(word) for word in arguments if word.isdigit()]
    parts = [least_squares, generalized, diagnostics, growth, connection, threads, robust]
    table = Table(numbers[0] if numbers else 3)
    for part in parts:
        if not only or part.__name__ in only:
            part(table)
    return 1 if table.missed else 0


if __name__ == "__main__":
    sys.exit(main())
