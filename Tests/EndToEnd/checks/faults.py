"""Each fault of the catalogue, seen from outside by clients that are not ours.

One `assay serve` has every row of the table armed, each for the names that begin with its own prefix; faults that
change what comes next, schedules and faults of the connection have servers of their own.
"""

import collections
import contextlib
import json
import re
import socket
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import botocore.config
import botocore.exceptions
import botocore.parsers
import botocore.session

from . import faults_connections
from .faults_seen import ACCOUNT, asked, call_bytes, curl, opened, python_client, watched
from .faults_table import ROWS, Row, differences, error, parsed
from .processes import SCENARIOS, SECRET, ended, first_line, ran, surroundings
from .served import serving

CONNECTION = set(faults_connections.FIELDS) | set(faults_connections.CERTIFICATES) | {
    "tls-handshake-reset", "tls-handshake-hang", "tls-old-version", "tls-client-certificate-required"}
CREATE = "CreatePartnerEventSource"
DESCRIBE = "DescribePartnerEventSource"


def check(tally, assay):
    catalogue = json.loads(ran([str(assay), "schema", "faults"]).stdout)
    with tempfile.TemporaryDirectory(prefix="assay-") as folder, ThreadPoolExecutor(12) as pool:
        work = Path(folder)
        every_fault_is_shown(tally, catalogue)
        one_by_one(tally, assay, work, pool)
        with served(assay, work, []) as url:
            tally.equal("faults: without any, nothing is wrong", differences(Row("plain"), *answered(url, Row("plain"))),
                        [])
        effects(tally, assay, work)
        schedules(tally, assay, work)
        by_control(tally, assay)
        by_our_own_client(tally, assay, work)
        faults_connections.check(tally, lambda faults, tls=False: (with_tls if tls else served)(assay, work, faults))


def every_fault_is_shown(tally, catalogue):
    """A fault of the catalogue without a row of the table is a failure, and so is a word of a field's choice."""
    shown = {row.fault for row in ROWS} | set(EFFECTS) | CONNECTION
    tally.check("faults: the catalogue is there", len(catalogue) >= 90, len(catalogue))
    tally.equal("faults: none is left unshown",
                [entry["name"] for entry in catalogue if entry["name"] not in shown], [])
    tally.equal("faults: none is shown that does not exist",
                sorted(shown - {entry["name"] for entry in catalogue}), [])
    used = collections.defaultdict(set)
    for row in ROWS:
        for name, value in row.fields.items():
            used[row.fault, name].add(str(value))
    # Shown with the faults of the connection.
    used["reset", "at"].add("before-read")
    scenarios = "".join(path.read_text(encoding="utf-8") for path in (SCENARIOS / "faults").glob("*.yaml"))
    tally.equal("faults: each has a scenario that says what Assay's own client makes of it",
                [entry["name"] for entry in catalogue if not re.search(rf"\b{entry['name']}: {{", scenarios)], [])
    unshown = [(entry["name"], field["name"], word) for entry in catalogue
               for field in entry["fields"] for word in field.get("words", [])
               if word not in used[entry["name"], field["name"]]]
    tally.equal("faults: every word of every field is shown", unshown, [])


@contextlib.contextmanager
def served(assay, folder, faults, *options, **given):
    """Lends the URL of an `assay serve` with these faults armed."""
    state = folder / f"given-{time.monotonic_ns()}.yaml"
    state.write_text(json.dumps({"faults": faults, **given} if faults else {"quota": 1_000_000, **given}))
    started = subprocess.Popen([str(assay), "serve", "--quiet", "--given", str(state), *options], text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=surroundings())
    with ended(started) as process:
        yield json.loads(first_line(process))["url"]


@contextlib.contextmanager
def with_tls(assay, folder, faults):
    """The same over TLS; lends the URL and the authority's certificate."""
    authority = folder / f"authority-{time.monotonic_ns()}.pem"
    with served(assay, folder, faults, "--tls", "--ca-file", str(authority)) as url:
        yield url, authority


# One answer at a time.

def prefix(number):
    return f"aws.partner/example.com/row-{number:03}/"


def one_by_one(tally, assay, folder, pool):
    faults = [{"on": CREATE, "name": {"starts-with": prefix(number)}, "do": {row.fault: row.fields}}
              for number, row in enumerate(ROWS)]
    with served(assay, folder, faults) as url:
        looks = [pool.submit(look, url, number, row) for number, row in enumerate(ROWS)]
        for row, found in zip(ROWS, looks):
            for client, wrong in found.result():
                tally.check(f"faults: {row.title} seen by {client}", not wrong, wrong)


