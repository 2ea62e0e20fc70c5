"""Analytic bias correction of probit, logit and cloglog with unit and time effects, by brute force.

    python make.py > expected.json

Newton's method on the regressors and all dummies; the correction of Fernandez-Val and Weidner (2016)
for strictly exogenous regressors; the dummies estimated again at the corrected slopes, and the
inverse information there. The panel is drawn by a linear congruential generator, so that the
script and the test make the same one. numpy 2.4.6, scipy 1.17.1, Python 3.11; November 2026.
"""

import json

import numpy as np
from scipy.stats import norm

UNITS, PERIODS = 30, 8


def panel():
    state = 12345
    rows = []

    def uniform():
        nonlocal state
        state = (state * 1103515245 + 12345) % 2147483648
        return (state + 0.5) / 2147483648

    def centred():
        return sum(uniform() for _ in range(12)) - 6

    for unit in range(UNITS):
        effect = centred()
        for period in range(PERIODS):
            x1 = centred() + 0.5 * effect
            x2 = centred()
            eta = 0.8 * x1 - 0.5 * x2 + 0.6 * effect + 0.1 * period - 0.35
            rows.append((unit, period, x1, x2, 1.0 if eta + 1.3 * centred() > 0 else 0.0))
    return np.array(rows)


def parts(model, eta):
    if model == "probit":
        density, mean = norm.pdf(eta), norm.cdf(eta)
        h = density / (mean * (1 - mean))
        return mean, density, h, -eta * density
    if model == "cloglog":
        u = np.exp(eta)
        mean, density = -np.expm1(-u), u * np.exp(-u)
        return mean, density, u / mean, density * (1 - u)
    mean = 1 / (1 + np.exp(-eta))
    density = mean * (1 - mean)
    return mean, density, np.ones_like(eta), density * (1 - 2 * mean)


def scoring(model, y, columns, offset):
    beta = np.zeros(columns.shape[1])
    for _ in range(200):
        mean, density, h, _ = parts(model, offset + columns @ beta)
        weight = h * density
        step = np.linalg.lstsq(
            columns * np.sqrt(weight)[:, None], np.sqrt(weight) * (y - mean) / density, rcond=None)[0]
        beta += step
        if np.max(np.abs(step)) < 1e-13:
            break
    return beta


def dummies(codes):
    levels = np.unique(codes)
    return (codes[:, None] == levels[None, :]).astype(float)


def main():
    data = panel()
    while True:
        kept = np.ones(len(data), dtype=bool)
        for column in (0, 1):
            for level in np.unique(data[:, column]):
                rows = data[:, column] == level
                if len(set(data[rows, 4])) == 1:
                    kept &= ~rows
        if kept.all():
            break
        data = data[kept]
    x, y = data[:, 2:4], data[:, 4]
    effects = [dummies(data[:, 0]), dummies(data[:, 1])]
    result = {"rows": len(data)}
    for model in ("probit", "logit", "cloglog"):
        both = np.hstack([effects[0], effects[1][:, 1:]])
        beta = scoring(model, y, np.hstack([x, both]), np.zeros(len(y)))
        eta = np.hstack([x, both]) @ beta
        _, density, h, second = parts(model, eta)
        weight = h * density
        root = np.sqrt(weight)[:, None]
        swept = x - both @ np.linalg.lstsq(both * root, x * root, rcond=None)[0]
        information = swept.T @ (swept * weight[:, None])
        bias = np.zeros(2)
        for effect in effects:
            for level in range(effect.shape[1]):
                rows = effect[:, level] == 1
                bias += 0.5 * (swept[rows].T @ (h * second)[rows]) / weight[rows].sum()
        corrected = beta[:2] + np.linalg.solve(information, bias)
        alpha = scoring(model, y, both, x @ corrected)
        _, density, h, _ = parts(model, x @ corrected + both @ alpha)
        weight = h * density
        root = np.sqrt(weight)[:, None]
        swept = x - both @ np.linalg.lstsq(both * root, x * root, rcond=None)[0]
        variance = np.linalg.inv(swept.T @ (swept * weight[:, None]))
        result[model] = {
            "uncorrected": beta[:2].tolist(), "corrected": corrected.tolist(),
            "se": np.sqrt(np.diag(variance)).tolist()}
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
