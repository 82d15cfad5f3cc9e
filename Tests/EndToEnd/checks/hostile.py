"""The runner against targets that mean harm: it never hangs, crashes, grows or calls `passed` what it could not see."""

import collections
import contextlib
import json
import re
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from . import junit
from .faults import served, with_tls
from .faults_table import ROWS
from .hostile_servers import HANDSHAKES, SERVERS, full_server, hostile_server, self_signed
from .processes import SCENARIOS, surroundings

SUITE = SCENARIOS / "hostile"
# No run may take longer, from its start to its end: far more than one needs on a busy machine, far less than for ever.
SECONDS = 300
# How much more memory than a run against a well-behaved target, in kilobytes.
GROWTH = 400_000

# The faults that a client must survive: with each of these armed for every request, the suite passes.
SURVIVED = {
    "delay-fixed", "delay-uniform", "delay-lognormal", "delay-normal", "delay-jitter", "delay-first-byte",
    "delay-headers", "delay-body", "dribble", "bandwidth", "slicer", "slow-close", "half-close", "no-keepalive",
    "close-idle", "content-length-absent", "header-obs-fold", "informational-100", "informational-103", "retry-after",
    "requestid-absent", "requestid-duplicated", "requestid-both-spellings", "body-whitespace",
    "content-type-wrong", "content-type-absent", "content-type-with-charset", "not-applied-but-ok",
}
SURVIVED_ROWS = {
    ("content-length-duplicate", "differing", False), ("content-encoding-gzip", "form", "lying"),
    ("limit", "count", 1_000_000), ("clock-skew", "by", "60s"),
}
# Those under which no answer can be read at all, so that not one case may pass.
BLIND_GROUPS = {"connection", "framing"}
# Of those whose rows differ in a word only, two are enough.
ALIKE = {"error", "error-common", "error-message-case", "errortype-case", "redirect"}


PEAKS = {}


@dataclass
class Run:
    status: int
    seconds: float
    kilobytes: int
    output: str
    results: list

    def __str__(self):
        return f"status {self.status} after {self.seconds:.1f} s with {self.kilobytes} kB: {self.output[-1500:]}"


def check(tally, assay):
    catalogue = json.loads(subprocess.run([str(assay), "schema", "faults"], capture_output=True, text=True,
                                          timeout=60, check=True, env=surroundings()).stdout)
    groups = {entry["name"]: entry["group"] for entry in catalogue}
    with tempfile.TemporaryDirectory(prefix="assay-") as name, ThreadPoolExecutor(6) as pool:
        folder = Path(name)
        with served(assay, folder, []) as url:
            well = carried_out(assay, folder, url)
        tally.check("hostile: the suite passes where all is well", well.status == 0 and set(well.results) == {"passed"},
                    well)
        jobs = [pool.submit(against_server, assay, folder, title, *case) for title, case in SERVERS.items()]
        jobs += [pool.submit(against_handshake, assay, folder, title, *case) for title, case in HANDSHAKES.items()]
        jobs += [pool.submit(against_full_server, assay, folder), pool.submit(against_self_signed, assay, folder)]
        for job in jobs:
            judged(tally, well, *job.result())
        against_faults(tally, assay, folder, pool, well, groups)
        jobs = [pool.submit(against_connection_fault, assay, folder, *case) for case in CONNECTIONS]
        jobs += [pool.submit(against_handshake_fault, assay, folder, *case) for case in TLS_FAULTS.items()]
        for job in jobs:
            judged(tally, well, *job.result())
        title, most = max(PEAKS.items(), key=lambda entry: entry[1])
        print(f"   peak memory: {most} kB at {title}, {well.kilobytes} kB where all is well")


def judged(tally, well, title, run, status, told, passes):
    """One run: its status, what it tells, that nothing passed unseen, its time and its memory."""
    PEAKS[title] = run.kilobytes
    tally.check(f"hostile: {title}: exit status {status}", run.status == status, run)
    tally.check(f"hostile: {title}: told as {told}", re.search(told, run.output), run)
    if not passes:
        tally.check(f"hostile: {title}: nothing passes", run.results and "passed" not in run.results, run.results)
    tally.check(f"hostile: {title}: in time", run.seconds < SECONDS, run)
    tally.check(f"hostile: {title}: within bounds", run.kilobytes < well.kilobytes + GROWTH,
                f"{run.kilobytes} kB, {well.kilobytes} kB where all is well")
    tally.check(f"hostile: {title}: no crash, no control characters",
                not re.search("Fatal error|Program crashed|Segmentation|\x1b|\x07", run.output), run)