def look(url, number, row):
    """What is wrong with a row as each of its clients sees it."""
    seen, plain = answered(url, row, prefix(number) + "raw")
    wrong = differences(row, seen, plain)
    found = [("a socket", wrong and f"{wrong}\n    {seen}")]
    if row.curl is not None:
        status, code, told = curl(url, prefix(number) + "curl", 1 if row.curl == 28 else 5, *row.curl_options)
        found.append(("curl", status != row.curl and f"exit status {status}, not {row.curl} ({code}, {told})"))
    if row.python is not None:
        came = python_client(url, prefix(number) + "python", 1 if row.python == "TimeoutError" else 5)
        found.append(("http.client", came[0] != row.python and f"{came}, not {row.python}"))
    if row.boto is not None:
        came = boto(url, prefix(number) + "boto")
        found.append(("botocore", came != row.boto and f"{came}, not {row.boto}"))
    return found


def answered(url, row, name="aws.partner/example.com/plain"):
    """What a raw socket sees, and what the body of a plain answer would be."""
    plain = json.dumps({"EventSourceArn": f"arn:aws:events:us-east-1::event-source/{name}"}, separators=(",", ":"))
    needs_end = row.end != "open" or row.status is None or not row.framed
    seen = asked(url, call_bytes(url, name), row.patience + row.first, max(row.settle, 0.15), whole=not needs_end)
    return seen, plain.encode()


def boto(url, name):
    """The error's code and the status that botocore comes to."""
    session = botocore.session.Session()
    session.set_credentials("AKIDEXAMPLE", SECRET)
    events = session.create_client("events", endpoint_url=url, region_name="us-east-1",
                                   config=botocore.config.Config(retries={"total_max_attempts": 1}))
    with contextlib.closing(events):
        try:
            answer = events.create_partner_event_source(Name=name, Account=ACCOUNT)
            return "ok", answer["ResponseMetadata"]["HTTPStatusCode"]
        except botocore.exceptions.ClientError as raised:
            return raised.response["Error"]["Code"], raised.response["ResponseMetadata"]["HTTPStatusCode"]
        except (botocore.parsers.ResponseParserError, ValueError):
            return "unreadable", None


# What a fault leaves behind: seen by the calls that come after.

def said(url, name, operation=CREATE, patience=3):
    """The status of an answer and its error's name; what became of the connection where there is no answer."""
    seen = asked(url, call_bytes(url, name, operation), patience, settle=0)
    return f"{seen.status} {parsed(seen.body).get('__type', '-')}" if seen.raw else seen.end


GONE, TAKEN = "400 ResourceNotFoundException", "400 ResourceAlreadyExistsException"


def applied_but_errored(tally, url, name):
    for how, first in {"error": "500 InternalException", "reset": "reset", "drop": "closed", "hang": "open"}.items():
        source = f"{name}/{how}"
        found = [said(url, source, patience=0.8), said(url, source, DESCRIBE), said(url, source)]
        tally.equal(f"faults: applied-but-errored with {how} has taken effect", found, [first, "200 -", TAKEN])


def not_applied_but_ok(tally, url, name):
    tally.equal("faults: not-applied-but-ok has taken no effect", [said(url, name), said(url, name, DESCRIBE)],
                ["200 -", GONE])


def eventual(tally, url, name):
    found = [said(url, name), said(url, name)]
    time.sleep(0.9)
    tally.equal("faults: eventual knows a name only later", [*found, said(url, name)], ["200 -", "200 -", TAKEN])


def throttle_rate(tally, url, name):
    found = [said(url, f"{name}/{number}") for number in range(3)]
    tally.equal("faults: throttle-rate lets a burst pass and no more", found,
                ["200 -", "200 -", "400 ThrottlingException"])


def conflict(tally, url, name):
    found = [said(url, name), said(url, name + "/2"), said(url, name)]
    tally.equal("faults: conflict meets the second call on a name", found,
                ["200 -", "200 -", "400 ConcurrentModificationException"])


def lost_after_restart(tally, url, name):
    before = said(url, "aws.partner/example.com/earlier")
    with opened(url) as connection:
        connection.sendall(call_bytes(url, name))
        seen = watched(connection, 3)
    found = [before, seen.status, seen.end, said(url, name, DESCRIBE),
             said(url, "aws.partner/example.com/earlier", DESCRIBE)]
    tally.equal("faults: lost-after-restart answers, closes, and has lost all", found,
                ["200 -", 200, "closed", GONE, GONE])


