"""What foreign clients see of an answer: a raw socket, curl, Python's http.client and ssl. None of them is ours."""

import contextlib
import errno
import http.client
import re
import socket
import ssl
import subprocess
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from .processes import SECRET, surroundings

ACCOUNT = "123456789012"


def signed(url, body, operation="CreatePartnerEventSource", key="AKIDEXAMPLE"):
    """The headers of a call, signed by botocore."""
    request = AWSRequest(method="POST", url=url + "/", data=body, headers={
        "Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": f"AWSEvents.{operation}",
        "Host": urlsplit(url).netloc})
    SigV4Auth(Credentials(key, SECRET), "events", "us-east-1").add_auth(request)
    return dict(request.headers.items())


def call_body(name, operation="CreatePartnerEventSource"):
    if operation == "DescribePartnerEventSource":
        return '{"Name":"%s"}' % name
    if operation == "ListPartnerEventSources":
        return '{"NamePrefix":"%s"}' % name
    return '{"Name":"%s","Account":"%s"}' % (name, ACCOUNT)


def call_bytes(url, name, operation="CreatePartnerEventSource", key="AKIDEXAMPLE"):
    """A whole request as bytes."""
    body = call_body(name, operation)
    lines = [f"{field}: {value}" for field, value in signed(url, body, operation, key).items()]
    return ("POST / HTTP/1.1\r\n" + "\r\n".join(lines) + f"\r\nContent-Length: {len(body)}\r\n\r\n{body}").encode()


@dataclass
class Seen:
    """What came over one connection after one request, byte by byte and second by second."""

    chunks: list = field(default_factory=list)
    end: str = "open"
    ended_after: float = 0.0

    @property
    def raw(self):
        return b"".join(chunk for _, chunk in self.chunks)

    @property
    def first_after(self):
        return self.chunks[0][0] if self.chunks else None

    @property
    def last_after(self):
        return self.chunks[-1][0] if self.chunks else None

    @property
    def interim(self):
        """The answers of the 100s that came before the final one, whole."""
        return re.match(rb"(?:HTTP/1\.1 1\d\d [^\r]*\r\n(?:[^\r]+\r\n)*\r\n)*", self.raw)[0]

    @property
    def answer(self):
        return self.raw[len(self.interim):]

    @property
    def head(self):
        return self.answer.partition(b"\r\n\r\n")[0].decode("latin-1")

    @property
    def body(self):
        return self.answer.partition(b"\r\n\r\n")[2]

    @property
    def status(self):
        match = re.match(rb"HTTP/1\.1 (\d{3}) ", self.answer)
        return int(match[1]) if match else None

    def values(self, name):
        """The values of a header, one for each time that it stands there."""
        return [line.split(":", 1)[1].strip() for line in self.head.split("\r\n")[1:]
                if line.lower().startswith(name.lower() + ":")]

    @property
    def longest_pause(self):
        """The longest time between two pieces, and how many bytes had come before it."""
        best, count = (0.0, 0), 0
        for (before, chunk), (moment, _) in zip(self.chunks, self.chunks[1:]):
            count += len(chunk)
            best = max(best, (moment - before, count))
        return best

    @property
    def is_whole(self):
        """Whether the body is as long as its one Content-Length says."""
        lengths = self.values("Content-Length")
        return len(lengths) == 1 and lengths[0].isdigit() and len(self.body) >= int(lengths[0])

    def __repr__(self):
        first = f"{self.first_after:.3f}" if self.chunks else "never"
        return (f"<{self.end} after {self.ended_after:.3f} s, first byte {first}, {len(self.raw)} bytes in "
                f"{len(self.chunks)}: {self.raw[:700]!r}>")


def watched(connection, patience, until=None, began=None):
    """Reads until the connection ends, patience does, or `until` says that it is enough."""
    seen = Seen()
    began = time.monotonic() if began is None else began
    while True:
        left = began + patience - time.monotonic()
        if left <= 0:
            break
        connection.settimeout(left)
        try:
            chunk = connection.recv(1 << 20)
        except TimeoutError:
            break
        except ConnectionResetError:
            seen.end = "reset"
            break
        if not chunk:
            seen.end = "closed"
            break
        seen.chunks.append((time.monotonic() - began, chunk))
        if until and until(seen):
            break
    seen.ended_after = time.monotonic() - began
    return seen


def opened(url, patience=10):
    parts = urlsplit(url)
    return socket.create_connection((parts.hostname, parts.port), patience)


def asked(url, request, patience, settle=0.15, whole=True):
    """Sends bytes on a connection of its own and watches; an answer that is whole is watched `settle` longer."""
    with opened(url) as connection:
        # Taken before sending, so that no pause of ours makes an answer look early.
        began = time.monotonic()
        connection.sendall(request)
        seen = watched(connection, patience, (lambda so_far: so_far.is_whole) if whole else None, began)
        if seen.end == "open" and whole and seen.is_whole:
            more = watched(connection, seen.ended_after + settle, None, began)
            seen.chunks += more.chunks
            seen.end, seen.ended_after = more.end, more.ended_after
        return seen


def curl(url, name, patience=3, *options, operation="CreatePartnerEventSource"):
    """The exit status of curl and what it says: 0 a good transfer, 52 an empty reply, 56 a reset …"""
    body = call_body(name, operation)
    command = ["curl", "--silent", "--show-error", "--http1.1", "--max-time", str(patience), "--data-binary",
               body, "--write-out", "%{http_code}", "--output", "/dev/null", *options]
    for header, value in signed(url, body, operation).items():
        if header != "Host":
            command += ["--header", f"{header}: {value}"]
    process = subprocess.run([*command, url + "/"], capture_output=True, timeout=patience + 20, text=True,
                             errors="replace", env=surroundings())
    return process.returncode, process.stdout, process.stderr.strip()


def python_client(url, name, patience=3):
    """What Python's http.client comes to: a status and body, or the name of its exception."""
    body = call_body(name)
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=patience)
    with contextlib.closing(connection):
        try:
            connection.request("POST", "/", body=body, headers=signed(url, body))
            answer = connection.getresponse()
            return answer.status, answer.read()
        except Exception as error:
            return type(error).__name__, str(error)


def handshake(url, authority=None, host="127.0.0.1", patience=2, client=None, oldest=None):
    """What Python's ssl comes to: the version agreed on, or the reason that it gives."""
    context = ssl.create_default_context(cafile=authority)
    if client:
        context.load_cert_chain(*client)
    if oldest:
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        context.minimum_version = oldest
    try:
        with opened(url, patience) as plain, context.wrap_socket(plain, server_hostname=host) as secured:
            version = secured.version()
            # In TLS 1.3 the server's word on the client's certificate comes with the first read.
            secured.settimeout(0.3)
            with contextlib.suppress(TimeoutError):
                secured.recv(1)
            return version
    except ssl.SSLCertVerificationError as error:
        return error.verify_message
    except ssl.SSLError as error:
        return error.reason or str(error)
    except TimeoutError:
        return "timeout"
    except OSError as error:
        return errno.errorcode.get(error.errno, str(error))
