"""Complementary log-log models of a binary outcome, by statsmodels' GLM.

    python3 make.py && Rscript make.R

writes data.csv, expected.json and R's cloglog_*.json beside itself. Durations in discrete time: each
spell has a row a period until its event. Estimates and the conventional variance are statsmodels'.
Robust variances are the sandwich of its scores with the expected information as bread, as in R's
sandwich; statsmodels puts the observed information there, which is asserted to be all that differs.
Derivatives of the mean are taken numerically. "numbers" has one row's likelihood, score and
information with as many digits as it takes.

Python 3.11.7, numpy 2.4.6, pandas 3.1.1, statsmodels 0.15.0, mpmath 1.3.0; 2026-11-30.
"""
import json

import mpmath as mp
import numpy as np
import pandas as pd
import statsmodels.api as sm
from statsmodels.genmod.families import Binomial, links

TERMS = ["x1", "x2"]
MEMBERS = ["group"]
SUMS = {"hc0": lambda d: np.arange(len(d)), "cluster:spell": lambda d: d.spell.to_numpy(),
        "cluster:group": lambda d: d.group.to_numpy()}


def table():
    rng = np.random.default_rng(41)
    rows = []
    for spell in range(140):
        group = spell % 9
        effect = 0.5 * (group - 4) / 4
        x2 = rng.normal()
        for period in range(1, 9):
            x1 = rng.normal() + 0.3 * effect
            eta = -1.6 + 0.7 * x1 - 0.4 * x2 + effect
            event = int(rng.uniform() < 1 - np.exp(-np.exp(eta)))
            rows.append([spell, group, period, x1, x2, rng.integers(1, 4), event])
            if event:
                break
    names = ["spell", "group", "period", "x1", "x2", "f", "event"]
    return pd.DataFrame(rows, columns=names).round(6)


def regressors(data, effects):
    if not effects:
        return sm.add_constant(data[TERMS]).astype(float)
    parts = [data[TERMS]] + [pd.get_dummies(data[e], prefix=e, drop_first=k > 0)
                             for k, e in enumerate(effects)]
    return pd.concat(parts, axis=1).astype(float)


def fitted(data, effects, weights=None):
    x = regressors(data, effects)
    model = sm.GLM(data.event, x, family=Binomial(link=links.CLogLog()),
                   freq_weights=None if weights is None else data[weights].to_numpy(float))
    fit = model.fit(tol=1e-15, maxiter=200)
    # Two more steps of Fisher's, for the last digits.
    b = fit.params.to_numpy()
    w = np.ones(len(data)) if weights is None else data[weights].to_numpy(float)
    for _ in range(4):
        score, bread = parts(data, x, b, w)
        b = b + bread @ score.sum(0)
    return x, b, w, fit


def parts(data, x, b, w):
    """Scores row by row, and the inverse of the expected information."""
    x = x.to_numpy()
    u = np.exp(x @ b)
    p = -np.expm1(-u)
    score = np.where(data.event == 1, u * np.exp(-u) / p, -u)
    information = u * u * np.exp(-u) / p
    return w[:, None] * score[:, None] * x, np.linalg.inv((x * (w * information)[:, None]).T @ x)


def sandwich(score, bread, groups):
    sums = pd.DataFrame(score).groupby(groups).sum().to_numpy()
    return bread @ sums.T @ sums @ bread


def model(data, effects, weights=None):
    x, b, w, fit = fitted(data, effects, weights)
    score, bread = parts(data, x, b, w)
    assert np.allclose(b, fit.params, rtol=1e-8, atol=1e-10)
    assert np.allclose(bread, fit.cov_params(), rtol=1e-6, atol=1e-12)
    shown = list(range(3)) if not effects else [0, 1]
    u = np.exp(x.to_numpy() @ b)
    p = -np.expm1(-u)
    logs = np.where(data.event == 1, np.log(p), -u)
    result = {"names": list(x.columns[shown]), "coef": b[shown].tolist(),
              "log_likelihood": float(w @ logs), "V": {"iid": bread[np.ix_(shown, shown)].tolist()}}
    for name, groups in SUMS.items():
        if weights is not None and name == "hc0":
            continue
        variance = sandwich(score, bread, groups(data))
        if weights is None and not effects:
            how = ({"cov_type": "HC0"} if name == "hc0" else
                   {"cov_type": "cluster",
                    "cov_kwds": {"groups": groups(data), "use_correction": False}})
            peer = sm.GLM(data.event, x, family=Binomial(link=links.CLogLog())).fit(
                tol=1e-15, maxiter=200, **how)
            observed = np.linalg.inv(-peer.model.hessian(b, observed=True))
            theirs = sandwich(score, observed, groups(data))
            assert np.allclose(peer.cov_params(), theirs, rtol=1e-8, atol=1e-12), name
        result["V"][name] = variance[np.ix_(shown, shown)].tolist()
    return result


def effects_of(data):
    """Average derivative of the mean by each regressor, and its delta-method error."""
    x, b, w, fit = fitted(data, [])
    x = x.to_numpy()
    _, bread = parts(data, pd.DataFrame(x), b, w)

    def average(b, column):
        eta = x @ b
        return np.mean(np.exp(eta - np.exp(eta))) * b[column]

    found = {}
    for column, name in [(1, "x1"), (2, "x2")]:
        step = 1e-6
        slope = np.array([(average(b + step * e, column) - average(b - step * e, column)) / (2 * step)
                          for e in np.eye(3)])
        found[name] = {"estimate": average(b, column), "std_error": float(np.sqrt(slope @ bread @ slope))}
    return found


def numbers():
    mp.mp.dps = 400
    rows = []
    for eta in [-229, -100, -40, -20, -10, -5, -3, -2, -1.5, -1, -0.95, -0.92, -0.91, -0.9, -0.5, 0,
                0.5, 1, 2, 2.5, 3, 4, 5, 6]:
        u = mp.exp(mp.mpf(eta))
        p = -mp.expm1(-u)
        rows.append([float(v) for v in [
            eta, u, p, mp.log(p), u * mp.exp(-u) / p, u * mp.exp(-u) * (u - p) / p ** 2,
            u ** 2 * mp.exp(-u) / p]])
    return rows


def main():
    data = table()
    data.to_csv("data.csv", index=False)
    result = {
        "pooled": model(data, []), "repeated": model(data, [], "f"), "within": model(data, MEMBERS),
        "within members": model(data, ["group", "period"]), "marginal": effects_of(data),
        "numbers": numbers()}
    with open("expected.json", "w") as file:
        json.dump(result, file, indent=1)


main()
