"""How often claims about the linear agreement hold: deremer_rules_existence.json and
deremer_montecarlo_claims.json.

    python3 montecarlo.py FOLDER

Government weights are drawn from import weights in [1, 1.75] and export weights in [1, 1.6], the
public's between its least value and its government's. The rules point solves, with X = 1/(1 - 6 tx) and
Y = 1/(1 - 6 ty), a linear system: 49 I' = 8m - 5 - (68 - 8m) t and 49 X' = -(12e - 9) + 9 (1 + e) t put
into I' + rho X' = 0 of either government. A point is interior where both tariffs lie in (-1, 1/6).
The stored shares come from draws of another stream; shares of this script agree with them to Monte
Carlo error. Python 3.11.7, numpy 2.4.6; November 2026.
"""
import json
import sys

import numpy as np

EXISTENCE_DRAWS, CLAIM_DRAWS, FLOOR = 1_000_000, 2_000_000, -0.5
rng = np.random.default_rng(3)


def own(t, m):
    """I', the importer's gain from its own tariff."""
    return (8 * m - 5 - (68 - 8 * m) * t) / 49


def other(t, e):
    """X', the exporter's from its partner's."""
    return (9 * (1 + e) * t - (12 * e - 9)) / 49


def importer(t, m):
    p = (4 + 4 * t) / 7
    return (1 - p) ** 2 / 2 + m * p**2 / 4 + t * (1 - 6 * t) / 7


def exporter(t, e):
    w = (4 - 3 * t) / 7
    return (1 - w) ** 2 / 2 + e * w**2 / 2


def rules(m, e, ms, es):
    a, b, c = 8 * m - 5 - (68 - 8 * m) / 6, 10.5 * (e - 1), (59 - 8 * m - 9 * e) / 6
    a1, b1, c1 = 8 * ms - 5 - (68 - 8 * ms) / 6, 10.5 * (es - 1), (59 - 8 * ms - 9 * es) / 6
    determinant = a * a1 - b * b1
    tx = (1 - determinant / (-c * a1 - b * c1)) / 6
    ty = (1 - determinant / (-a * c1 - b1 * c)) / 6
    return tx, ty, (np.minimum(tx, ty) > -1) & (np.maximum(tx, ty) < 1 / 6)


def by_volume(m, e, ms, es):
    """rho = u/v with u = 4 - 3 tx and v = 4 - 3 ty: the conditions are linear in 1/u and 1/v."""
    def parts(m, e):
        A, a, B, b = 8 * m - 5, 68 - 8 * m, 12 * e - 9, 9 * (1 + e)
        return A - 4 * a / 3, (a - b) / 3, B - 4 * b / 3

    (a, c, b), (a1, c1, b1) = parts(m, e), parts(ms, es)
    # a/u + c = b/v and a1/v + c1 = b1/u.
    determinant = b * b1 - a * a1
    over_u, over_v = (c * a1 + b * c1) / determinant, (a * c1 + c * b1) / determinant
    tx, ty = (4 - 1 / over_u) / 3, (4 - 1 / over_v) / 3
    return tx, ty, (np.minimum(tx, ty) > -1) & (np.maximum(tx, ty) < 1 / 6)


def shares(tx, ty, interior, m, e, ms, es):
    gain = np.minimum(
        importer(tx, m) + exporter(ty, e) - importer(nash(m), m) - exporter(nash(ms), e),
        importer(ty, ms) + exporter(tx, es) - importer(nash(ms), ms) - exporter(nash(m), es))
    lam = -other(tx, es) / own(tx, m)
    second = np.maximum(-lam * (68 - 8 * m) + 9 * (1 + es), lam * 9 * (1 + e) - (68 - 8 * ms))
    return {"exists_interior": float(interior.mean()),
            "soc_given_exists": float((second < 0)[interior].mean()),
            "both_IR_given_exists": float((gain >= 0)[interior].mean())}


def nash(m): return np.minimum((8 * m - 5) / (68 - 8 * m), 1 / 6)


def drawn(draws): return rng.uniform(1, 1.75, draws), rng.uniform(1, 1.6, draws)


def claims(equal, symmetric, least):
    def side():
        m, e = drawn(CLAIM_DRAWS)
        return m, e, m if equal else rng.uniform(1, m), rng.uniform(least, e)

    m, e, mW, eW = side()
    ms, es, _, _ = (m, e, mW, eW) if symmetric else side()
    tx, ty, interior = rules(m, e, ms, es)
    kept = interior & (np.minimum(tx, ty) > FLOOR)
    m, e, mW, eW, ms, es, tx, ty = (x[kept] for x in (m, e, mW, eW, ms, es, tx, ty))
    rho, lam = (1 - 6 * tx) / (1 - 6 * ty), -other(tx, es) / own(tx, m)
    dx = own(tx, m) / ((lam * (68 - 8 * m) - 9 * (1 + es)) / 49)
    dy = other(ty, e) / (((68 - 8 * ms) - lam * 9 * (1 + e)) / 49)
    loses = own(tx, mW) * dx + other(ty, eW) * dy < 0
    over = own(tx, mW) + rho * other(ty, eW) > 0
    paper = m - mW < 1.5 * (e - eW)
    return {"n_ok": int(kept.sum()), "public_loses": int(loses.sum()),
            "loses_given_R1": int((loses & over).sum()),
            "paper_cond_wrong": float((paper != over).mean()),
            "Wx_neg": int((own(tx, mW) * dx < 0).sum())}


weights = [*drawn(EXISTENCE_DRAWS), *drawn(EXISTENCE_DRAWS)]
existence = {"tot": shares(*rules(*weights), *weights), "vol": shares(*by_volume(*weights), *weights)}
found = {f"eqM={equal},sym={symmetric},eWmin={least}": claims(equal, symmetric, least)
         for equal in (True, False) for symmetric in (True, False) for least in (1.0, 0.6)}
for name, made in (("rules_existence", existence), ("montecarlo_claims", found)):
    with open(f"{sys.argv[1]}/deremer_{name}.json", "w") as file:
        json.dump(made, file, indent=1)
