"""Truth tables, complex and parsimonious solutions of solutions.json, by brute force.

    python3 make.py > made.json

A truth table's row is the set of conditions a case is more in than out of; its consistency and PRI are
those of the row's fuzzy membership in the outcome. A term is any product of present and absent
conditions that covers no row but positive ones (complex), or positive ones and remainders
(parsimonious), and that no shorter such term contains. A model is every smallest set of terms that covers all positive rows.
Intermediate solutions are not made here. Python 3.11.7; November 2026.
"""
import csv
import itertools
import json

PLACES = 6


def fits(members, outcome):
    both = sum(map(min, members, outcome))
    torn = sum(min(x, y, 1 - y) for x, y in zip(members, outcome))
    return {"incl": both / sum(members), "PRI": (both - torn) / (sum(members) - torn),
            "cov": both / sum(outcome)}


def product(values, term):
    return [min(value if want else 1 - value for value, want in zip(row, term) if want is not None)
            for row in values]


def covers(term, row):
    return all(want is None or want == value for want, value in zip(term, row))


def written(term, names):
    return "*".join(name if want else "~" + name for name, want in zip(names, term) if want is not None)


def models(positive, forbidden, values, outcome, names):
    every = [term for term in itertools.product([0, 1, None], repeat=len(names))
             if any(want is not None for want in term)
             and any(covers(term, row) for row in positive)
             and not any(covers(term, row) for row in forbidden)]
    shortest = [term for term in every if not any(
        other != term and all(want is None or want == own for want, own in zip(other, term))
        for other in every)]
    for count in range(1, len(shortest) + 1):
        found = [chosen for chosen in itertools.combinations(shortest, count)
                 if all(any(covers(term, row) for term in chosen) for row in positive)]
        if found:
            break
    result = []
    for chosen in found:
        memberships = [product(values, term) for term in chosen]
        together = [max(row) for row in zip(*memberships)]
        whole, parts = fits(together, outcome), []
        for place, (term, own) in enumerate(zip(chosen, memberships)):
            rest = [max([m[i] for q, m in enumerate(memberships) if q != place], default=0)
                    for i in range(len(own))]
            fit = fits(own, outcome)
            unique = whole["cov"] - sum(map(min, rest, outcome)) / sum(outcome)
            parts.append({"term": written(term, names), "incl": fit["incl"], "PRI": fit["PRI"],
                          "covRaw": fit["cov"], "covUnique": unique})
        result.append({"terms": parts, "model": whole})
    return result


def made(case):
    rows = list(csv.DictReader(open(case["data"])))
    names = case["conditions"]
    values = [[float(row[name]) for name in names] for row in rows]
    outcome = [float(row[case["outcome"].lstrip("~")]) for row in rows]
    if case["outcome"].startswith("~"):
        outcome = [1 - value for value in outcome]
    table, positive, negative = [], [], []
    corners = list(itertools.product([0, 1], repeat=len(names)))
    for number, corner in enumerate(corners, 1):
        members = product(values, corner)
        cases = [row["case"] for row, value in zip(rows, members) if value > 0.5]
        if len(cases) < case["nCut"]:
            continue
        fit = fits(members, outcome)
        is_positive = round(fit["incl"], 12) >= case["inclCut"]
        (positive if is_positive else negative).append(corner)
        table.append({"row": number, "config": "".join(map(str, corner)), "OUT": int(is_positive),
                      "n": len(cases), "incl": fit["incl"], "PRI": fit["PRI"], "cases": cases})
    others = [corner for corner in corners if corner not in positive]
    return {"data": case["data"], "outcome": case["outcome"], "truthTable": table,
            "complex": models(positive, others, values, outcome, names),
            "parsimonious": models(positive, negative, values, outcome, names)}


def rounded(value):
    if isinstance(value, float):
        return round(value, PLACES)
    if isinstance(value, dict):
        return {key: rounded(member) for key, member in value.items()}
    return [rounded(member) for member in value] if isinstance(value, list) else value


if __name__ == "__main__":
    with open("solutions.json") as file:
        # What is asked (data, conditions, outcome, cut-offs) stands beside what was found.
        print(json.dumps([rounded(made(case)) for case in json.load(file)], indent=1))
