"""Reference points of three formal models: alley.json, spindel.json and kimball.json.

    python3 make.py FOLDER

The models are those of Sources/Bargaining/Bargaining.docc (AllianceConcessionsModel,
LoyaltyCoercionModel, GunsAndButterModel), after Alley (2021), Spindel and Kimball (2010). Written from the
equations, by brute force where a number can be had so: pivotality is summed over all sets of states,
the junior's concessions are iterated, the patron's answer is compared with a grid, guns are a root.

Python 3.11.7, numpy 2.4.6, scipy 1.17.1; November 2026.
"""
import itertools
import json
import sys

import numpy as np
from scipy.optimize import brentq, minimize
from scipy.special import ndtr, roots_hermitenorm
from scipy.stats import norm

MU, EV = np.array([-0.1, -0.04, -0.005, 0.03, 0.09]), np.array([10, 7, 8, 6, 9])
ALPHA, NEED, PSI, NATION, STATE = np.full(5, 0.2), 21, 1.0, 0.03, 0.03
V, C, Q, THETA, BASE = 1.0, 200.0, 0.5, 0.004, 1.0
COST = 0.5 * (1 - 0.9**4) / (1 - 0.9)
NODES, WEIGHTS = roots_hermitenorm(80)
WEIGHTS = WEIGHTS / WEIGHTS.sum()
SUBSETS = np.array(list(itertools.product([0, 1], repeat=5)))


def chances(x, t=0.0):
    """The probability of a win, and of each state's deciding it, by all 32 sets of states."""
    index = (MU + PSI * (x + ALPHA * t) + NATION * NODES[:, None]) / STATE
    carried, density = ndtr(index), norm.pdf(index)
    win, pivotal = 0.0, np.zeros(5)
    for carries in SUBSETS:
        each = np.where(carries, carried, 1 - carried)
        if carries @ EV >= NEED:
            win += WEIGHTS @ each.prod(1)
        for state in range(5):
            rest = np.delete(each, state, 1).prod(1)
            votes = carries @ EV - carries[state] * EV[state]
            if carries[state] and NEED - EV[state] <= votes <= NEED - 1:
                pivotal[state] += WEIGHTS @ (rest * density[:, state]) * PSI / STATE
    return win, pivotal


def junior(signal, election):
    kappa = 1 / (1 + np.exp(-signal))
    value = election * V * max(0.0, kappa - Q)
    x = np.zeros(5)
    for _ in range(500):
        step = value * chances(x)[1] / C - x
        x = x + 0.7 * step
        if np.abs(step).max() < 1e-15:
            break
    win, pivotal = chances(x)
    return {
        "signal": signal, "election": election, "kappa": kappa, "x": x.tolist(),
        "total_concession": x.sum(), "tariff_cut": 0.0, "exports": BASE - THETA * signal + x.sum(),
        "win_prob": win if election else 1.0, "mb_t": value * ALPHA @ pivotal, "mc_t": COST}


def alley():
    win, pivotal = chances(np.zeros(5))
    grid = [junior(signal, election) for signal in np.linspace(-2, 3, 21) for election in (0, 1)]
    design = np.array([[1, r["signal"], r["election"], r["signal"] * r["election"]] for r in grid])
    slopes = np.linalg.lstsq(design, np.array([r["exports"] for r in grid]), rcond=None)[0]
    return {
        "pivotality_at_zero": pivotal.tolist(), "win_at_zero": win,
        "rows": [junior(signal, election) for signal in (-2, -1, 0, 0.5, 1, 2, 3)
                 for election in (0, 1)],
        "ols_on_model_output": slopes.tolist()}


def answer(loss, record, kF=2.0, kM=1.5):
    """The patron's framing and transfer; a perfect record leaves nothing to frame."""
    framing = (1 - record) / kF
    f, m = loss * framing, loss / kM
    if f + m > 1:
        f, m = framing / (framing + 1 / kM), (1 / kM) / (framing + 1 / kM)

    def cost(f, m):
        own = kF * f**2 / (2 * (1 - record)) if record < 1 else 0.0
        return loss * (1 - f - m) + own + kM * m**2 / 2

    # Nobody does better on a fine grid.
    for a, b in itertools.product(np.linspace(0, 1, 51), repeat=2):
        if a + b <= 1 and (record < 1 or a == 0):
            assert cost(a, b) >= cost(f, m) - 1e-12
    return f, m, cost(f, m)


