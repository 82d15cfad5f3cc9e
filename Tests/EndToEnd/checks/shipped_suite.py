"""The shipped scenarios: against the fake, the independent server, and each of its defects."""

import contextlib
import json
import re
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from reference.connections import Server
from reference.defects import DEFECTS
from reference.service import Service

from . import junit
from .processes import PROJECT, SCENARIOS, SECRET, ran, reference_server, surroundings

LEAST_CASES = 150


def check(tally, assay):
    with tempfile.TemporaryDirectory(prefix="assay-") as folder:
        against_the_fake(tally, assay, Path(folder))
        against_the_reference_server(tally, assay, Path(folder))
        reference_page(tally, assay, Path(folder))


def check_defects(tally, assay):
    with tempfile.TemporaryDirectory(prefix="assay-") as folder, ThreadPoolExecutor(2) as pool:
        began = time.monotonic()
        for outcome in pool.map(lambda name: defect(assay, Path(folder), name), DEFECTS):
            tally.check(*outcome)
        print(f"   {len(DEFECTS)} defects in {time.monotonic() - began:.0f} s")


def run(assay, folder, *arguments, name="run", env=None):
    """`assay run` in the project, its reports in the folder; the finished process and the report's path."""
    report = folder / f"{name}.xml"
    process = ran([str(assay), "run", *map(str, arguments), "--junit", str(report),
                   "--log", str(folder / f"{name}.jsonl")], cwd=PROJECT, env=env)
    return process, report


def warnings(log):
    """What a run log warns of: a recommendation that was missed, a cleanup that failed."""
    return [event["message"] for event in map(json.loads, log.read_text(encoding="utf-8").splitlines())
            if event["event"] == "check" and event["result"] == "warning"]


def told(process):
    return f"status {process.returncode}\n{process.stdout[-2000:]}\n{process.stderr[-4000:]}"


def against_the_fake(tally, assay, folder):
    process, report = run(assay, folder, name="fake")
    if not tally.equal("suite: passes against the fake", process.returncode, 0):
        print(told(process))
        return
    found = junit.cases(report)
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    tally.check("suite: the README tells how many cases there are",
                f"\n{len(found)} cases: {len(found)} passed in " in readme, len(found))
    counts = junit.counted(found)
    print(f"   against the fake: {counts}")
    tally.check("suite: enough cases pass against the fake", counts["passed"] >= LEAST_CASES, counts)
    tally.equal("suite: every case against the fake passes", counts["passed"], len(found))
    tally.equal("suite: no warnings against the fake", warnings(folder / "fake.jsonl")[:5], [])


def against_the_reference_server(tally, assay, folder):
    with reference_server() as url:
        process, report = run(assay, folder, "--target", url, name="reference")
        again, _ = run(assay, folder, "--target", url, name="again")
        other, _ = another_account(assay, folder, url)
    if not tally.equal("suite: passes against the independent server", process.returncode, 0):
        print(told(process))
        return
    tally.equal("suite: passes again against the same server", again.returncode, 0)
    tally.check("suite: its lifecycle passes for another account", other.returncode == 0, told(other))
    found = junit.cases(report)
    counts = junit.counted(found)
    print(f"   against the independent server: {counts}")
    tally.check("suite: enough cases pass against an endpoint", counts["passed"] >= LEAST_CASES, counts)
    tally.equal("suite: no warnings against the independent server",
                warnings(folder / "reference.jsonl")[:5], [])
    skipped = [re.sub(r", line \d+", "", case.message) for case in found if case.result == "skipped"]
    for reason in sorted(set(skipped)):
        print(f"   skipped there: {skipped.count(reason)} cases, as {reason}")
    tally.check("suite: an endpoint's skips name what is missing", all(
        re.search(r"\((given|wire|needs|state|clock|context)", reason) for reason in skipped), set(skipped))


def another_account(assay, folder, url):
    """The lifecycle, called with the key of another account of the independent server."""
    return run(assay, folder, "Scenarios/lifecycle", "--target", url, "--var", "account=111122223333",
               name="other", env=surroundings(AWS_ACCESS_KEY_ID="AKIDCUSTOMER", AWS_SECRET_ACCESS_KEY=SECRET))


def defect(assay, folder, name):
    """One broken rule: the run must fail, and at the case that defends it."""
    broken = DEFECTS[name]
    with broken_server(name) as url:
        process, report = run(assay, folder, f"Scenarios/{broken.file}", "--target", url, "--timeout", "5s",
                              name=name)
    if process.returncode != 1:
        return f"defect {name}: exit status 1", False, told(process)
    failed = [case for case in junit.cases(report) if case.result == "failure"]
    noticed = any(junit.stands_for(case, broken.file, broken.case) for case in failed)
    title = f"defect {name}: noticed by '{broken.case}' of {broken.file}"
    return title, noticed, [case.name for case in failed]


@contextlib.contextmanager
def broken_server(name):
    """The independent server with one defect, in this process, since to start Python for each takes long."""
    server = Server(Service("us-east-1", name))
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server.url
    finally:
        server.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()


def reference_page(tally, assay, folder):
    """Every whole file of the language's reference page runs against the fake."""
    page = (SCENARIOS / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"(?ms)^```yaml (scenario|fragment)(?: (\S+))?\n(.*?)^```$", page)
    tally.check("reference page: has examples", len(blocks) > 10, len(blocks))
    place = folder / "page"
    place.mkdir()
    for number, (kind, name, text) in enumerate(blocks):
        (place / (name or f"example-{number:02}.yaml")).write_text(text, encoding="utf-8")
    process, report = run(assay, folder, place, name="page")
    if not tally.equal("reference page: every example passes", process.returncode, 0):
        print(told(process))
