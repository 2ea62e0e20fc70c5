"""Times pyfixest and statsmodels on a panel that FitBenchmark writes.

    .build/release/FitBenchmark M write panel-M.bin
    python3 peers/peers.py panel-M.bin [feols] [fepois] [probit] [logit]

Written for pyfixest 0.60.0 and statsmodels 0.15.0 on Python 3.11, one thread.
"""

import sys
import warnings

from panel import SLOPES, few_dyads, read, timed

EFFECTS = "dyad + exporter_year + importer_year"


def pyfixest_row(name, frame, function, outcome, **options):
    formula = f"{outcome} ~ {' + '.join(SLOPES)} | {EFFECTS}"

    def call(data):
        fit = function(formula, data, vcov="iid", copy_data=False, store_data=False, **options)
        return fit.coef()["x1"], fit.se()["x1"]

    call(few_dyads(frame))
    timed(name, len(frame), lambda: call(frame))


def binary_row(name, frame, model):
    import numpy as np

    matrix = np.column_stack([np.ones(len(frame)), frame[SLOPES].to_numpy()])
    event = frame["event"].to_numpy()
    model(event[:20000], matrix[:20000]).fit(disp=0)

    def call():
        found = model(event, matrix).fit(disp=0)
        return found.params[1], found.bse[1]

    timed(name, len(frame), call)


def main():
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    frame = read(sys.argv[1])
    chosen = sys.argv[2:] or ["feols", "fepois", "probit", "logit"]
    if "feols" in chosen:
        import pyfixest

        pyfixest_row("pyfixest feols, as it comes", frame, pyfixest.feols, "y")
        # Its effects stop at 1e-6 by default; coefficients stable to 1e-8 need more.
        pyfixest_row(
            "pyfixest feols, 1e-9", frame, pyfixest.feols, "y", fixef_tol=1e-9, fixef_rm="none",
            lean=True)
    if "fepois" in chosen:
        import pyfixest

        pyfixest_row("pyfixest fepois", frame, pyfixest.fepois, "count")
    if "probit" in chosen or "logit" in chosen:
        import statsmodels.api as sm

        for name, model in (("probit", sm.Probit), ("logit", sm.Logit)):
            if name in chosen:
                binary_row(f"statsmodels {name}", frame, model)


if __name__ == "__main__":
    main()