def loyalty(record, interconnection=1.0, listeners=(1.0, 0.6), q0=0.2, B=1.0, k=0.05, zeta=0.3):
    posterior = q0 / (q0 + (1 - q0) * (1 - record))
    loss = interconnection * sum(listeners) * (posterior - q0)
    f, m, cost = answer(loss, record)
    gain = B * m - k - zeta * f
    return {
        "params": {"I": interconnection, "R": list(listeners), "q0": q0, "kF": 2.0, "kM": 1.5, "B": B,
                   "k": k, "zeta": zeta, "l": record},
        "outcome": {"posterior": posterior, "loss": loss, "framing": f, "transfer": m,
                    "patron_cost": cost, "transfer_without_claim": 0.0, "backfire": zeta * f,
                    "claim_gain": gain, "claims": bool(gain > 0), "success": bool(gain > 0 and m > 0)}}


def spindel():
    weights, core = [1, 0.8, 0.5, 0.3], [True, True, False, False]
    audience = {f"junior{i}": sum(weights[j] for j in range(4) if j != i and (core[i] or not core[j]))
                for i in range(4)}
    return {
        "taiwan_like": loyalty(0.9), "pakistan_like": loyalty(0.2),
        "no_interconnection": loyalty(0.9, interconnection=0.0), "no_audience": loyalty(0.9, listeners=()),
        "perfect_loyalty": loyalty(1.0), "no_record": loyalty(0.0), "mid_record": loyalty(0.5),
        "loyalty_threshold_base": brentq(
            lambda record: loyalty(record)["outcome"]["claim_gain"], 0.01, 0.9, xtol=1e-15),
        "audience": audience}


def flexible(rho, d):
    def guns(yields, d=d):
        return brentq(lambda g: yields ** (1 - rho) * g**-rho - d / (1 - g), 1e-12, 1 - 1e-12, xtol=1e-16)

    def gain(d):
        return max_utility(1.5, d) - max_utility(1.0, d)

    def max_utility(yields, d):
        g, arms = guns(yields, d), yields * guns(yields, d)
        return d * np.log(1 - g) + (np.log(arms) if rho == 1 else arms ** (1 - rho) / (1 - rho))

    alone, allied = guns(1.0), guns(1.5)
    return {"rho": rho, "d": d, "gain": gain(d), "guns_no": alone,
            "guns_ally": allied, "envelope": np.log(1 - allied) - np.log(1 - alone),
            "dgain_dd": (gain(d + 1e-5) - gain(d - 1e-5)) / 2e-5}


def kimball():
    difference = np.log(0.8) - np.log(0.7)
    rng = np.random.default_rng(7)
    demand = rng.normal(1, 0.4, 200_000)
    allied = demand * difference >= rng.normal(0.1, 0.08, 200_000)
    sign = np.where(allied, 1.0, -1.0)
    fit = minimize(lambda b: -norm.logcdf(sign * (b[0] + b[1] * demand)).mean(), [0.0, 0.0],
                   method="BFGS")
    return {
        "fixed_Y1_theta1_a.5_N.3_d1": {"g0": 0.3, "gA": 0.3 / 1.5, "S0": 0.7, "SA": 1 - 0.3 / 1.5,
                                       "freed": 0.3 * 0.5 / 1.5, "gain": difference},
        "fixed_cost_threshold_d_star_c0.1": 0.1 / difference,
        "fixed_probit": {"mu": 0.1, "sigma": 0.08, "d": [0.5, 1, 1.5], "beta1": difference / 0.08,
                         "P": [norm.cdf((d * difference - 0.1) / 0.08) for d in (0.5, 1, 1.5)]},
        "flexible": [flexible(rho, d) for rho in (0.5, 1.0, 2.0, 4.0) for d in (0.5, 1.0, 2.0)],
        "cobb_douglas_gain": {str(share): (1 - share) * np.log(1.5) for share in (0.3, 0.5, 0.7)},
        "probit_mle_seed7_n200k": fit.x.tolist()}


for name, made in (("alley", alley), ("spindel", spindel), ("kimball", kimball)):
    with open(f"{sys.argv[1]}/{name}.json", "w") as file:
        json.dump(made(), file, indent=1, default=float)
