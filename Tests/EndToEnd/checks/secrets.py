"""Secrets, session tokens and signatures must be in no output of any kind."""

import base64
import binascii
import json
import re
import tempfile
from pathlib import Path

from .processes import PROJECT, ran, reference_server, surroundings

SECRET = "CANARYsecretCANARYsecretCANARYsecret0000"
TOKEN = "CANARYtokenCANARYtokenCANARYtoken"


def check(tally, assay):
    """A run in which every signature is wrong tells as much as it ever will."""
    with tempfile.TemporaryDirectory(prefix="assay-") as name, reference_server() as url:
        folder = Path(name)
        process = ran([str(assay), "run", "Scenarios/signing", "Scenarios/create/duplicates.yaml", "--target", url,
                       "--junit", str(folder / "run.xml"), "--log", str(folder / "run.jsonl")], cwd=PROJECT,
                      env=surroundings(AWS_ACCESS_KEY_ID="ASIDEXAMPLE", AWS_SECRET_ACCESS_KEY=SECRET,
                                       AWS_SESSION_TOKEN=TOKEN))
        tally.equal("secrets: the run fails", process.returncode, 1)
        outputs = {"the console": process.stdout + process.stderr,
                   "the JUnit report": (folder / "run.xml").read_text(encoding="utf-8"),
                   "the run log": decoded((folder / "run.jsonl").read_text(encoding="utf-8"))}
        for flavor in ("rich", "ant"):
            ran([str(assay), "report", str(folder / "run.jsonl"), "--junit", str(folder / f"{flavor}.xml"),
                 "--junit-flavor", flavor])
            outputs[f"the {flavor} report"] = (folder / f"{flavor}.xml").read_text(encoding="utf-8")
        for title, text in outputs.items():
            tally.check(f"secrets: {title} tells of the requests", "X-Amz-Target" in text or "x-amz-target" in text)
            for secret, value in (("secret key", SECRET), ("session token", TOKEN)):
                tally.check(f"secrets: no {secret} in {title}", value not in text, around(text, value))
            signatures = [found for found in re.findall(r"(?i)Signature=([0-9a-f]{64})", text) if set(found) != {"0"}]
            tally.equal(f"secrets: no signature in {title}", signatures[:3], [])


def decoded(log):
    """A run log with everything in base64 put in plain text beside it."""
    texts = [log]

    def visit(value):
        if isinstance(value, dict):
            for inner in value.values():
                visit(inner)
        elif isinstance(value, list):
            for inner in value:
                visit(inner)
        elif isinstance(value, str) and len(value) > 40:
            try:
                texts.append(base64.b64decode(value, validate=True).decode("utf-8", "replace"))
            except (binascii.Error, ValueError):
                pass

    for line in log.splitlines():
        visit(json.loads(line))
    return "\n".join(texts)


def around(text, value):
    place = text.find(value)
    return text[max(0, place - 100):place + 60] if place >= 0 else ""
