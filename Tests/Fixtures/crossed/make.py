"""Every estimator with several effects and with variances over members, periods, lags and places.

    python3 make.py

writes data.csv and expected.json beside itself. Effects stand as dummies in statsmodels and are
absorbed in pyfixest and linearmodels, so that two programs of different make agree before we are
asked to. No small-sample factor anywhere. What no package offers (dyads, places, and serial errors of
M-estimates) is summed over pairs of rows by definition, from the package's fit.

Python 3.11.7, numpy 2.4.6, pandas 3.1.1, statsmodels 0.15.0, pyfixest 0.60.0, linearmodels 7.1;
2026-11-21.
"""
import json
import warnings

import numpy as np
import pandas as pd
import pyfixest as pf
import statsmodels.api as sm
from linearmodels.iv.absorbing import AbsorbingLS

warnings.simplefilter("ignore")
SLOPES = ["x1", "x2"]
THREE = ["dyad", "exp_year", "imp_year"]
MEMBERS = ["exp", "imp", "year"]


def panel():
    rng = np.random.default_rng(11)
    units, years = 9, 6
    rows = []
    trait = rng.normal(size=units)
    place = np.column_stack([rng.uniform(-50, 60, units), rng.uniform(-120, 140, units)])
    for exp in range(units):
        for imp in range(units):
            if exp == imp:
                continue
            effect = rng.normal()
            for year in range(1990, 1990 + years):
                if rng.uniform() < 0.1:
                    continue
                x1 = rng.normal() + 0.5 * trait[exp] + 0.3 * effect
                x2 = rng.normal() - 0.4 * trait[imp]
                eta = 0.4 * x1 - 0.3 * x2 + 0.4 * effect + 0.3 * trait[exp]
                y = 1 + eta + rng.normal() * (1 if rng.uniform() > 0.05 else 8)
                rows.append([exp, imp, year, *place[exp], x1, x2, y, rng.poisson(np.exp(eta + 1)),
                             int(eta + rng.logistic() > 0)])
    names = ["exp", "imp", "year", "lat", "lon", "x1", "x2", "y", "count", "event"]
    data = pd.DataFrame(rows, columns=names).round(5)
    data["dyad"] = data.exp * units + data.imp
    data["exp_year"] = data.exp * 10000 + data.year
    data["imp_year"] = data.imp * 10000 + data.year
    return data


def regressors(data, effects):
    columns = [data[SLOPES]]
    if not effects:
        return sm.add_constant(columns[0]).astype(float)
    for number, effect in enumerate(effects):
        columns.append(pd.get_dummies(data[effect], prefix=effect, drop_first=number > 0))
    x = pd.concat(columns, axis=1).astype(float)
    # Dummies that others span go, last first.
    _, upper = np.linalg.qr(x.to_numpy())
    kept = np.abs(np.diag(upper)) > 1e-9
    return x.loc[:, kept]


def kilometres(data):
    lat, lon = np.radians(data.lat.to_numpy()), np.radians(data.lon.to_numpy())
    h = (np.sin((lat[:, None] - lat[None, :]) / 2) ** 2
         + np.cos(lat[:, None]) * np.cos(lat[None, :])
         * np.sin((lon[:, None] - lon[None, :]) / 2) ** 2)
    return 2 * np.arcsin(np.minimum(1, np.sqrt(h))) * 6371.01


def pair_weights(data):
    """How much each pair of rows counts, for every variance but the conventional one."""
    exp, imp, year, dyad = (data[name].to_numpy() for name in ["exp", "imp", "year", "dyad"])

    def same(a, b):
        return a[:, None] == b[None, :]

    lag = np.abs(year[:, None] - year[None, :])
    bartlett = np.maximum(0, 1 - lag / 3)
    return {
        "hc0": np.eye(len(data)),
        "cluster:dyad": same(dyad, dyad).astype(float),
        "cluster:exp,imp": same(exp, exp).astype(float) + same(imp, imp)
        - (same(exp, exp) & same(imp, imp)),
        "dyadic:exp,imp": (same(exp, exp) | same(exp, imp) | same(imp, exp) | same(imp, imp)
                           ).astype(float),
        "driscoll-kraay:year,2": bartlett,
        "newey-west:dyad,year,2": bartlett * same(dyad, dyad),
        "conley:lat,lon,3000": (kilometres(data) <= 3000).astype(float),
        "conley:lat,lon,3000,bartlett": np.maximum(0, 1 - kilometres(data) / 3000),
    }


def sandwiches(bread, scores, data):
    return {name: (bread @ scores.T @ weights @ scores @ bread)[:len(SLOPES), :len(SLOPES)].tolist()
            for name, weights in pair_weights(data).items()}


def reordered(x):
    """Slopes first."""
    return x[SLOPES + [name for name in x.columns if name not in SLOPES]]


def entry(estimates, variances):
    return {"coef": [float(v) for v in estimates[:len(SLOPES)]], "V": variances}


def agree(name, ours, theirs, tolerance):
    worst = np.max(np.abs(np.asarray(ours) / np.asarray(theirs) - 1))
    assert worst < tolerance, (name, worst)
    print(f"{name}: {worst:.1e}")


