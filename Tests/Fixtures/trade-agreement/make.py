"""Points of DeRemer's (2023) two-country trade agreement: linear.json and isoelastic.json.

    python3 make.py FOLDER

One good a country imports: demand D in both, import-competing supply Q_m in the importer, export supply
Q_e in the exporter, a specific tariff t. The importer's part of a payoff is I(t; m) = surplus + m times
import profits + t M, the exporter's X(t; e) = surplus + e times export profits, both at the price they
face; G = I(tx; m) + X(ty; e), G* = I(ty; m*) + X(tx; e*). Nothing below uses a closed form: prices are
roots of market clearing, derivatives are numerical at 50 digits, points are roots of the first-order
conditions. Reciprocity is rho = M_x pw_x' / (M_y pw_y'), by volume pw_x M_x' / (pw_y M_y').

Python 3.11.7, mpmath 1.3.0; November 2026.
"""
import json
import sys

from mpmath import diff, findroot, mp, mpf

mp.dps = 50


class Linear:
    """D = 1 - p, Q_m = p/2, Q_e = p."""
    prohibitive = mpf(1) / 6
    start = mpf(1) / 2
    surplus = staticmethod(lambda p: (1 - p) ** 2 / 2)
    demand = staticmethod(lambda p: 1 - p)
    imports = staticmethod(lambda p: (p / 2, p**2 / 4))
    exports = staticmethod(lambda p: (p, p**2 / 2))


class Isoelastic:
    """D = p^-0.8 below a choke price of 6, Q_m = 0.45 p^0.7, Q_e = p^0.7."""
    prohibitive = mpf("inf")
    start = mpf("1.2")
    surplus = staticmethod(lambda p: (mpf(6) ** mpf("0.2") - p ** mpf("0.2")) / mpf("0.2"))
    demand = staticmethod(lambda p: p ** mpf("-0.8"))
    imports = staticmethod(
        lambda p: (mpf("0.45") * p ** mpf("0.7"), mpf("0.45") * p ** mpf("1.7") / mpf("1.7")))
    exports = staticmethod(lambda p: (p ** mpf("0.7"), p ** mpf("1.7") / mpf("1.7")))


class Good:
    """The market of a good at a tariff."""

    def __init__(self, market):
        self.market = market

    def world(self, t):
        m = self.market
        return findroot(
            lambda w: m.demand(w + t) - m.imports(w + t)[0] - m.exports(w)[0] + m.demand(w),
            m.start, tol=mpf(10) ** -90)

    def local(self, t):
        return self.world(t) + t

    def volume(self, t):
        return self.market.demand(self.local(t)) - self.market.imports(self.local(t))[0]

    def importer(self, t, m):
        p = self.local(t)
        return self.market.surplus(p) + m * self.market.imports(p)[1] + t * self.volume(t)

    def exporter(self, t, e):
        w = self.world(t)
        return self.market.surplus(w) + e * self.market.exports(w)[1]


