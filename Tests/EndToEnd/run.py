#!/usr/bin/env python3
"""The end-to-end tests: the built `assay` with real clients, real servers and independent judges.

    python3 Tests/EndToEnd/run.py .build/debug/assay [SUBJECT...]

Prints what failed and ends with `N passed, N failed`; the exit status is 0 only when something passed and
nothing failed. A client or judge that is not installed is a failure: requirements.txt lists them.
"""

import importlib
import sys
from pathlib import Path

from checks.tally import Tally

# Subject: module and function, in the order in which they run.
SUBJECTS = {
    "reference": ("reference_clients", "check"),
    "suite": ("shipped_suite", "check"),
    "coverage": ("coverage", "check"),
    "clients": ("fake_clients", "check"),
    "under-test": ("clients_under_test", "check"),
    "lifecycle": ("lifecycle", "check"),
    "input": ("bad_input", "check"),
    "faults": ("faults", "check"),
    "hostile": ("hostile", "check"),
    "serve": ("serve", "check"),
    "control": ("serve_control", "check"),
    "fuzz": ("fuzz", "check"),
    "signals": ("signals", "check"),
    "reports": ("reports", "check"),
    "secrets": ("secrets", "check"),
    "live": ("live_target", "check"),
    "moto": ("moto_server", "check"),
    "package": ("outside_package", "check"),
    "defects": ("shipped_suite", "check_defects"),
}


def carried_out(tally, subject, assay):
    """Runs one subject; a module that cannot be imported is a failure of it."""
    module, function = SUBJECTS[subject]
    getattr(importlib.import_module(f"checks.{module}"), function)(tally, assay)


def main(arguments):
    if not arguments or arguments[0].startswith("-") or set(arguments[1:]) - set(SUBJECTS):
        print(__doc__.strip() + "\n\nSubjects: " + ", ".join(SUBJECTS), file=sys.stderr)
        return 2
    tally = Tally()
    assay = Path(arguments[0]).resolve()
    for subject in arguments[1:] or SUBJECTS:
        tally.run(subject, carried_out, subject, assay)
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
