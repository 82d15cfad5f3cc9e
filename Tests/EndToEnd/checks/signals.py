"""Runs that are interrupted, ended or killed: the reports still account for every planned case."""

import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from . import junit
from .processes import ended, ran, surroundings

SLOW = """\
assay: 1
scenario: Slow
cases:
{rows}
vars:
  source: aws.partner/${{partner}}/slow/${{unique}}
steps:
  - call: CreatePartnerEventSource
    delay: 100ms
    input: {{ Name: "${{source}}/${{number}}", Account: "${{account}}" }}
"""
CASES = 200


def check(tally, assay):
    with tempfile.TemporaryDirectory(prefix="assay-") as folder:
        place = Path(folder)
        rows = "\n".join(f"  - {{ case: number {n}, number: \"{n}\" }}" for n in range(CASES))
        (place / "slow.yaml").write_text(SLOW.format(rows=rows), encoding="utf-8")
        interrupted(tally, assay, place, signal.SIGINT, 130)
        interrupted(tally, assay, place, signal.SIGTERM, 143)
        killed(tally, assay, place)
        crashed(tally, assay, place)
        waiting(tally, assay, place, signal.SIGINT, 130)
        waiting(tally, assay, place, signal.SIGTERM, 143)


def crashed(tally, assay, folder):
    """What the machine says to a program that is wrong becomes the status for a defect."""
    for number in (signal.SIGILL, signal.SIGTRAP, signal.SIGABRT, signal.SIGSEGV):
        name = f"crash-{number.name}"
        with ended(started(assay, folder, name)) as process:
            wait_for_results(folder / f"{name}.jsonl", 1)
            process.send_signal(number)
            process.communicate(timeout=30)
            tally.equal(f"signals: {number.name} ends with 70", process.returncode, 70)


def started(assay, folder, name):
    return subprocess.Popen(
        [str(assay), "run", "slow.yaml", "--jobs", "2", "--junit", f"{name}.xml", "--log", f"{name}.jsonl"],
        cwd=folder, env=surroundings(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def wait_for_results(log, count, seconds=30, word=b"passed"):
    """Waits until the file has the word so many times: the run log tells of so many passed cases."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if log.exists() and log.read_bytes().count(word) >= count:
            return True
        time.sleep(0.02)
    return False


def interrupted(tally, assay, folder, number, status):
    name = number.name
    with ended(started(assay, folder, name)) as process:
        tally.check(f"signals: cases finish before {name}", wait_for_results(folder / f"{name}.jsonl", 4))
        process.send_signal(number)
        _, told = process.communicate(timeout=30)
        tally.check(f"signals: {name} ends with {status}", process.returncode == status,
                    f"status {process.returncode}: {told[-600:]}")
    found = junit.cases(folder / f"{name}.xml")
    counts = junit.counted(found)
    tally.equal(f"signals: the report after {name} has every case", len(found), CASES)
    tally.check(f"signals: the report after {name} tells what did not run",
                counts["passed"] and counts["error"] and not counts["failure"], counts)


def waiting(tally, assay, folder, number, status):
    """A command that waits for a pipe which nobody fills has nothing to finish."""
    pipe = folder / f"pipe-{number.name}"
    os.mkfifo(pipe)
    with ended(subprocess.Popen(
            [str(assay), "report", "--validate", pipe.name], cwd=folder, env=surroundings(),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)) as process:
        time.sleep(0.5)
        process.send_signal(number)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            pass
        tally.check(f"signals: one {number.name} ends a command that waits", process.returncode == status,
                    f"status {process.returncode}")


def killed(tally, assay, folder):
    with ended(started(assay, folder, "killed")) as process:
        wait_for_results(folder / "killed.jsonl", 4)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    with (folder / "killed.jsonl").open("ab") as log:
        log.write(b'{"event":"case-fini')
    process = ran([str(assay), "report", "killed.jsonl", "--junit", "killed.xml"], cwd=folder)
    output = process.stdout + process.stderr
    if not tally.check("signals: a report after kill -9", (folder / "killed.xml").exists(), output[-600:]):
        return
    found = junit.cases(folder / "killed.xml")
    counts = junit.counted(found)
    tally.equal("signals: the report after kill -9 has every case", len(found), CASES)
    tally.check("signals: the report after kill -9 tells what did not run",
                counts["passed"] and counts["error"] and not counts["failure"], counts)
