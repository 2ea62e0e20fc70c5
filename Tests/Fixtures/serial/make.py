# Driscoll-Kraay and panel Newey-West variances of a small panel without gaps.
# Python 3.11.7, pyfixest 0.60.0, linearmodels 7.1, statsmodels 0.15.0; 2026-11-21.
# Run in this folder: python3 make.py
import json
import linearmodels as lm
import numpy as np
import pandas as pd
import pyfixest as pf
import statsmodels.api as sm

rng = np.random.default_rng(5)
units, years = 14, 12
unit = np.repeat(np.arange(units), years)
year = np.tile(np.arange(1990, 1990 + years), units)
shock = np.repeat(rng.normal(size=years)[None, :], units, 0).ravel()
noise = np.zeros((units, years))
for t in range(years):
    noise[:, t] = 0.6 * (noise[:, t - 1] if t else 0) + rng.normal(size=units)
x1 = rng.normal(size=units * years) + 0.5 * shock
x2 = np.cumsum(rng.normal(size=(units, years)), 1).ravel()
y = 1 + 0.5 * x1 - 0.2 * x2 + shock + noise.ravel() + np.repeat(rng.normal(size=units), years)
data = pd.DataFrame({"unit": unit, "year": year, "x1": x1, "x2": x2, "y": y}).round(6)
data.to_csv("data.csv", index=False)

def listed(matrix):
    return np.asarray(matrix).tolist()

result = {}
none = pf.ssc(k_adj=False, G_adj=False)
for name, formula in [("pooled", "y ~ x1 + x2"), ("within", "y ~ x1 + x2 | unit")]:
    for kind in ["NW", "DK"]:
        for rule, ssc in [("none", none), ("fixest", pf.ssc(k_fixef="full"))]:
            fit = pf.feols(formula, data, vcov=kind, ssc=ssc, vcov_kwargs={
                "lag": 2, "time_id": "year", "panel_id": "unit"})
            result[f"pyfixest_{name}_{kind}_{rule}"] = listed(fit._vcov)

panel = data.set_index(["unit", "year"])
fit = lm.PanelOLS(panel.y, sm.add_constant(panel[["x1", "x2"]])).fit(
    cov_type="kernel", kernel="bartlett", bandwidth=2, debiased=False)
result["linearmodels_pooled_DK_none"] = listed(fit.cov)
fit = sm.OLS(data.y, sm.add_constant(data[["x1", "x2"]])).fit(
    cov_type="hac-groupsum", cov_kwds={
        "time": data.year.values - 1990, "maxlags": 2, "use_correction": False})
result["statsmodels_pooled_DK_none"] = listed(fit.cov_params())
fit = sm.OLS(data.y, sm.add_constant(data[["x1", "x2"]])).fit(
    cov_type="hac-panel", cov_kwds={
        "groups": data.unit.values, "maxlags": 2, "use_correction": False})
result["statsmodels_pooled_NW_none"] = listed(fit.cov_params())
json.dump(result, open("expected.json", "w"), indent=1)
print({k: v[-1][-1] for k, v in result.items()})
