"""Bytes that nobody meant, at the socket, in JSON, in signatures and at the control API of `assay serve`.

Bounded unless told otherwise: ASSAY_FUZZ_SECONDS is how long each kind goes on, ASSAY_FUZZ_SEED repeats a run.
"""

import json
import os
import random
import re
import socket
import string
import tempfile
import time
from pathlib import Path

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from .processes import SECRET
from .reference_clients import ACCOUNT
from .served import TOKEN, serving

NAME = re.compile(r"aws\.partner(/[\.\-_A-Za-z0-9]+){2,}", re.ASCII)
TYPE = "application/x-amz-json-1.1"
# A control API has these answers and no others.
STATUSES = {200, 201, 400, 401, 404, 405, 406, 409, 429}


def check(tally, assay):
    seed = int(os.environ.get("ASSAY_FUZZ_SEED") or random.randrange(2**32))
    seconds = float(os.environ.get("ASSAY_FUZZ_SECONDS") or 4)
    with tempfile.TemporaryDirectory(prefix="assay-") as folder:
        for kind in (bytes_at_the_socket, mutated_requests, mutated_json, mutated_authorization, control_calls):
            log = Path(folder) / "log"
            with serving(assay, "--brief", log=log) as served:
                fuzz(tally, kind, served, random.Random(f"{seed} {kind.__name__}"), seconds, seed)


def fuzz(tally, kind, served, chance, seconds, seed):
    title = f"fuzz: {kind.__name__.replace('_', ' ')}"
    before, began, count, answered, wrong = memory(served), time.monotonic(), 0, 0, []
    while time.monotonic() - began < seconds and not wrong and served.process.poll() is None:
        count += 1
        try:
            status, problem = kind(served, chance)
        except TimeoutError:
            problem = "no answer and no end within 20 seconds"
        answered += bool(status)
        if problem:
            wrong.append(f"number {count}: {problem}")
    print(f"   {title}: seed {seed}, {count} in {time.monotonic() - began:.0f} s, {answered} of them answered, "
          f"memory {before >> 20} to {memory(served) >> 20} MiB", flush=True)
    tally.check(f"{title} (seed {seed})", not wrong and count > 10, wrong[:1] or count)
    tally.check(f"{title}: no crash", served.process.poll() is None, served.process.poll())
    tally.equal(f"{title}: it serves on", served.send("GET", "/__assay/health")[0], 200)


