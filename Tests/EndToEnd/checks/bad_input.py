"""Bad input of every kind: a clear sentence, the right exit status, no hang."""

import os
import re
import tempfile
from pathlib import Path

from .odd_servers import ODD_SERVERS, odd_server
from .processes import SCENARIOS, ran, surroundings

SOUND = """\
assay: 1
scenario: Sound
steps:
  - call: CreatePartnerEventSource
    input: { Name: "aws.partner/${partner}/sound/${unique}", Account: "${account}" }
"""

# Title, content of the file, what the diagnostics say.
FILES = [
    ("an empty file", b"", ""),
    ("a blank file", b"\n\n  \n", ""),
    ("NUL bytes", b"\0\0\0\0", ""),
    ("broken UTF-8", b"assay: 1\nscenario: \xff\xfe\n", ""),
    ("random bytes", bytes(range(256)) * 20, ""),
    ("a text", b"just a text", ""),
    ("a list", b"- 1\n- 2\n", ""),
    ("a number", b"42", ""),
    ("an open bracket", b"assay: [1", ""),
    ("a tab for a space", b"assay: 1\nsteps:\n\t- call: x\n", ""),
    ("two documents", SOUND.encode() + b"---\n" + SOUND.encode(), ""),
    ("a key twice", SOUND.encode() + b"scenario: again\n", "scenario"),
    ("an unknown key", SOUND.encode() + b"stepps: []\n", "did you mean 'steps'"),
    ("a version of the future", SOUND.replace("assay: 1", "assay: 2").encode(), ""),
    ("an unknown operation", SOUND.replace("CreateP", "CraeteP").encode(), "CreatePartnerEventSource"),
    ("an unknown member", SOUND.replace("Name:", "Nmae:").encode(), "Name"),
    ("an unknown variable", SOUND.replace("${unique}", "${uniqe}").encode(), "unique"),
    ("an unknown matcher", SOUND.encode() + b"    expect: { status: { equls: 200 } }\n", "equals"),
    ("a requirement that nobody wrote", SOUND.encode() + b"requirements: [CPES-NONE-999]\n", "CPES-NONE-999"),
    ("no steps", b"assay: 1\nscenario: Nothing\n", "steps"),
    ("an empty table", SOUND.encode() + b"cases: []\n", ""),
    ("a secret of the environment", SOUND.replace("${unique}", "${env.AWS_SECRET_ACCESS_KEY}").encode(), ""),
    ("an include of nothing", b"assay: 1\nscenario: x\nsteps:\n  - include: nowhere.yaml\n", "nowhere.yaml"),
    ("an include of itself", b"assay: 1\nscenario: x\nsteps:\n  - include: wrong.yaml\n", ""),
    ("a deep nest", b"assay: " + b"[" * 100_000, ""),
    ("a deep nest of maps", b"assay: " + b"{a: " * 20_000, ""),
    ("aliases of aliases", b"a: &a [x, x, x, x, x, x, x, x, x, x]\n" + b"".join(
        b"%c: &%c [%s]\n" % (n, n, b", ".join([b"*%c" % (n - 1)] * 10)) for n in range(98, 110)), ""),
    ("twenty million bytes", b"# " + b"x" * 20_000_000 + b"\n" + SOUND.encode(), ""),
    ("an alias of itself", b"assay: &a [*a]\n", ""),
    ("an unknown tag", b"assay: !!python/object:os.system 1\n", ""),
    ("an anchor that is none", b"assay: *nothing\n", ""),
]