def half_close(tally, url, name):
    """The server reads on after its own end: more can be sent, and nothing comes back, not even a reset."""
    with opened(url) as connection:
        connection.sendall(call_bytes(url, name))
        seen = watched(connection, 3)
        for _ in range(3):
            connection.sendall(b"POST / HTTP/1.1\r\n")
            time.sleep(0.1)
        trouble = connection.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    tally.equal("faults: half-close ends one direction only", (seen.status, seen.end, trouble), (200, "closed", 0))


def limit(tally, url, name):
    found = [said(url, name), said(url, name + "/2"), said(url, name + "/3")]
    tally.equal("faults: limit holds from that many sources on", found,
                ["200 -", "200 -", "400 LimitExceededException"])


EFFECTS = {
    "applied-but-errored": (applied_but_errored, None), "not-applied-but-ok": (not_applied_but_ok, {}),
    "eventual": (eventual, {"for": "600ms"}), "throttle-rate": (throttle_rate, {"per-second": 0.01, "burst": 2}),
    "conflict": (conflict, {"within": "30s"}), "lost-after-restart": (lost_after_restart, {}),
    "half-close": (half_close, {}), "limit": (limit, {"count": 2}),
}


def effects(tally, assay, folder):
    for fault, (shown, fields) in EFFECTS.items():
        name = f"aws.partner/example.com/{fault}"
        choice = {"on": CREATE, "name": {"starts-with": name}}
        if fields is None:
            faults = [{**choice, "name": {"starts-with": f"{name}/{how}"}, "times": 1, "do": {fault: {"with": how}}}
                      for how in ("error", "reset", "drop", "hang")]
        else:
            faults = [{**choice, "do": {fault: fields}}]
        with served(assay, folder, faults) as url:
            shown(tally, url, name)


# When a fault happens: the same call many times over, and which of them met it.

BROKEN = {"answer": "InternalException"}
SCHEDULES = {
    "always": (BROKEN, "xxxxxx"),
    "times": ({**BROKEN, "times": 2}, "xx----"),
    "after": ({**BROKEN, "after": 3}, "---xxx"),
    "every": ({**BROKEN, "every": 3}, "x--x--"),
    "times, after and every": ({**BROKEN, "times": 2, "after": 1, "every": 2}, "-x-x--"),
    "a sequence": ({"sequence": [BROKEN, {}, {"answer": "LimitExceededException"}]}, "x-L---"),
    "a sequence, later": ({"after": 2, "sequence": [BROKEN, {}, BROKEN]}, "--x-x-"),
    "another operation": ({**BROKEN, "on": CREATE}, "------"),
    "this operation": ({**BROKEN, "on": DESCRIBE, "times": 1}, "x-----"),
    "another key": ({**BROKEN, "key": "ASIDEXAMPLE"}, "------"),
    "this key": ({**BROKEN, "key": "AKIDEXAMPLE", "times": 1}, "x-----"),
    "another name": ({**BROKEN, "name": "aws.partner/example.com/other"}, "------"),
    "a name's end": ({**BROKEN, "name": {"ends-with": "NAME"}, "times": 1}, "x-----"),
    "a name's expression": ({**BROKEN, "name": {"matches": "aws.*NAME"}, "times": 1}, "x-----"),
    "no chance": ({**BROKEN, "probability": 0, "seed": 1}, "------"),
    "a sure chance": ({**BROKEN, "probability": 1, "seed": 1}, "xxxxxx"),
}


def schedules(tally, assay, folder):
    faults = []
    for number, (fault, _) in enumerate(SCHEDULES.values()):
        name = f"aws.partner/example.com/schedule-{number:02}"
        fault = json.loads(json.dumps(fault).replace("NAME", f"schedule-{number:02}"))
        faults.append({"name": name, **fault})
    chance = {"on": DESCRIBE, "name": "aws.partner/example.com/chance", "probability": 0.5, "seed": 7, **BROKEN}
    while_armed = {"name": "aws.partner/example.com/while", "ttl": "1500ms", **BROKEN}
    window = {"name": "aws.partner/example.com/window", "window": {"from": "1500ms", "to": "30s"}, **BROKEN}
    found = []
    for _ in range(2):
        with served(assay, folder, [*faults, chance, while_armed, window]) as url:
            began = time.monotonic()
            early = [letter(url, f"aws.partner/example.com/{name}") for name in ("while", "window")]
            found.append("".join(letter(url, "aws.partner/example.com/chance") for _ in range(40)))
            for number, (title, (_, expected)) in enumerate(SCHEDULES.items()):
                if len(found) == 1:
                    name = f"aws.partner/example.com/schedule-{number:02}"
                    tally.equal(f"faults: schedule: {title}", "".join(letter(url, name) for _ in expected), expected)
            if len(found) == 1:
                time.sleep(max(0, began + 1.6 - time.monotonic()))
                late = [letter(url, f"aws.partner/example.com/{name}") for name in ("while", "window")]
                tally.equal("faults: schedule: a ttl and a window", (early, late), (["x", "-"], ["-", "x"]))
    tally.check("faults: schedule: chance strikes about as often as told", 8 <= found[0].count("x") <= 32, found[0])
    tally.equal("faults: schedule: the same seed strikes the same calls", found[0], found[1])