class Agreement:
    def __init__(self, market, weights):
        self.good, self.market = Good(market), market
        (self.mG, self.eG, self.mGs, self.eGs, self.mW, self.eW, self.mWs, self.eWs) = weights

    def I(self, t, m, order=1):
        return diff(lambda x: self.good.importer(x, m), t, order)

    def X(self, t, e, order=1):
        return diff(lambda x: self.good.exporter(x, e), t, order)

    def rho(self, tx, ty, volume=False):
        slope, world = (lambda t: diff(self.good.volume, t)), self.good.world
        if volume:
            return world(tx) * slope(tx) / (world(ty) * slope(ty))
        terms = lambda t: self.good.volume(t) * diff(world, t)
        return terms(tx) / terms(ty)

    def nash(self):
        def best(m):
            # Beyond the prohibitive tariff payoffs are flat.
            if self.market.prohibitive < 1 and self.I(self.market.prohibitive, m) >= 0:
                return self.market.prohibitive, True
            return findroot(lambda t: self.I(t, m), mpf("0.1")), False
        return best(self.mG), best(self.mGs)

    def rules(self, m, e, ms, es, volume=False):
        def conditions(tx, ty):
            rho = self.rho(tx, ty, volume)
            return [self.I(tx, m) + rho * self.X(ty, e), self.X(tx, es) + rho * self.I(ty, ms)]
        return tuple(findroot(conditions, (mpf("0.02"), mpf("0.02"))))

    def frontier(self, lam):
        return (findroot(lambda t: lam * self.I(t, self.mG) + self.X(t, self.eGs), mpf("0.01")),
                findroot(lambda t: self.I(t, self.mGs) + lam * self.X(t, self.eG), mpf("0.01")))

    def state(self, tx, ty):
        good = self.good
        payoff = lambda own, m, other, e: good.importer(own, m) + good.exporter(other, e)
        named = {"tau_x": tx, "tau_y_star": ty}
        # There is no trade beyond a prohibitive tariff, and nothing changes with it.
        tx, ty = min(tx, self.market.prohibitive), min(ty, self.market.prohibitive)
        return named | {
            "p_x": good.local(tx), "p_x_world": good.world(tx),
            "p_y": good.world(ty), "p_y_star": good.local(ty), "imports_x_home": good.volume(tx),
            "exports_y_home": good.volume(ty), "tariff_revenue_home": tx * good.volume(tx),
            "tariff_revenue_foreign": ty * good.volume(ty),
            "G": payoff(tx, self.mG, ty, self.eG), "G_star": payoff(ty, self.mGs, tx, self.eGs),
            "W": payoff(tx, self.mW, ty, self.eW), "W_star": payoff(ty, self.mWs, tx, self.eWs)}

    def power(self, tx, ty, lam):
        bend = [lam * self.I(tx, self.mG, 2) + self.X(tx, self.eGs, 2),
                lam * self.X(ty, self.eG, 2) + self.I(ty, self.mGs, 2)]
        dx, dy = -self.I(tx, self.mG) / bend[0], -self.X(ty, self.eG) / bend[1]
        good, market = self.good, self.market
        slope = lambda f, t: diff(f, t)
        return bend, {
            "dtau_x_dlambda": dx, "dtau_y_star_dlambda": dy,
            "dG_dlambda": self.I(tx, self.mG) * dx + self.X(ty, self.eG) * dy,
            "dGstar_dlambda": self.X(tx, self.eGs) * dx + self.I(ty, self.mGs) * dy,
            "dW_dlambda": self.I(tx, self.mW) * dx + self.X(ty, self.eW) * dy,
            "dWstar_dlambda": self.X(tx, self.eWs) * dx + self.I(ty, self.mWs) * dy,
            "dG_terms_of_trade": -good.volume(tx) * slope(good.world, tx) * dx
            + good.volume(ty) * slope(good.world, ty) * dy,
            "dG_import_local_price": dx * (
                (self.mG - 1) * market.imports(good.local(tx))[0] * slope(good.local, tx)
                + tx * slope(good.volume, tx)),
            "dG_export_local_price": dy * (self.eG - 1) * market.exports(good.world(ty))[0]
            * slope(good.world, ty),
            "dW_own_tariff_leg": self.I(tx, self.mW) * dx,
            "dW_foreign_tariff_leg": self.X(ty, self.eW) * dy,
            "public_gains": bool(self.I(tx, self.mW) * dx + self.X(ty, self.eW) * dy > 0)}


