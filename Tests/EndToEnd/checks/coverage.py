"""Every requirement of the catalogue has a case, and every case has a requirement that binds or recommends."""

import json

from .processes import PROJECT, ran


def check(tally, assay):
    process = ran([str(assay), "list", "--requirements", "--json"], cwd=PROJECT)
    if not tally.equal("coverage: the requirements are listed", process.returncode, 0):
        print(process.stderr)
        return
    listed = json.loads(process.stdout)
    requirements = listed["requirements"] if isinstance(listed, dict) else listed
    tally.check("coverage: there are requirements", len(requirements) >= 80, len(requirements))
    tally.equal("coverage: every requirement has a case",
                [one["id"] for one in requirements if not one["cases"]], [])
    tally.equal("coverage: own judgement is never a must",
                [one["id"] for one in requirements if one["level"] == "must" and one["certainty"] == "inferred"], [])
    plain = json.loads(ran([str(assay), "list", "--json"], cwd=PROJECT).stdout)
    cases = plain["cases"] if isinstance(plain, dict) else plain
    # A case of recommendations alone ends in warnings; one that only permits would judge nothing.
    binding = {one["id"] for one in requirements if one["level"] in ("must", "should")}
    tally.check("coverage: there are cases", len(cases) >= 150, len(cases))
    tally.equal("coverage: every case has a requirement that binds or recommends",
                [case for case in cases if not binding & set(case["requirements"])][:3], [])