# Title, arguments (FILE is a sound scenario), status, a part of what is told.
COMMAND_LINES = [
    ("no such command", ["rnu"], 2, ""),
    ("no such option", ["run", "FILE", "--no-such-option"], 2, "--no-such-option"),
    ("a value that is missing", ["run", "FILE", "--junit"], 2, "--junit"),
    ("no jobs", ["run", "FILE", "--jobs", "0"], 2, "--jobs"),
    ("jobs that are no number", ["run", "FILE", "--jobs", "many"], 2, "jobs"),
    ("no such flavor", ["run", "FILE", "--junit-flavor", "vanilla"], 2, "flavor"),
    ("a variable without a value", ["run", "FILE", "--var", "novalue"], 2, "novalue"),
    ("a target that is no URL", ["run", "FILE", "--target", "somewhere"], 2, "somewhere"),
    ("a target of another scheme", ["run", "FILE", "--target", "ftp://127.0.0.1:1"], 2, "ftp"),
    ("a port beyond all ports", ["run", "FILE", "--target", "http://127.0.0.1:99999"], 2, ""),
    ("a live target without --live", ["run", "FILE", "--region", "us-east-1", "--target",
                                            "https://events.us-east-1.amazonaws.com"], 2, "--live"),
    ("AWS without --live", ["run", "FILE", "--target", "aws", "--region", "us-east-1"], 2, "--live"),
    ("--live without an account", ["run", "FILE", "--target", "aws", "--region", "us-east-1", "--live"], 2,
     "--allow-account"),
    ("no client after --", ["run", "FILE", "--"], 2, "no command after '--'"),
    ("a client that sends nothing", ["run", "FILE", "--", "true"], 4, "no validly signed request arrived"),
    ("a client that is no program", ["run", "FILE", "--", "./no-such-program"], 4, "./no-such-program"),
    ("a shard beyond the last", ["run", "FILE", "--shard", "6/5"], 2, "shard"),
    ("a path that is none", ["run", "nowhere.yaml"], 2, "nowhere.yaml"),
    ("nothing of that name", ["run", "FILE", "--name", "no case is called so"], 5, ""),
    ("nothing with that tag", ["run", "FILE", "--tag", "nowhere"], 5, ""),
    ("an empty folder", ["run", "EMPTY"], 5, ""),
    ("a report on a full disk", ["run", "FILE", "--junit", "/dev/full"], 6, ""),
    ("a run log on a full disk", ["run", "FILE", "--log", "/dev/full"], 6, ""),
    ("a report below a file", ["run", "FILE", "--junit", "FILE/junit.xml"], 6, ""),
    ("a run log that is none", ["report", "nowhere.jsonl", "--junit", "out.xml"], 2, "nowhere.jsonl"),
    ("a run log of garbage, to be told", ["report", "GARBAGE"], 2, "garbage"),
    ("a run log of garbage", ["report", "GARBAGE", "--junit", "out.xml"], 2, "garbage"),
    ("a report of garbage", ["report", "--validate", "GARBAGE"], 1, ""),
    ("a ledger that is none", ["cleanup", "nowhere.jsonl"], 2, "nowhere.jsonl"),
    ("a port where nobody listens", ["run", "FILE", "--target", "http://127.0.0.1:1"], 4, ""),
    ("a name that does not exist", ["run", "FILE", "--target", "http://nowhere.invalid", "--live",
                                    "--allow-account", "123456789012", "--allow-region", "us-east-1",
                                    "--ledger", "ledger.jsonl", "--region", "us-east-1"], 4, ""),
    ("help", ["run", "--help"], 0, "--target"),
    ("the version", ["--version"], 0, ""),
]


def check(tally, assay):
    with tempfile.TemporaryDirectory(prefix="assay-") as name:
        folder = Path(name)
        for title, content, told in FILES:
            wrong_file(tally, assay, folder, title, content, told)
        (folder / "sound.yaml").write_text(SOUND, encoding="utf-8")
        (folder / "garbage").write_bytes(os.urandom(4096))
        (folder / "empty").mkdir()
        for case in COMMAND_LINES:
            command_line(tally, assay, folder, *case)
        for title, expected in ODD_SERVERS.items():
            against_odd_server(tally, assay, folder, title, expected)
        closed_pipe(tally, assay, folder)


def wrong_file(tally, assay, folder, title, content, told):
    """A wrong file is told with its place, by `check` as by `run`, and nothing is sent."""
    place = folder / "files"
    place.mkdir(exist_ok=True)
    (place / "wrong.yaml").write_bytes(content)
    for command in ("check", "run"):
        process = ran([str(assay), command, "wrong.yaml"], cwd=place, timeout=30)
        output = process.stdout + process.stderr
        tally.check(f"input: {command} tells {title}", process.returncode == 3 and "wrong.yaml:" in output
                    and told in output and not crashed(output),
                    f"status {process.returncode}: {output[:600]}")


def command_line(tally, assay, folder, title, arguments, status, told):
    places = {"FILE": "sound.yaml", "EMPTY": "empty", "GARBAGE": "garbage"}
    words = []
    for argument in arguments:
        for word, path in places.items():
            argument = argument.replace(word, path)
        words.append(argument)
    credentials = {}
    if "--live" in words and "--ledger" in words:
        credentials = {"AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "x"}
    process = ran([str(assay), *words], cwd=folder, env=surroundings(**credentials), timeout=60)
    output = process.stdout + process.stderr
    tally.check(f"input: {title}", process.returncode == status and told in output and output.strip()
                and not crashed(output), f"status {process.returncode}, expected {status}: {output[:600]}")


def against_odd_server(tally, assay, folder, title, expected):
    """A server that is none must fail the case in time, and be told as what it is."""
    with odd_server(title) as url:
        process = ran([str(assay), "run", "sound.yaml", "--target", url, "--timeout", "2s"], cwd=folder,
                      timeout=60)
    output = process.stdout + process.stderr
    tally.check(f"input: a server that {title}", process.returncode == 1 and re.search(expected, output)
                and not crashed(output), f"status {process.returncode}: {output[:1500]}")


def closed_pipe(tally, assay, folder):
    """A reader that goes away ends the program, and does not make it crash."""
    process = ran(["bash", "-c", f"'{assay}' list '{SCENARIOS}' 2>list.err | head -n 1 >/dev/null; "
                   "echo ${PIPESTATUS[0]}"], cwd=folder)
    status = process.stdout.strip()
    tally.check("input: a pipe that is closed", status in ("0", "6"),
                status + (folder / "list.err").read_text(errors="replace")[:600])


def crashed(output):
    return "Fatal error" in output or "Program crashed" in output or "Segmentation" in output
