"""moto's server, over HTTP and over TLS with a private CA: what the suite finds there."""

import contextlib
import re
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from . import junit
from .certificates import certificates
from .processes import PROJECT, ended, ran, surroundings
from .shipped_suite import told

# What moto 5.2 is known to do otherwise: a scenario file, and a case of it that must fail.
FINDINGS = {
    "no ARN in the answer to a create": ("create/answer.yaml", "the ARN as a whole"),
    "names are not checked": ("create/names-refused.yaml", "one segment after the prefix"),
    "accounts are not checked": ("create/accounts-refused.yaml", "eleven digits"),
    "required members are not asked for": ("create/required-members.yaml", "no Account"),
    "types are not checked": ("create/member-types.yaml", "a number for Account"),
    "a name can be used twice": ("create/duplicates.yaml", "the error has its type and status"),
    "simultaneous creates all win": ("concurrency/one-name.yaml", "eight"),
    "an absent source is a failure of the service": ("create/lifecycle.yaml", ""),
    "the ARN of a described source has the prefix twice": ("describe/describe.yaml", "the ARN"),
    "sources are not listed": ("list/list.yaml", "as many as there are"),
    "signatures are not verified": ("signing/refused.yaml", "another secret"),
    "unsigned requests are served": ("signing/refused.yaml", "no signature"),
    "the content type is another": ("protocol/answers.yaml", "the content type is that of the protocol"),
    "a request id is no UUID": ("protocol/answers.yaml", "there is a request id"),
    "unknown operations have another error": ("protocol/targets.yaml", "no such operation at all"),
}


def check(tally, assay):
    if not tally.check("moto_server is installed", shutil.which("moto_server")):
        return
    with tempfile.TemporaryDirectory(prefix="assay-") as name:
        folder = Path(name)
        certificates(folder)
        plain = results(tally, assay, folder, "http", [])
        identity = ["-c", folder / "leaf.pem", "-k", folder / "leaf.key"]
        secure = results(tally, assay, folder, "https", identity)
        tally.equal("moto: HTTP and HTTPS find the same", plain, secure)
        for finding, (file, label) in FINDINGS.items():
            tally.check(f"moto: {finding}", any(
                case.result == "failure" and junit.stands_for(case, file, label) for case in plain))
        untrusted(tally, assay, folder)


@contextlib.contextmanager
def moto(folder, scheme, arguments):
    """Lends the URL of a moto server of its own."""
    log = folder / f"moto-{scheme}.log"
    with log.open("wb") as output:
        started = subprocess.Popen(["moto_server", "-H", "127.0.0.1", "-p", "0", *map(str, arguments)],
                                   stdout=output, stderr=subprocess.STDOUT,
                                   env=surroundings(PYTHONUNBUFFERED="1"))
    with ended(started) as process:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and process.poll() is None:
            found = re.search(r"Running on https?://127\.0\.0\.1:(\d+)", log.read_text(errors="replace"))
            if found and connects(int(found[1])):
                yield f"{scheme}://127.0.0.1:{found[1]}"
                return
            time.sleep(0.1)
        raise RuntimeError("moto_server did not start: " + log.read_text(errors="replace"))


def connects(port):
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5):
        return True
    return False


def results(tally, assay, folder, scheme, arguments):
    """What the suite finds, case by case."""
    report = folder / f"moto-{scheme}.xml"
    with moto(folder, scheme, arguments) as url:
        process = ran([str(assay), "run", "--target", url, "--junit", str(report), "--log",
                       str(folder / f"moto-{scheme}.jsonl"), "--timeout", "10s"], timeout=300, cwd=PROJECT,
                      env=surroundings(AWS_CA_BUNDLE=str(folder / "ca.pem")))
    if not tally.equal(f"moto: the suite fails over {scheme}", process.returncode, 1):
        print(told(process))
        return []
    found = junit.cases(report)
    print(f"   moto over {scheme}: {junit.counted(found)}")
    return sorted((case._replace(message="") for case in found), key=lambda case: case[:2])


def untrusted(tally, assay, folder):
    """Without the private CA nothing is sent, and nothing passes."""
    with moto(folder, "https", ["-c", folder / "leaf.pem", "-k", folder / "leaf.key"]) as url:
        process = ran([str(assay), "run", "Scenarios/create/answer.yaml", "--target", url, "--junit",
                       str(folder / "untrusted.xml"), "--log", str(folder / "untrusted.jsonl")], cwd=PROJECT)
    counts = junit.counted(junit.cases(folder / "untrusted.xml"))
    tally.check("moto: an unknown CA is no success", process.returncode in (1, 4) and not counts["passed"]
                and "certificate" in (process.stdout + process.stderr).lower(), told(process))
