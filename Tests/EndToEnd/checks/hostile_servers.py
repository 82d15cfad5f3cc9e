"""Servers that mean harm: what they do with a connection, written with sockets alone."""

import contextlib
import gzip
import json
import socket
import ssl
import struct
import subprocess
import threading
import time
import zlib

from .processes import surroundings

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.1\r\n"
PAGE = b"<html><body>welcome</body></html>"
# What a right answer to no request in particular would look like.
ARN = b'{"EventSourceArn":"arn:aws:events:us-east-1::event-source/aws.partner/example.com/other"}'
REFUSAL = b'{"__type":"ValidationException","message":"no"}'


def plain(body, head=HEAD):
    return head + b"Content-Length: %d\r\n\r\n" % len(body) + body


def once(data):
    """Reads a request, sends these bytes, closes."""
    def serve(connection, _):
        asked(connection)
        connection.sendall(data)
    return serve


def kept(data):
    """Answers every request with these bytes and keeps the connection."""
    def serve(connection, stopping):
        while not stopping.is_set() and asked(connection):
            connection.sendall(data)
    return serve


def silent_after(data):
    """Reads a request, sends these bytes, and neither sends nor closes any more."""
    def serve(connection, stopping):
        asked(connection)
        connection.sendall(data)
        stopping.wait(20)
    return serve


def endless(start, more):
    """Reads a request, sends the start, and then the rest for ever."""
    def serve(connection, stopping):
        asked(connection)
        connection.sendall(start)
        while not stopping.is_set():
            connection.sendall(more)
    return serve


def dripped(data, pause):
    """Reads a request and sends these bytes one at a time, round and round."""
    def serve(connection, stopping):
        asked(connection)
        while True:
            for byte in data:
                connection.sendall(bytes([byte]))
                if stopping.wait(pause):
                    return
    return serve


def asked(connection):
    """One request, or what there is of it; false when the client went away."""
    data = b""
    while b"\r\n\r\n" not in data:
        chunk = connection.recv(65536)
        if not chunk:
            return False
        data += chunk
    head, _, body = data.partition(b"\r\n\r\n")
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            while len(body) < int(line.split(b":")[1]):
                body += connection.recv(65536)
    return True


def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def closes_at_once(connection, _):
    return


def resets_at_once(connection, _):
    reset(connection)


def never_reads(connection, stopping):
    stopping.wait(20)


def answers_before_it_is_asked(connection, stopping):
    connection.sendall(plain(ARN))
    asked(connection)
    stopping.wait(20)


def closes_its_sending_half(connection, stopping):
    asked(connection)
    connection.shutdown(socket.SHUT_WR)
    stopping.wait(20)


def reads_for_ever(connection, stopping):
    while not stopping.is_set() and connection.recv(65536):
        pass
    stopping.wait(20)


def resets_after(data):
    def serve(connection, _):
        asked(connection)
        connection.sendall(data)
        time.sleep(0.05)
        reset(connection)
    return serve