def carried_out(assay, folder, url, *options):
    """`assay run` with the suite; its status, time, peak memory and results."""
    place = Path(tempfile.mkdtemp(dir=folder))
    report = place / "junit.xml"
    command = [str(assay), "run", str(SUITE), "--target", url, "--timeout", "2s", "--junit", str(report), "--log",
               str(place / "run.jsonl"), *options]
    began = time.monotonic()
    with open(place / "out", "w+b") as out:
        process = subprocess.Popen(command, cwd=place, env=surroundings(), stdout=out, stderr=out)
        try:
            status, peak = waited_for(process, began + SECONDS + 20)
        finally:
            if process.returncode is None:
                process.kill()
                process.wait()
        seconds = time.monotonic() - began
        out.seek(0)
        output = out.read().decode("utf-8", "replace")
    results = [case.result for case in junit.cases(report)] if report.exists() else []
    return Run(status, seconds, peak, output, results)


def waited_for(process, deadline):
    """The exit status and the peak memory in kilobytes; a process that goes on for too long is ended."""
    peak = 0
    while time.monotonic() < deadline:
        # What wait4 tells would be our own memory, from before the program took the process over.
        with contextlib.suppress(OSError):
            found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process.pid}/status").read_text())
            peak = max(peak, int(found[1]) if found else 0)
        if process.poll() is not None:
            return process.returncode, peak
        time.sleep(0.02)
    return "none: it hangs", peak


def against_server(assay, folder, title, serve, told, status):
    with hostile_server(serve) as port:
        run = carried_out(assay, folder, f"http://127.0.0.1:{port}")
    return f"a server that {title}", run, status, told, title in PARTLY_RIGHT


# A target that answers everything with the same refusal is right where any refusal will do.
PARTLY_RIGHT = {"refuses everything", "refuses twice"}


def against_handshake(assay, folder, title, serve, told, status):
    with hostile_server(serve) as port:
        run = carried_out(assay, folder, f"https://127.0.0.1:{port}")
    return f"a TLS server that {title}", run, status, told, False


def against_full_server(assay, folder):
    with full_server() as port:
        run = carried_out(assay, folder, f"http://127.0.0.1:{port}")
    return "a server that accepts nobody", run, 4, "timeout|connect", False


def against_self_signed(assay, folder):
    serve, _ = self_signed(folder)
    with hostile_server(serve) as port:
        run = carried_out(assay, folder, f"https://127.0.0.1:{port}")
    return "a TLS server that nobody vouches for", run, 1, "tls", False


# The fake itself, with each fault armed for all that a run sends.

def against_faults(tally, assay, folder, pool, well, groups):
    faults = [{"name": {"starts-with": f"aws.partner/{partner(number)}/"}, "do": {row.fault: row.fields}}
              for number, row in enumerate(ROWS)]
    seen = collections.Counter()
    with served(assay, folder, faults) as url:
        runs = []
        for number, row in enumerate(ROWS):
            seen[row.fault] += 1
            if seen[row.fault] <= 2 or row.fault not in ALIKE:
                arguments = ["--var", f"partner={partner(number)}"]
                runs.append((row, pool.submit(carried_out, assay, folder, url, *arguments)))
        for row, job in runs:
            survived = row.fault in SURVIVED or any(
                row.fault == name and row.fields.get(field) == value for name, field, value in SURVIVED_ROWS)
            passes = survived or groups[row.fault] not in BLIND_GROUPS
            judged(tally, well, f"the fault {row.title}", job.result(), 0 if survived else 1, "", passes)


# The fields of a fault of the connection, what must be told, and the exit status.
CONNECTIONS = [
    ("refuse", {"for": "10m"}, "connect", 4), ("reset", {"at": "before-read"}, "reset|closed-early|connect", None),
    ("accept-delay", {"for": "10m"}, "timeout", 1), ("accept-delay", {"for": "100ms"}, "5 passed", 0),
]
# Every certificate is refused although its authority is trusted; a handshake without an end reaches nobody.
TLS_FAULTS = {
    "tls-expired": ("certificate has expired", 1), "tls-not-yet-valid": ("not valid yet", 1),
    "tls-wrong-host": ("tls", 1), "tls-self-signed": ("authority", 1), "tls-unknown-ca": ("authority", 1),
    "tls-old-version": ("no TLS version in common", 1), "tls-client-certificate-required": ("client certificate", 1),
    "tls-handshake-reset": ("tls|reset|closed-early", 1), "tls-handshake-hang": ("timeout", 4),
}


def against_connection_fault(assay, folder, fault, fields, told, status):
    with served(assay, folder, [{"do": {fault: fields}}]) as url:
        run = carried_out(assay, folder, url)
    # A reset can come before the connection stands, as one that was never made.
    expected = status if status is not None else run.status if run.status in (1, 4) else 1
    return f"the fault {fault} {fields}", run, expected, told, expected == 0


def against_handshake_fault(assay, folder, fault, expected):
    with with_tls(assay, folder, [{"do": {fault: {}}}]) as (url, authority):
        run = carried_out(assay, folder, url, "--ca-bundle", str(authority))
    return f"the fault {fault}", run, expected[1], expected[0], False


def partner(number):
    return f"row-{number:03}.example"