def linear(name, weights):
    found = Agreement(Linear, weights)
    (nash_x, corner_x), (nash_y, corner_y) = found.nash()
    nash = found.state(nash_x, nash_y)
    tx, ty = found.rules(found.mG, found.eG, found.mGs, found.eGs)
    rules = found.state(tx, ty)
    lam = -found.X(tx, found.eGs) / found.I(tx, found.mG)
    rho = found.rho(tx, ty)
    vx, vy = found.rules(found.mG, found.eG, found.mGs, found.eGs, volume=True)
    wx, wy = found.rules(found.mW, found.eW, found.mWs, found.eWs)
    second = {"G_xx": found.I(tx, found.mG, 2), "G_yy": found.X(ty, found.eG, 2),
              "Gstar_xx": found.X(tx, found.eGs, 2), "Gstar_yy": found.I(ty, found.mGs, 2)}
    gradient = found.I(tx, found.mW) + rho * found.X(ty, found.eW)
    frontier = []
    for share in ["0.8", "0.9", "1", "1.1", "1.2"]:
        weight = lam * mpf(share)
        fx, fy = found.frontier(weight)
        frontier.append(dict(
            found.state(fx, fy), lam=weight, interior=bool(-1 < min(fx, fy) and max(fx, fy) < mpf(1) / 6),
            soc=bool(max(found.power(fx, fy, weight)[0]) < 0)))
    return {
        "id": name,
        "weights": dict(zip(
            ["gMG", "gEG", "gMG_star", "gEG_star", "gMW", "gEW", "gMW_star", "gEW_star"], weights)),
        "nash": dict(nash, corner_home=corner_x, corner_foreign=corner_y),
        "rules": dict(
            rules, rho=rho, lambda_R=lam,
            individually_rational_home=bool(rules["G"] >= nash["G"]),
            individually_rational_foreign=bool(rules["G_star"] >= nash["G_star"])),
        "lambda_soc_range": [-second["Gstar_xx"] / second["G_xx"],
                             -second["Gstar_yy"] / second["G_yy"]],
        "rules_volume_reciprocity": {
            "tau_x": vx, "tau_y_star": vy, "rho": found.rho(vx, vy, volume=True)},
        "public_preferred_W": found.state(wx, wy), "remark1_tauW_gt_tauG": bool(wx > tx),
        "remark1_paper_condition": bool(
            found.mG - found.mW < mpf("1.5") * (found.eG - found.eW)),
        "remark1_exact_condition": bool(gradient > mpf(10) ** -20),
        "remark1_local_W_gradient": gradient, "second_order": second, "frontier": frontier,
        "power_derivative": found.power(tx, ty, lam)[1],
        "lambda_foreign_tariff_zero": -found.I(mpf(0), found.mGs) / found.X(mpf(0), found.eG),
        "lambda_home_tariff_zero": -found.X(mpf(0), found.eGs) / found.I(mpf(0), found.mG),
        "public_vs_nash_home": rules["W"] - nash["W"]}


def isoelastic(weights):
    found = Agreement(Isoelastic, [mpf(weight) for weight in weights])
    (nash_x, _), (nash_y, _) = found.nash()
    tx, ty = found.rules(found.mG, found.eG, found.mGs, found.eGs)
    state = found.state(tx, ty)
    lam = -found.X(tx, found.eGs) / found.I(tx, found.mG)
    rho = found.rho(tx, ty)
    bend, power = found.power(tx, ty, lam)
    return {
        "weights": weights, "nash": [nash_x, nash_y], "rules": [tx, ty], "rho": rho, "lambda_R": lam,
        "dtau": [power["dtau_x_dlambda"], power["dtau_y_star_dlambda"]], "H": [-b for b in bend],
        "p_x": state["p_x"], "p_x_world": state["p_x_world"], "p_y_star": state["p_y_star"],
        "p_y": state["p_y"], "imports_x": state["imports_x_home"],
        "exports_y": state["exports_y_home"], "G": state["G"], "G_star": state["G_star"],
        "W": state["W"], "W_star": state["W_star"], "dW_dlambda": power["dW_dlambda"],
        "dG_dlambda": power["dG_dlambda"],
        "remark1_gradient": found.I(tx, found.mW) + rho * found.X(ty, found.eW)}


def symmetric(*own):
    m, e, mW, eW = own
    return [mpf(value) for value in (m, e, m, e, mW, eW, mW, eW)]


points = {
    "fig1": symmetric("1.2", "1.1", "1.2", "1"), "benevolent": symmetric("1", "1", "1", "1"),
    "zero_tariff_line": symmetric("1.3", "1.2", "1.3", "1.1"),
    "export_heavy": symmetric("1.1", "1.3", "1.1", "1"),
    "public_loses_import_bias": symmetric("1.5", "1.05", "1", "1"),
    "threshold_counterexample": symmetric("1.2", "1.1", "1.0515", "1"),
    "asym_mild": [mpf(v) for v in ("1.2", "1.1", "1.1", "1.05", "1.2", "1", "1.1", "1")],
    "nash_corner": symmetric("1.85", "1.1", "1.71", "1"),
}
others = [["1.2", "1.1", "1.2", "1.1", "1.2", "1", "1.2", "1"],
          ["1.3", "1.15", "1.15", "1.05", "1.25", "1.05", "1.1", "1.0"], ["1"] * 8]
written = {"linear": [linear(name, weights) for name, weights in points.items()],
           "isoelastic": [isoelastic(weights) for weights in others]}
for name, made in written.items():
    with open(f"{sys.argv[1]}/{name}.json", "w") as file:
        json.dump({"points": made}, file, indent=1, default=float)
