"""Clients under test: those of Tests/Clients pass, and the same client with one defect is caught at the right case."""

import concurrent.futures
import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from . import junit
from .processes import PROJECT, ended, ran, surroundings

CLIENTS = PROJECT / "Tests" / "Clients"
CALL = """\
steps:
  - call: CreatePartnerEventSource
    input: { Name: "${source}", Account: "012345678901" }
    expect: """
HEAD = """\
assay: 1
scenario: TITLE
vars: { source: "aws.partner/${partner}/under-test/${unique}" }
"""
MADE = """{ response: { EventSourceArn: { ends-with: "${source}" } }, wire: """
SENT = """{ attempts: 1, signed: valid, target: AWSEvents.CreatePartnerEventSource,
        body: { equals: { Name: "${source}", Account: "012345678901" } }, operations: [CreatePartnerEventSource] } }
"""
CREATE = "given: { faults: [ { on: CreatePartnerEventSource, times: 1, do: { FAULT } } ] }\n"
# Title: the file without its head.
SCENARIOS = {
    "request": CALL + MADE + SENT,
    "token": "context: { session-token: true }\n" + CALL + MADE + SENT,
    "region": "context: { region: eu-north-1 }\n" + CALL + MADE + SENT,
    "duplicate": "given: { sources: [ { name: '${source}', account: '012345678901' } ] }\n" + CALL
                 + "{ error: ResourceAlreadyExistsException, wire: { attempts: 1, signed: valid } }\n",
    "namespace": CREATE.replace("FAULT", "error-type-forms: { form: namespaced, code: LimitExceededException }") + CALL
                 + "{ error: LimitExceededException }\n",
    "retry": "context: { retry-mode: standard, max-attempts: 3 }\n"
             + CREATE.replace("FAULT", "error: { code: InternalException }") + CALL + MADE
             + "{ attempts: 2, signed: valid, same: [body], gaps: [ { at-least: 50ms } ] } }\n",
    "final": CREATE.replace("FAULT", "error: { code: ConcurrentModificationException }") + CALL
             + "{ error: ConcurrentModificationException, wire: { attempts: 1 } }\n",
    "members": CREATE.replace("FAULT", "body-extra-members: {}") + CALL + MADE + "{ attempts: 1 } }\n",
    "cut": CREATE.replace("FAULT", "body-truncated-json: {}") + CALL
           + "{ failure: malformed-response }\n",
    "redirect": CREATE.replace("FAULT", "redirect: { status: 307 }") + CALL
                + "{ any-of: [ { error: { code: { length: { at-least: 1 } } } }, { failure: [malformed-response, transport-error] } ], "
                + "wire: { attempts: 1 } }\n",
}

# Defect: the case that catches it, and what of the good client stands otherwise.
DEFECTS = {
    "another operation": ("request", '"AWSEvents.CreatePartnerEventSource"', '"AWSEvents.DeletePartnerEventSource"'),
    "no signature": ("request", 'headers["authorization"] = (', 'headers["x-none"] = ('),
    "wrong secret": ("request", '"AWS4" + keys', '"AWS5" + keys'),
    "another service's scope": ("request", "/events/aws4_request", "/event/aws4_request"),
    "region taken from a habit": ("region", 'context["region"]', '"us-east-1"'),
    "body changed after signing": ("request", '"POST", "/", body,', '"POST", "/", body + b" ",'),
    "host not signed": ("request", 'names = ";".join(sorted(headers))',
                        'host = headers.pop("host"); names = ";".join(sorted(headers))'),
    "token dropped": ("token", 'if "sessionToken" in keys', 'if "never" in keys'),
    "account as a number": ("request", 'json.dumps(context["input"]',
                            'json.dumps(context["input"] | {"Account": int(account)}'),
    "leading zeros lost": ("request", 'json.dumps(context["input"]',
                           'json.dumps(context["input"] | {"Account": account.lstrip("0")}'),
    "a member too many": ("request", 'json.dumps(context["input"]', 'json.dumps(context["input"] | {"Tags": []}'),
    "no retry": ("retry", "status >= 500 or code in RETRIED", "False"),
    "retry of a final error": ("final", "status >= 500 or code in RETRIED", "True"),
    "retry without a wait": ("retry", "time.sleep(random", "(lambda _: 0)(random"),
    "another body on retry": ("retry", "body, signed(body, context)",
                              "(b := body + b' ' * random.randint(1, 99)), signed(b, context)"),
    "sent twice": ("request", "        answer = connection.getresponse()\n",
                   "        answer = connection.getresponse(); answer.read()\n"
                   '        connection.request("POST", "/", body, signed(body, context))\n'
                   "        answer = connection.getresponse()\n"),
    "success on an error": ("duplicate", 'if 200 <= status < 300:\n', 'if True:\n'
                            '        if status >= 300: members = {"EventSourceArn": "arn:made-up"}\n'),
    "type read with its namespace": ("namespace", '.split("#")[-1]', ""),
    "strict about unknown members": ("members", "    status = answer.status\n",
                                     "    status = answer.status\n"
                                     "    if status == 200 and set(members) != {'EventSourceArn'}: os.abort()\n"),
    "cut body taken for a success": ("cut", 'return {"outcome": "malformed_response", "error": '
                                     '{"message": "no ARN", "httpStatus": status}}, False',
                                     'return {"outcome": "success"}, False'),
    "redirect followed": ("redirect", "    try:\n        members",
                          "    if answer.status == 307: return attempt(context, body)\n    try:\n        members"),
    "secret printed": ("request", "def call(context):\n",
                       'def call(context):\n    print("debug", context["credentials"])\n'),
    "secret in an argument": ("request", "def call(context):\n",
                              'def call(context):\n    import subprocess\n    subprocess.run(["sh", "-c", "sleep 1; true", '
                              'context["credentials"]["secretAccessKey"]])\n'),
    "endpoint ignored": ("request", "def call(context):\n",
                         'def call(context):\n    import urllib.request\n'
                         '    urllib.request.urlopen("https://events.us-east-1.amazonaws.com/", b"{}")\n'),
    "hang": ("request", "def call(context):\n", "def call(context):\n    time.sleep(600)\n"),
    "death": ("request", "def call(context):\n", "def call(context):\n    os.kill(os.getpid(), 9)\n"),
}
OPTIONS = ["--timeout", "12s", "--start-up", "8s"]


