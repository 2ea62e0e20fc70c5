"""The windows that R's interflex used at the 20 values of interflex_kernel_bw0.5.json.

interflex up to 1.4.0 makes the window at x0 0.5 * sqrt(G / f(x0)), with f R's `density()` at the
nearest of its 512 points and G the geometric mean of f over these points, empty tails included
(1.4.1 takes G over the observations, as Entente does). This script does what `density.default` does:
linear binning on 1024 cells over four bandwidths beyond the data, a circular convolution by FFT, and
linear interpolation at 512 points over three bandwidths beyond it.

Python 3, numpy; python3 windows.py > windows.json in this folder, which InteractionDiagnosticsTests and
scripts/reference-table read; 2026-11-21.
"""
import csv, gzip, json
import numpy as np

folder = "../estimators"
x = np.array([float(row["x2"]) for row in csv.DictReader(gzip.open(folder + "/panel.csv.gz", "rt"))])
reference = json.load(open(folder + "/interflex_kernel_bw0.5.json"))
points = np.array(list(reference["est.kernel"].values())[0]["X"])
n = len(x)

low75, high75 = np.quantile(x, [0.25, 0.75])
bandwidth = 0.9 * min(x.std(ddof=1), (high75 - low75) / 1.34) * n**-0.2
cells = 512
lower, upper = x.min() - 7 * bandwidth, x.max() + 7 * bandwidth
step = (upper - lower) / (cells - 1)
mass = np.zeros(2 * cells)
place = (x - lower) / step
index = np.floor(place).astype(int)
np.add.at(mass, index, (1 - (place - index)) / n)
np.add.at(mass, index + 1, (place - index) / n)
distance = np.linspace(0, 2 * (upper - lower), 2 * cells)
distance[cells + 1:] = -distance[1:cells][::-1]
kernel = np.exp(-0.5 * (distance / bandwidth) ** 2) / (bandwidth * np.sqrt(2 * np.pi))
smooth = np.fft.ifft(np.fft.fft(mass) * np.conj(np.fft.fft(kernel))).real
smooth = np.maximum(0, smooth)[:cells]
inner = np.linspace(x.min() - 3 * bandwidth, x.max() + 3 * bandwidth, cells)
density = np.interp(inner, np.linspace(lower, upper, cells), smooth)
mean = np.exp(np.mean(np.log(density)))
windows = [0.5 * np.sqrt(mean / density[np.argmin(abs(inner - value))]) for value in points]
print(json.dumps(windows))
