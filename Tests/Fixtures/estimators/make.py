"""The reference numbers of this folder that need no package of R, made from panel.csv.gz.

    python3 make.py FOLDER

writes into FOLDER ppml_nofe_exact, ppml_dyad_exact and ppml_ey_iy_exact (Newton's method on all
dummies to the optimum; information, scores and their sums by definition), dyadic_pooled_ols (the sum
over pairs of rows that share a unit, and the sum over units less that over dyads), and, for every
feols file, the coefficients and variances by definition: dummies for the effects, each block's factor
as FORMULAS.md states it. None has a small-sample factor but those.

Python 3.11.7, numpy 2.4.6, pandas 3.1.1; November 2026.
"""
import json
import sys

import numpy as np
import pandas as pd

SLOPES = [f"x{number}" for number in range(1, 9)]
PPML_STEPS, PPML_SCORE = 100, 1e-11
data = pd.read_csv("panel.csv.gz")
data["exp^year"] = data.exp * 10000 + data.year
data["imp^year"] = data.imp * 10000 + data.year


def dummies(frame, effects):
    """One column a level, the first of every further effect left out where it is redundant."""
    columns = []
    for effect in effects:
        codes = pd.factorize(frame[effect])[0]
        columns.append((codes[:, None] == np.arange(codes.max() + 1)).astype(float))
    full = np.hstack(columns)
    # Pivots of a QR decomposition tell which levels others span.
    kept, rank = [], 0
    basis = np.zeros((len(frame), 0))
    for column in range(full.shape[1]):
        rest = full[:, column] - basis @ (basis.T @ full[:, column])
        rest -= basis @ (basis.T @ rest)
        if np.linalg.norm(rest) > 1e-8 * np.linalg.norm(full[:, column]):
            basis = np.column_stack([basis, rest / np.linalg.norm(rest)])
            kept.append(column)
    return full[:, kept]


def summed(scores, keys):
    codes = pd.factorize(keys)[0]
    sums = np.zeros((codes.max() + 1, scores.shape[1]))
    np.add.at(sums, codes, scores)
    return sums.T @ sums


def several(scores, frame, keys):
    """Cameron, Gelbach and Miller (2011): inclusion and exclusion over the sets of keys."""
    total = 0
    for chosen in range(1, 2 ** len(keys)):
        names = [key for place, key in enumerate(keys) if chosen >> place & 1]
        label = frame[names].astype(str).agg(" ".join, axis=1)
        total = total + (-1) ** (len(names) + 1) * summed(scores, label)
    return total


def dyadic(scores, frame):
    units = sorted(set(frame.exp) | set(frame.imp))
    total = 0
    for unit in units:
        own = scores[((frame.exp == unit) | (frame.imp == unit)).values].sum(0)
        total = total + np.outer(own, own)
    low, high = np.minimum(frame.exp, frame.imp), np.maximum(frame.exp, frame.imp)
    return total - summed(scores, low * 1000 + high)


def named(V, names):
    return {"names": names, "V": V.tolist(),
            "se": [float(np.sqrt(value)) if value >= 0 else None for value in np.diag(V)]}


def ppml(effects):
    frame = data
    for effect in effects:
        frame = frame[frame.groupby(effect).trade.transform("sum") > 0]
    # An intercept stands for the levels where there are none.
    levels = dummies(frame, effects) if effects else np.ones((len(frame), 1))
    X = np.hstack([frame[SLOPES].values, levels])
    y = frame.trade.values.astype(float)
    eta = np.log(y + y.mean())
    beta = np.linalg.lstsq(X, eta, rcond=None)[0]
    for _ in range(PPML_STEPS):
        mu = np.exp(X @ beta)
        score = X.T @ (y - mu)
        step = np.linalg.solve(X.T @ (X * mu[:, None]), score)
        beta = beta + step
        if np.abs(score).max() < PPML_SCORE:
            break
    mu = np.exp(X @ beta)
    bread = np.linalg.inv(X.T @ (X * mu[:, None]))
    scores = X * (y - mu)[:, None]
    terms = range(len(SLOPES))

    def block(meat):
        return (bread @ meat @ bread)[np.ix_(terms, terms)].tolist()

    logs = np.where(y > 0, y * np.log(np.where(y > 0, y, 1) / mu), 0)
    return {
        "n": len(frame), "rank": X.shape[1], "coef": dict(zip(SLOPES, beta.tolist())),
        "deviance": float(2 * (logs - (y - mu)).sum()),
        "iid_noadj": bread[np.ix_(terms, terms)].tolist(), "hetero_HC0": block(scores.T @ scores),
        "cluster_dyad_noadj": block(summed(scores, frame.dyad)),
        "twoway_exp_imp_noadj": block(several(scores, frame, ["exp", "imp"])),
        "dyadic_noadj": block(dyadic(scores, frame)),
    }


