"""The posteriors of posteriors.json as exact fractions, by enumeration.

    python3 make.py

I causes M and D, M and P cause D: M rises in I, D falls in I and rises in M and in P. All causal types
that are left (3 of M, 20 of D) and all values of I and P weigh the same. Given I = 0, D = 1 and what
clues show, the share of cases in which I matters for D. Python 3.11.7; November 2026.
"""
import itertools
import json
from fractions import Fraction

M_TYPES = [(0, 0), (0, 1), (1, 1)]
CORNERS = list(itertools.product([0, 1], repeat=3))


def allowed(values):
    """D as a function of (I, M, P): falling in the first, rising in the others."""
    value = dict(zip(CORNERS, values))
    return all(
        value[0, m, p] >= value[1, m, p] and value[i, 0, p] <= value[i, 1, p]
        and value[i, m, 0] <= value[i, m, 1] for i, m, p in CORNERS)


D_TYPES = [dict(zip(CORNERS, values)) for values in itertools.product([0, 1], repeat=8)
           if allowed(values)]


def posterior(**clues):
    matters = total = 0
    for p, m_type, d_type in itertools.product([0, 1], M_TYPES, D_TYPES):
        outcome = [d_type[i, m_type[i], p] for i in (0, 1)]
        seen = {"M": m_type[0], "P": p}
        if outcome[0] == 1 and all(seen[clue] == value for clue, value in clues.items()):
            total += 1
            matters += outcome[0] != outcome[1]
    return Fraction(matters, total)


result = {"none": posterior()}
for names in ("M", "P", "MP"):
    for values in itertools.product([0, 1], repeat=len(names)):
        key = "".join(f"{name}{value}" for name, value in zip(names, values))
        result[key] = posterior(**dict(zip(names, values)))
print(json.dumps({key: str(value) for key, value in result.items()}, indent=1))