def memory(served):
    try:
        return int(Path(f"/proc/{served.process.pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def exchanged(served, sent, timeout=20):
    """Sends bytes, says that no more come, and reads to the end; the status of the first answer, and all bytes."""
    with socket.create_connection(("127.0.0.1", served.port), timeout=timeout) as peer:
        found = b""
        try:
            peer.sendall(sent)
            peer.shutdown(socket.SHUT_WR)
            while part := peer.recv(65536):
                found += part
        except ConnectionError:
            pass
    first = re.match(rb"HTTP/1\.1 (\d{3}) ", found)
    if found and not first:
        return None, found
    return first and int(first.group(1)), found


def signed(served, body, target="CreatePartnerEventSource"):
    """The bytes of a request, rightly signed, and the headers in it."""
    request = AWSRequest("POST", f"{served.url}/", data=body, headers={
        "Content-Type": TYPE, "X-Amz-Target": f"AWSEvents.{target}"})
    SigV4Auth(Credentials("AKIDEXAMPLE", SECRET), "events", "us-east-1").add_auth(request)
    return dict(request.headers.items())


def wire(served, headers, body):
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return (f"POST / HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\nContent-Length: {len(body)}\r\n{head}\r\n"
            ).encode() + body


def create(chance):
    name = "".join(chance.choices(string.ascii_lowercase, k=12))
    return json.dumps({"Name": f"aws.partner/example.com/{name}", "Account": ACCOUNT}).encode()


def mutated(chance, text):
    """Bytes with something changed, doubled, left out or put in, up to a few times."""
    text = bytearray(text)
    for _ in range(chance.choice([1, 1, 1, 2, 5, 20])):
        at, length = chance.randrange(len(text) + 1), chance.choice([1, 1, 2, 8, 64])
        kind = chance.randrange(5)
        if kind == 0 and at < len(text):
            text[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del text[at:at + length]
        elif kind == 2:
            text[at:at] = text[at:at + length]
        elif kind == 3:
            text[at:at] = chance.choice([b"\r\n", b"\0", b"\xff", b":", b" ", b"{", b"[", b'"', b"\\", b"\xc3\x28",
                                         b"Content-Length: 5\r\n", b"Transfer-Encoding: chunked\r\n", b"%00"])
        else:
            text[at:at] = chance.randbytes(length)
    return bytes(text)


# ---- the kinds: each gives the status that was answered, if any, and what was wrong, if anything

def bytes_at_the_socket(served, chance):
    """Random bytes, or a good request that was garbled; nothing is said of what is answered, only that it ends."""
    if chance.random() < 0.3:
        sent = chance.randbytes(chance.choice([1, 16, 200, 5000, 100_000]))
    else:
        body = create(chance)
        sent = mutated(chance, wire(served, signed(served, body), body) * chance.choice([1, 1, 3]))
    status, found = exchanged(served, sent)
    return status, f"no HTTP: {found[:80]!r}" if found and not status else None


def mutated_requests(served, chance):
    """One letter or digit of what the signature covers becomes another one: never accepted."""
    body = create(chance)
    headers = signed(served, body)
    part = chance.choice(["body", "X-Amz-Date", "X-Amz-Target", "Content-Type", "Authorization"])
    text = body.decode() if part == "body" else headers[part]
    places = [at for at, letter in enumerate(text) if letter in string.ascii_letters + string.digits]
    at = chance.choice(places)
    other = chance.choice([letter for letter in string.ascii_letters + string.digits if letter != text[at]])
    changed = text[:at] + other + text[at + 1:]
    if part == "body":
        body = changed.encode()
    else:
        headers[part] = changed
    status, found = exchanged(served, wire(served, headers, body))
    wrong = status == 200 or status is None or status >= 500
    return status, f"{part}, {text!r} as {changed!r}: {found[:200]!r}" if wrong else None


def mutated_json(served, chance):
    """Garbled JSON, rightly signed: refused as the service refuses, and accepted only where the rules allow it."""
    body = create(chance)
    if chance.random() < 0.2:
        body = json.dumps({"Name": chance.choice([None, 1, [], {}, "x", "aws.partner/a/b", "é" * 300, "a" * 100_000]),
                           "Account": chance.choice([None, 12, "12", ACCOUNT, True])}).encode()
    elif chance.random() < 0.1:
        body = b'{"Name":' * chance.choice([3, 70, 5000])
    else:
        body = mutated(chance, body)
    status, found = exchanged(served, wire(served, signed(served, body), body))
    if status == 200:
        try:
            given = json.loads(body)
            fine = NAME.fullmatch(given["Name"]) and len(given["Name"]) <= 256 and re.fullmatch(
                r"[0-9]{12}", given["Account"])
        except (ValueError, TypeError, KeyError):
            fine = False
        return status, None if fine else f"accepted {body[:300]!r}"
    return status, None if status == 400 and b'{"__type":"' in found else f"{body[:300]!r}: {found[:200]!r}"


def mutated_authorization(served, chance):
    """An Authorization header that is garbled, cut or another one: never accepted."""
    body = create(chance)
    headers = signed(served, body)
    good = headers["Authorization"]
    parts = re.split(r"([,\s=/]+)", good)
    kind = chance.randrange(4)
    if kind == 0:
        chance.shuffle(parts)
        text = "".join(parts)
    elif kind == 1:
        text = good[:chance.randrange(len(good))]
    elif kind == 2:
        text = mutated(chance, good.encode()).decode("latin-1").translate({10: None, 13: None, 0: None})
    else:
        text = "".join(chance.choices(string.printable[:95], k=chance.choice([0, 5, 60, 3000])))
    if claimed(text) == claimed(good):
        return None, None
    headers["Authorization"] = text
    sent = wire(served, headers, body).decode("utf-8").encode("latin-1", "replace")
    status, found = exchanged(served, sent)
    return status, f"{text!r}: {found[:200]!r}" if status == 200 or status is None or status >= 500 else None


def claimed(authorization):
    """What a header claims: its algorithm and its three parts, the last where one is told twice."""
    pieces = re.split(r"[, \t]+", authorization.strip(" \t,"))
    parts = dict(piece.split("=", 1) for piece in pieces[1:] if "=" in piece)
    return pieces[0], *(parts.get(name) for name in ("Credential", "SignedHeaders", "Signature"))


def control_calls(served, chance):
    """Any method, path, query and body at the control API: JSON and a status of its own, in time."""
    paths = ["sources", "faults", "faults/1", "clock", "clock/advance", "credentials", "credentials/AKIDFUZZ", "reset",
             "requests", "requests/1", "requests/find", "requests/count", "verify", "coverage", "events", "buses",
             "version", "requests/wait", ""]
    bodies = [b"", b"{}", b'{"on":"CreatePartnerEventSource","answer":"InternalException","times":1}',
              b'{"do":{"delay-fixed":{"for":"1ms"}}}', b'{"name":"aws.partner/a/b","state":"ACTIVE"}',
              b'{"offset":"+1d"}', b'{"by":"1h"}', b'{"parts":["state","clock"]}', b'{"secret-access-key":"s"}',
              b'{"call":"CreatePartnerEventSource","body":{"Name":{"matches":"a+"}},"timeout":"1ms"}']
    path, body = chance.choice(paths), chance.choice(bodies)
    if chance.random() < 0.5:
        body = mutated(chance, body)
    query = chance.choice(["", "", "?namespace=all", "?namespace=x", "?limit=3&since=1", "?limit=-1", "?%zz&&=", "?a"])
    path = path if chance.random() < 0.9 else "".join(chance.choices(string.ascii_letters + "/%.{}", k=12))
    if path == "requests/wait" and b"1ms" not in body:
        path = "requests"
    method = chance.choice(["GET", "POST", "PUT", "DELETE", "PATCH"])
    sent = (f"{method} /__assay/{path}{query} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {TOKEN}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n").encode() + body
    status, found = exchanged(served, sent)
    try:
        json.loads(found.partition(b"\r\n\r\n")[2])
        fine = status in STATUSES
    except ValueError:
        fine = False
    return status, None if fine else f"{method} {path}{query} {body[:200]!r}: {found[:300]!r}"