def by_our_own_client(tally, assay, folder):
    """The scenarios about faults pass, quickly, and nothing of the libraries below has a word to say."""
    began = time.monotonic()
    process = ran([str(assay), "run", str(SCENARIOS / "faults"), "--junit", str(folder / "own.xml"), "--log",
                   str(folder / "own.jsonl")])
    told = process.stdout + process.stderr
    tally.check("faults: the scenarios pass", process.returncode == 0, told[-2000:])
    tally.check("faults: no library complains", "ERROR" not in told, told[-2000:])
    tally.check("faults: the scenarios are quick", time.monotonic() - began < 30, time.monotonic() - began)


# The same faults by the control API, and what it counts.

def by_control(tally, assay):
    with serving(assay) as server:
        kept = []
        for row in ROWS:
            fault = {"on": CREATE, "name": {"starts-with": "aws.partner/nobody/"}, "do": {row.fault: row.fields}}
            status, armed = server.ask("POST", "/faults", fault)
            again = server.ask("POST", "/faults", armed.get("fault"))[1] if status == 201 else armed
            kept.append((row.title, status, armed.get("fault") == again.get("fault")))
        tally.equal("faults: the control API takes each fault, and gives it back in the same form",
                    [one for one in kept if one[1:] != (201, True)], [])
        server.ask("DELETE", "/faults")
        every_field = {"on": CREATE, "name": {"ends-with": "/1"}, "key": "AKIDEXAMPLE", "times": 5, "after": 1,
                       "every": 2, "probability": 0.5, "seed": 9, "ttl": "90s", "window": {"from": "1s", "to": "2s"},
                       "label": "all", "sequence": [{}, {"do": {"drop": {}}}]}
        status, armed = server.ask("POST", "/faults", every_field)
        tally.equal("faults: the control API keeps every field of a selection", (status, armed.get("fault")),
                    (201, every_field))
        server.ask("DELETE", "/faults")
        armed = [server.ask("POST", "/faults", fault)[1]["id"] for fault in [
            {"on": DESCRIBE, "every": 2, "times": 2, **BROKEN},
            {"on": DESCRIBE, "label": "slow", "do": {"delay-fixed": {"for": "1ms"}}},
            {"on": CREATE, **BROKEN}]]
        name = "aws.partner/example.com/hits"
        found = "".join(letter(server.url, name) for _ in range(6))
        counts = [(one["title"], one["matched"], one["hits"]) for one in server.ask("GET", "/faults")[1]["faults"]]
        tally.equal("faults: hits are counted as they were seen", (found, counts),
                    ("x-x---", [("error", 6, 2), ("slow", 6, 6), ("error", 0, 0)]))
        server.ask("DELETE", f"/faults/{armed[0]}")
        server.ask("DELETE", f"/faults/{armed[1]}")
        tally.equal("faults: what was taken away is gone", letter(server.url, name), "-")
        server.ask("POST", "/faults", {"times": 1, "do": {"reset": {"at": "before-read"}}})
        tally.check("faults: a fault of the connection befalls the next one, whoever makes it",
                    not reaches(server), "it was answered")
        tally.check("faults: and then no other", reaches(server), "it was not answered")
        for fault in [{"do": {"tls-expired": {}}}, {"on": CREATE, "do": {"refuse": {"for": "1s"}}},
                      {"times": 2, "do": {"refuse": {"for": "1s"}}}]:
            tally.equal(f"faults: the control API refuses {fault}", server.ask("POST", "/faults", fault)[0], 400)


def reaches(server):
    """Whether the control API answers on a new connection."""
    try:
        return server.ask("GET", "/faults")[0] == 200
    except OSError:
        return False


def letter(url, name):
    """One describe of a source that does not exist: `-` for the service's own answer, `x` and `L` for the fault's."""
    return {GONE: "-", "500 InternalException": "x", "400 LimitExceededException": "L"}.get(
        told := said(url, name, DESCRIBE), told)