def check(tally, assay):
    with tempfile.TemporaryDirectory(prefix="assay-") as folder:
        place = Path(folder)
        (place / "cases").mkdir()
        for title, text in SCENARIOS.items():
            (place / "cases" / f"{title}.yaml").write_text(HEAD.replace("TITLE", title) + text, encoding="utf-8")
        good = (CLIENTS / "raw_client.py").read_text(encoding="utf-8")
        found = results(assay, place, "good", [str(CLIENTS / "raw_client.py")])
        tally.equal("under test: the good client passes everything", found, dict.fromkeys(SCENARIOS, "passed"))
        found = results(assay, place, "persistent", [str(CLIENTS / "raw_client.py"), "serve"], "--persistent")
        tally.equal("under test: it passes as it goes on running", found, dict.fromkeys(SCENARIOS, "passed"))
        for name in ("boto3_client.py", "curl_client.sh"):
            found = results(assay, place, name, [str(CLIENTS / name)], only=["request", "token", "region", "duplicate"])
            tally.equal(f"under test: {name} passes", set(found.values()), {"passed"})
        aws = ["aws", "events", "create-partner-event-source", "--name", "{name}", "--account", "{account}"]
        found = results(assay, place, "aws", aws, only=["request", "token", "region", "duplicate"])
        tally.equal("under test: the AWS CLI passes without an adapter", set(found.values()), {"passed"})
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda name: defect(tally, assay, place, good, name), DEFECTS))
        without_warning(tally, assay, place, signal.SIGINT, 130)
        without_warning(tally, assay, place, signal.SIGTERM, 143)
        without_warning(tally, assay, place, signal.SIGKILL, -9)


def defect(tally, assay, place, good, name):
    """The case that is meant must not pass; of the others each may be hit too, but the report must be whole."""
    title, right, wrong = DEFECTS[name]
    if not tally.check(f"under test: {name} is a defect of the good client", right in good):
        return
    program = place / (name.replace(" ", "-").replace("'", "") + ".py")
    program.write_text(good.replace(right, wrong), encoding="utf-8")
    program.chmod(0o755)
    found = results(assay, place, program.stem, [str(program)], only=[title])
    tally.check(f"under test: {name} is caught at '{title}'", found.get(title) in ("failure", "error"), found)


def results(assay, place, name, command, *options, only=None):
    """The result of each case with this client."""
    report = place / f"{name}.xml"
    paths = [f"cases/{title}.yaml" for title in only or SCENARIOS]
    ran([str(assay), "run", *paths, *OPTIONS, *options, "--junit", str(report), "--log", str(place / f"{name}.jsonl"),
         "--", *command], cwd=place, timeout=300, env=surroundings(TMPDIR=str(place)))
    return {case.name: case.result for case in junit.cases(report)}


def without_warning(tally, assay, place, number, status):
    """Ends a run of clients that ignore signals; its report is whole and none of its processes is left."""
    mark = f"600.{number:03}{os.getpid()}"
    deaf = place / "deaf.sh"
    deaf.write_text(f"#!/bin/sh\ntrap '' TERM INT\n(setsid sleep {mark}) >/dev/null 2>&1 &\nsleep {mark}\nsleep {mark}\n")
    deaf.chmod(0o755)
    log = place / f"deaf-{number}.jsonl"
    run = subprocess.Popen(
        [str(assay), "run", "cases", "--junit", str(place / "deaf.xml"), "--log", str(log), "--", str(deaf)],
        cwd=place, env=surroundings(TMPDIR=str(place)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with ended(run) as process:
        wait(lambda: left(mark) > 2, 30)
        process.send_signal(number)
        process.wait(60)
        tally.equal(f"under test: {number.name} ends with its status", process.returncode, status)
    wait(lambda: left(mark) == 0, 5)
    tally.equal(f"under test: after {number.name} no process is left", left(mark), 0)
    report = place / f"deaf-{number}.xml"
    ran([str(assay), "report", str(log), "--junit", str(report)], cwd=place)
    tally.equal(f"under test: after {number.name} the report is whole", len(junit.cases(report)), len(SCENARIOS))


def wait(condition, seconds):
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.1)


def left(mark):
    """How many processes have the mark among their arguments."""
    count = 0
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                count += mark.encode() in (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                pass
    return count
