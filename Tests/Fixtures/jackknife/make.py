"""Least squares without one cluster at a time: the sum of squared changes, with no factor.

    python3 make.py && Rscript make.R

writes data.csv and expected.json beside itself, and then R's cr3_*.json. Each cluster is left out of
the table and the model is fitted again to what remains, effects as dummies, so that no formula for
the change is trusted. pyfixest's CRV3 without small-sample factors is asserted to agree. Clusters
have 1 to 17 rows, some units one row.

Python 3.11.7, numpy 2.4.6, pandas 3.1.1, pyfixest 0.60.0; 2026-11-30.
"""
import json

import numpy as np
import pandas as pd
import pyfixest as pf

SLOPES = ["x1", "x2"]


def table():
    rng = np.random.default_rng(29)
    rows, unit = [], 0
    for region in range(12):
        shock = rng.normal()
        for _ in range(1 if region == 0 else rng.integers(1, 5)):
            unit += 1
            effect = rng.normal()
            for year in range(1 if region == 0 else rng.integers(1, 6)):
                x1 = rng.normal() + 0.6 * effect + 0.4 * shock
                x2 = rng.exponential()
                y = 1 + 0.5 * x1 - 0.3 * x2 + effect + shock + rng.normal() * (0.5 + x2)
                rows.append([region, unit, 2000 + year, x1, x2, 0.2 + 3 * rng.uniform(),
                             rng.integers(1, 4), y])
    names = ["region", "unit", "year", "x1", "x2", "w", "f", "y"]
    return pd.DataFrame(rows, columns=names).round(6)


def estimates(data, weights, effect):
    if effect is None:
        x = np.column_stack([np.ones(len(data)), data[SLOPES]])
        shown = slice(0, 3)
    else:
        dummies = pd.get_dummies(data[effect]).to_numpy(float)
        x = np.column_stack([data[SLOPES], dummies])
        shown = slice(0, 2)
    root = np.sqrt(np.ones(len(data)) if weights is None else data[weights].to_numpy(float))
    found, _, rank, _ = np.linalg.lstsq(x * root[:, None], data.y.to_numpy() * root, rcond=None)
    assert rank == x.shape[1]
    return found[shown]


def jackknife(data, cluster, weights, effect):
    whole = estimates(data, weights, effect)
    changes = np.array([estimates(data[data[cluster] != g], weights, effect) - whole
                        for g in data[cluster].unique()])
    return whole, changes.T @ changes


def main():
    data = table()
    data.to_csv("data.csv", index=False)
    result = {}
    for name, cluster, weights, effect in [
            ("pooled", "region", None, None), ("pooled by unit", "unit", None, None),
            ("weighted", "region", "w", None), ("repeated", "region", "f", None),
            ("within", "region", None, "unit"), ("within by unit", "unit", None, "unit"),
            ("weighted within", "region", "w", "unit")]:
        whole, variance = jackknife(data, cluster, weights, effect)
        result[name] = {"coef": whole.tolist(), "V": variance.tolist()}
        if weights is None and effect is None:
            peer = pf.feols("y ~ x1 + x2", data, vcov={"CRV3": cluster},
                            ssc=pf.ssc(k_adj=False, G_adj=False))
            assert np.allclose(peer._vcov, variance, rtol=1e-9)
    with open("expected.json", "w") as file:
        json.dump(result, file, indent=1)


main()