def linear(data, outcome, effects, family=None):
    """Least squares, or a generalized linear model, by statsmodels with dummies."""
    x = reordered(regressors(data, effects))
    if family is None:
        model = sm.OLS(data[outcome], x)
        fit = model.fit()
        bread = fit.normalized_cov_params.to_numpy()
        scores = x.to_numpy() * fit.resid.to_numpy()[:, None]
        packaged = model.fit
    else:
        model = sm.GLM(data[outcome], x, family=family)
        options = {"tol": 1e-14, "maxiter": 200, "tol_criterion": "params"}
        fit = model.fit(**options)
        bread = fit.normalized_cov_params.to_numpy()
        scores = model.score_obs(fit.params.to_numpy())

        def packaged(**more):
            return model.fit(**options, **more)
    variances = sandwiches(bread, scores, data)
    variances["iid"] = fit.cov_params().to_numpy()[:len(SLOPES), :len(SLOPES)].tolist()
    no = {"use_correction": False}
    assert data.sort_values(["dyad", "year"]).index.equals(data.index)
    # statsmodels takes the observed information of a link that is not canonical; R's sandwich and we
    # take the expected one, which is stored. The difference is about a percent for the probit.
    theirs_bread = bread
    if family is not None:
        theirs_bread = np.linalg.inv(-model.hessian(fit.params.to_numpy(), observed=True))
    observed = sandwiches(theirs_bread, scores, data)
    for name, kind, keys in [
        ("hc0", "HC0", None), ("cluster:dyad", "cluster", {"groups": data.dyad.to_numpy(), **no}),
        ("cluster:exp,imp", "cluster", {"groups": data[["exp", "imp"]].to_numpy(), **no}),
        ("driscoll-kraay:year,2", "hac-groupsum",
         {"time": (data.year - 1990).to_numpy(), "maxlags": 2, **no}),
    ]:
        theirs = packaged(cov_type=kind, **({"cov_kwds": keys} if keys else {})).cov_params()
        theirs = theirs.to_numpy()[:len(SLOPES), :len(SLOPES)]
        agree(f"{outcome} {effects} {name} by definition and by statsmodels",
              np.diag(np.array(observed[name])), np.diag(theirs), 1e-7)
    return {**entry(fit.params.to_numpy(), variances), "df": int(fit.df_resid)}


def robust(data, effects, norm):
    """M-estimation by statsmodels, then the weighted regression at its last weights."""
    x = reordered(regressors(data, effects))

    class Scale(sm.robust.scale.HuberScale):
        def __call__(self, df_resid, nobs, resid):
            return np.median(np.abs(resid)) / 0.6745

    fit = sm.RLM(data.y, x, M=norm).fit(
        scale_est=Scale(), tol=1e-13, maxiter=5000, conv="coefs", update_scale=True)
    weights = norm.weights(fit.resid.to_numpy() / fit.scale)
    values = x.to_numpy()
    bread = np.linalg.inv(values.T @ (values * weights[:, None]))
    variances = sandwiches(bread, values * (weights * fit.resid.to_numpy())[:, None], data)
    result = entry(fit.params.to_numpy(), variances)
    result["scale"] = float(fit.scale)
    return result


def main():
    data = panel()
    data.drop(columns=["exp_year", "imp_year"]).to_csv("data.csv", index=False)
    result = {
        "ols": linear(data, "y", []), "ols three": linear(data, "y", THREE),
        "ppml": linear(data, "count", [], sm.families.Poisson()),
        "ppml three": linear(data, "count", THREE, sm.families.Poisson()),
        "probit": linear(data, "event", [], sm.families.Binomial(sm.families.links.Probit())),
        "probit members": linear(
            data, "event", MEMBERS, sm.families.Binomial(sm.families.links.Probit())),
        "logit": linear(data, "event", [], sm.families.Binomial()),
        "logit members": linear(data, "event", MEMBERS, sm.families.Binomial()),
        "m(huber)": robust(data, [], sm.robust.norms.HuberT(t=1.345)),
        "m(huber) members": robust(data, MEMBERS, sm.robust.norms.HuberT(t=1.345)),
        "m(bisquare)": robust(data, [], sm.robust.norms.TukeyBiweight(c=4.685)),
        "m(bisquare) members": robust(data, MEMBERS, sm.robust.norms.TukeyBiweight(c=4.685)),
    }
    none = pf.ssc(k_adj=False, G_adj=False)
    absorbed = " | dyad + exp^year + imp^year"
    for name, call, outcome, options in [
        ("ols three", pf.feols, "y", {}),
        ("ppml three", pf.fepois, "count", {"iwls_tol": 1e-13, "iwls_maxiter": 100}),
    ]:
        for vcov, keys in [("hc0", "HC1"), ("cluster:dyad", {"CRV1": "dyad"}),
                           ("cluster:exp,imp", {"CRV1": "exp+imp"})]:
            fit = call(f"{outcome} ~ x1 + x2{absorbed}", data, vcov=keys, ssc=none,
                       fixef_rm="none", fixef_tol=1e-12, **options)
            agree(f"{name} by statsmodels and by pyfixest", result[name]["coef"],
                  fit.coef().to_numpy(), 1e-6)
            agree(f"{name} {vcov} by definition and by pyfixest",
                  np.diag(np.array(result[name]["V"][vcov])), np.diag(fit._vcov), 1e-5)
    effects = data[THREE].astype("category")
    fit = AbsorbingLS(data.y, data[SLOPES], absorb=effects).fit(
        cov_type="clustered", clusters=data[["exp", "imp"]], debiased=False)
    agree("ols three by statsmodels and by linearmodels", result["ols three"]["coef"],
          fit.params.to_numpy(), 1e-6)
    agree("ols three cluster:exp,imp by definition and by linearmodels",
          np.diag(np.array(result["ols three"]["V"]["cluster:exp,imp"])),
          np.diag(fit.cov.to_numpy()), 1e-5)
    with open("expected.json", "w") as file:
        json.dump(result, file, indent=1)
    print(len(data), "rows")


if __name__ == "__main__":
    main()