def bomb(megabytes):
    """A gzip of that many megabytes of spaces: a thousandth of it on the wire."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b" " * 1_000_000
    return b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()


def redirected_around(connection, stopping):
    """Sends every client back to where it came from."""
    port = connection.getsockname()[1]
    kept(b"HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:%d/\r\nContent-Length: 0\r\n\r\n" % port)(
        connection, stopping)


CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
GZIP = HEAD + b"Content-Encoding: gzip\r\n"

# The behaviour, the kinds of failure of which one must be told, and the exit status.
SERVERS = {
    "closes at once": (closes_at_once, "closed-early|reset", 1),
    "resets at once": (resets_at_once, "closed-early|reset", 1),
    "accepts and never reads": (never_reads, "timeout", 1),
    "reads for ever": (reads_for_ever, "timeout", 1),
    "closes its sending half": (closes_its_sending_half, "closed-early", 1),
    "answers before it is asked": (answers_before_it_is_asked, "", 1),
    "sends a status line without end": (endless(b"HTTP/1.1 200 ", b"O" * 65536), "too-large|malformed", 1),
    "sends a header without end": (endless(HEAD + b"X-More: ", b"y" * 65536), "too-large", 1),
    "sends headers without end": (endless(HEAD, b"X-More: yyyyyyy\r\n" * 4000), "too-large", 1),
    "sends a body without end": (endless(HEAD + b"\r\n", b" " * 65536), "too-large", 1),
    "sends a JSON text without end": (endless(HEAD + b"\r\n" + b'{"a":"', b"x" * 65536), "too-large", 1),
    "sends chunks without end": (endless(CHUNKED, b"10000\r\n" + b" " * 65536 + b"\r\n"), "too-large", 1),
    "sends tiny chunks without end": (endless(CHUNKED, b"1\r\n \r\n" * 10_000), "too-large|timeout", 1),
    "sends chunk extensions without end": (endless(CHUNKED + b"1;", b"x=y;" * 16_384), "too-large|malformed", 1),
    "sends trailers without end": (endless(CHUNKED + b"2\r\n{}\r\n0\r\n", b"X-More: y\r\n" * 6000),
                                   "too-large|malformed", 1),
    "sends interim answers without end": (endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 2000),
                                          "too-large|malformed", 1),
    "sends early hints without end": (endless(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </>\r\n\r\n" * 2000),
                                      "too-large|malformed", 1),
    "sends nothing but line ends": (endless(b"", b"\r\n" * 32_768), "too-large|malformed|timeout", 1),
    "drips a head": (dripped(HEAD, 0.05), "timeout", 1),
    "drips headers": (dripped(b"X-More: y\r\n", 0.05), "timeout|malformed", 1),
    "drips a body": (lambda connection, stopping: (asked(connection), connection.sendall(
        HEAD + b"Content-Length: 100000\r\n\r\n"), dripped(b" ", 0.05)(connection, stopping)), "timeout", 1),
    "drips chunks": (lambda connection, stopping: (asked(connection), connection.sendall(CHUNKED), dripped(
        b"1\r\n \r\n", 0.05)(connection, stopping)), "timeout", 1),
    "answers half a head and stays": (silent_after(HEAD[:30]), "timeout", 1),
    "answers half a body and stays": (silent_after(HEAD + b"Content-Length: 100\r\n\r\n{"), "timeout", 1),
    "answers half a body and resets": (resets_after(HEAD + b"Content-Length: 100\r\n\r\n{"), "reset|closed-early", 1),
    "switches protocols": (silent_after(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n"), "", 1),
    "speaks HTTP/2": (silent_after(b"\x00\x00\x12\x04\x00\x00\x00\x00\x00" + b"\0" * 18), "malformed", 1),
    "speaks TLS": (once(b"\x15\x03\x01\x00\x02\x02\x46"), "malformed", 1),
    "speaks SMTP": (silent_after(b"220 mail.example ESMTP\r\n"), "malformed", 1),
    "answers with zeros": (once(b"\0" * 4096), "malformed", 1),
    "answers with garbage": (once(bytes(range(128, 256)) * 100), "malformed", 1),
    "answers in HTTP/0.9": (once(ARN), "malformed", 1),
    "answers in HTTP/3.0": (once(plain(ARN).replace(b"HTTP/1.1", b"HTTP/3.0")), "malformed", 1),
    "answers with a status of four digits": (once(plain(ARN, b"HTTP/1.1 2000 OK\r\n")), "malformed", 1),
    "answers with a status that does not exist": (once(plain(ARN, b"HTTP/1.1 999 Odd\r\n")), "", 1),
    "answers with no status": (once(plain(ARN, b"HTTP/1.1 OK\r\n")), "malformed", 1),
    "answers with 204": (once(b"HTTP/1.1 204 No Content\r\n\r\n"), "", 1),
    "answers with 304": (once(b"HTTP/1.1 304 Not Modified\r\n\r\n"), "", 1),
    "claims a chunk of 2^64 bytes": (silent_after(CHUNKED + b"FFFFFFFFFFFFFFFF\r\n{}"), "too-large|malformed", 1),
    "claims a chunk beyond 2^64 bytes": (silent_after(CHUNKED + b"F" * 40 + b"\r\n{}"), "too-large|malformed", 1),
    "claims a negative chunk": (silent_after(CHUNKED + b"-1\r\n{}"), "malformed", 1),
    "claims a length of 2^63 bytes": (silent_after(HEAD + b"Content-Length: 9223372036854775808\r\n\r\n{}"),
                                      "too-large|malformed", 1),
    "claims a length of eight gigabytes": (silent_after(HEAD + b"Content-Length: 8589934592\r\n\r\n{}"),
                                           "too-large", 1),
    "claims a length with a sign": (once(HEAD + b"Content-Length: +2\r\n\r\n{}"), "malformed", 1),
    "claims lengths in a list": (once(HEAD + b"Content-Length: 2, 3\r\n\r\n{}"), "malformed", 1),
    "codes its transfer twice": (once(HEAD + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"), "", 1),
    "codes its transfer in its own way": (once(HEAD + b"Transfer-Encoding: mine\r\n\r\n{}"), "", 1),
    "sends more than its length": (kept(plain(ARN) + b"and more"), "", 1),
    "answers twice": (kept(plain(ARN) * 2), "", 1),
    "refuses twice": (kept(plain(REFUSAL, HEAD.replace(b"200 OK", b"400 Bad Request")) * 2), "", 1),
    "sends a bomb of gzip": (kept(plain(bomb(2000), GZIP)), "", 1),
    "lies about gzip": (kept(plain(PAGE, GZIP)), "", 1),
    "cuts a gzip": (kept(plain(gzip.compress(ARN)[:20], GZIP)), "", 1),
    "redirects around": (redirected_around, "", 1),
    "redirects to a page": (kept(b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n" + b"Content-Length: 0\r\n\r\n"),
                            "", 1),
    "shows a page": (kept(plain(PAGE, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n")), "unreadable", 1),
    "answers everything with {}": (kept(plain(b"{}")), "", 1),
    "answers everything with another's ARN": (kept(plain(ARN)), "", 1),
    "answers everything with null": (kept(plain(b"null")), "unreadable", 1),
    "refuses everything": (kept(plain(REFUSAL, HEAD.replace(b"200 OK", b"400 Bad Request"))), "", 1),
    "refuses everything with a status of 200": (kept(plain(REFUSAL)), "", 1),
    "nests a hundred thousand deep": (kept(plain(b"[" * 100_000)), "unreadable", 1),
    "nests objects a hundred thousand deep": (kept(plain(b'{"a":' * 100_000)), "unreadable", 1),
    "sends a number of a million digits": (kept(plain(b'{"EventSourceArn":' + b"9" * 1_000_000 + b"}")),
                                           "unreadable", 1),
    "sends half a million members": (kept(plain(json.dumps(dict.fromkeys(
        map(str, range(500_000)), 0)).encode())), "", 1),
    "sends two million members": (kept(plain(json.dumps(dict.fromkeys(
        map(str, range(2_000_000)), 0)).encode())), "too-large", 1),
    "sends two million elements": (kept(plain(b'{"EventSourceArn":[' + b"0," * 2_000_000 + b"0]}")), "", 1),
    "sends broken UTF-8": (kept(plain(b'{"EventSourceArn":"\xc3\x28"}')), "unreadable", 1),
    "sends lone surrogates": (kept(plain(b'{"EventSourceArn":"\\ud800"}')), "", 1),
    "writes into the terminal": (kept(plain(b'{"__type":"\\u001b]0;owned\\u0007\\u001b[31m","message":"\\u001b[2J"}',
                                            HEAD.replace(b"200 OK", b"400 \x1b[31mBad"))), "", 1),
    "writes XML into the report": (kept(plain(
        b'{"__type":"]]></failure><testcase/>\\ufffe\\u0000","message":"&\\"\'<"}',
        HEAD.replace(b"200 OK", b"400 Bad Request"))), "", 1),
}


@contextlib.contextmanager
def hostile_server(serve):
    """Lends the port of a server that treats every connection as the function does."""
    stopping = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    listener.settimeout(0.1)
    threads = []

    def treat(connection):
        with connection, contextlib.suppress(OSError, ValueError):
            connection.settimeout(20)
            serve(connection, stopping)

    def accept():
        while not stopping.is_set():
            with contextlib.suppress(TimeoutError):
                connection, _ = listener.accept()
                threads.append(threading.Thread(target=treat, args=(connection,), daemon=True))
                threads[-1].start()

    acceptor = threading.Thread(target=accept, daemon=True)
    acceptor.start()
    try:
        yield listener.getsockname()[1]
    finally:
        stopping.set()
        acceptor.join()
        listener.close()
        for thread in threads:
            thread.join(5)


@contextlib.contextmanager
def full_server():
    """Lends the port of a server that accepts nobody: its queue is full of others."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(0)
    others = []
    for _ in range(8):
        other = socket.socket()
        other.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            other.connect(listener.getsockname())
        others.append(other)
    time.sleep(0.1)
    try:
        yield listener.getsockname()[1]
    finally:
        for one in [*others, listener]:
            one.close()