def dyadic_pooled():
    X = np.column_stack([np.ones(len(data)), data[SLOPES].values])
    bread = np.linalg.inv(X.T @ X)
    scores = X * (data.y.values - X @ (bread @ (X.T @ data.y.values)))[:, None]
    exp, imp = data.exp.values, data.imp.values
    meat = np.zeros((X.shape[1],) * 2)
    for row in range(len(data)):
        shares = (exp == exp[row]) | (imp == exp[row]) | (exp == imp[row]) | (imp == imp[row])
        meat += np.outer(scores[row], scores[shares].sum(0))
    names = ["(Intercept)"] + SLOPES
    return {"V_pair_definition": named(bread @ meat @ bread, names),
            "V_onepass": named(bread @ dyadic(scores, data) @ bread, names)}


def feols(effects, nested):
    """`nested`: the effects that lie within dyads, and all of them lie within exporters or importers."""
    levels = dummies(data, effects)
    y, slopes = data.y.values, data[SLOPES].values
    basis = np.linalg.qr(levels)[0]
    both = np.column_stack([slopes, y])
    both = both - basis @ (basis.T @ both)
    X, inside = both[:, :-1], both[:, -1]
    bread = np.linalg.inv(X.T @ X)
    beta = bread @ (X.T @ inside)
    residuals = inside - X @ beta
    scores = X * residuals[:, None]
    n, k = len(data), len(SLOPES)
    sizes = {effect: data[effect].nunique() for effect in effects}
    # fixest counts each effect less one, not what is spanned.
    full = k + sum(sizes.values()) - (len(effects) - 1)
    total = ((y - y.mean()) ** 2).sum()
    ssr = residuals @ residuals

    def counted(inside):
        """fixest's default: effects nested in a cluster are not counted."""
        outside = [sizes[effect] - 1 for effect in effects if effect not in inside]
        return k + 1 + sum(outside)

    def block(meat, groups=None, parameters=None):
        factor = 1.0
        if parameters is not None:
            factor = (n - 1) / (n - parameters)
        if groups is not None:
            factor *= groups / (groups - 1)
        return named(factor * bread @ meat @ bread, SLOPES)

    two, three = ["exp", "imp"], ["exp", "imp", "year"]
    least = min(data.exp.nunique(), data.imp.nunique())
    G = data.dyad.nunique()
    one = summed(scores, data.dyad)
    pair = several(scores, data, two)
    return {
        "coef": dict(zip(SLOPES, beta.tolist())), "n": n, "dfresid_iid": n - full,
        "ssr": float(ssr), "sigma2": float(ssr / (n - full)), "r2": float(1 - ssr / total),
        "within_r2": float(1 - ssr / (inside @ inside)), "resid_first5": residuals[:5].tolist(),
        "iid": named(ssr / (n - full) * bread, SLOPES),
        "hetero": named(n / (n - full) * bread @ (scores.T @ scores) @ bread, SLOPES),
        "cluster_dyad_default": block(one, G, counted(nested)), "cluster_dyad_noadj": block(one),
        "cluster_dyad_full": block(one, G, full), "cluster_dyad_none": block(one, G, k),
        "twoway_exp_imp_default": block(pair, least, counted([e for e in effects if e != "year"])),
        "twoway_exp_imp_noadj": block(pair),
        "threeway_exp_imp_year": block(
            several(scores, data, three), data.year.nunique(), counted(effects)),
    }


files = {
    "ppml_nofe_exact": lambda: ppml([]),
    "ppml_dyad_exact": lambda: ppml(["dyad"]),
    "ppml_ey_iy_exact": lambda: ppml(["exp^year", "imp^year"]),
    "dyadic_pooled_ols": dyadic_pooled,
    "feols_dyad": lambda: feols(["dyad"], ["dyad"]),
    "feols_dyad_year": lambda: feols(["dyad", "year"], ["dyad"]),
    "feols_threeway": lambda: feols(["dyad", "exp^year", "imp^year"], ["dyad"]),
}
for name, made in files.items():
    with open(f"{sys.argv[1]}/{name}.json", "w") as file:
        json.dump(made(), file, indent=1)