# What goes wrong where TLS was asked for. A handshake that never comes to an end tells nothing about the target: it
# was not reached, and the run is inconclusive.

def hello_answered_with(data, then=None):
    def serve(connection, stopping):
        connection.recv(65536)
        connection.sendall(data)
        if then:
            then(connection, stopping)
    return serve


def stays(connection, stopping):
    stopping.wait(20)


HANDSHAKES = {
    "closes at once": (closes_at_once, "tls|closed-early|reset", 1),
    "resets at once": (resets_at_once, "tls|closed-early|reset", 1),
    "resets on the hello": (lambda connection, _: (connection.recv(65536), reset(connection)),
                            "tls|reset|closed-early", 1),
    "never answers the hello": (reads_for_ever, "timeout", 4),
    "answers the hello with HTTP": (hello_answered_with(b"HTTP/1.1 400 Bad Request\r\n\r\n"), "tls", 1),
    "answers the hello with garbage": (hello_answered_with(bytes(range(128, 256)) * 10, stays), "tls", 1),
    "answers the hello with an alert": (hello_answered_with(b"\x15\x03\x03\x00\x02\x02\x28"), "tls", 1),
    "answers the hello with another's hello": (
        hello_answered_with(b"\x16\x03\x03\x00\x2c\x02\x00\x00\x28\x03\x03" + b"\0" * 38, stays), "tls", 1),
    "answers the hello with half a record": (hello_answered_with(b"\x16\x03\x03\x40\x00\x02", stays), "timeout", 4),
    "answers the hello with zeros without end": (
        lambda connection, stopping: (connection.recv(65536), endless(b"", b"\0" * 65536)(connection, stopping)),
        "tls|timeout", 4),
}


def self_signed(folder):
    """A server that shows a certificate of its own making, made by openssl."""
    key, certificate = folder / "own.key", folder / "own.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-keyout", str(key), "-out", str(certificate), "-days", "2", "-subj", "/CN=localhost",
                    "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"],
                   check=True, capture_output=True, timeout=60, env=surroundings())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    def serve(connection, stopping):
        with contextlib.suppress(ssl.SSLError), context.wrap_socket(connection, server_side=True) as secured:
            kept(plain(ARN))(secured, stopping)
    return serve, certificate
