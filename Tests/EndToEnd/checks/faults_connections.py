"""The faults that befall connections before there is a request, seen by sockets, curl, OpenSSL and Python's ssl."""

import errno
import socket
import ssl
import subprocess
import time

from .faults_seen import asked, call_bytes, curl, handshake, opened, watched
from .processes import surroundings

NAME = "aws.partner/example.com/connection"
# Each fault has a server of its own: its fields, whether TLS is spoken, and what shows it.
FIELDS = {
    "refuse": {"for": "2500ms"}, "accept-delay": {"for": "600ms"}, "max-connections": {"count": 2},
}


def check(tally, serve):
    """`serve(faults, *options)` lends the URL of a server with these faults armed, and its folder."""
    refuse(tally, serve)
    reset_before_read(tally, serve)
    accept_delay(tally, serve)
    max_connections(tally, serve)
    counted(tally, serve)
    for fault, (reason, by_openssl) in CERTIFICATES.items():
        certificate(tally, serve, fault, reason, by_openssl)
    handshake_reset(tally, serve)
    handshake_hang(tally, serve)
    old_version(tally, serve)
    client_certificate(tally, serve)
    without_tls(tally, serve)


def connected(url):
    """What `connect` comes to: `ok`, or the name of the error."""
    try:
        opened(url, 3).close()
        return "ok"
    except OSError as error:
        return errno.errorcode.get(error.errno, str(error))


def status(url, number=0):
    """The status of an answer, or how the connection ended; a reset can come before the connection stands."""
    try:
        seen = asked(url, call_bytes(url, f"{NAME}/{number}"), 5)
        return seen.status or seen.end
    except (ConnectionResetError, BrokenPipeError):
        return "reset"


def refuse(tally, serve):
    began = time.monotonic()
    with serve([{"do": {"refuse": FIELDS["refuse"]}}]) as url:
        found = [connected(url), curl(url, NAME, 2)[0]]
        is_early = time.monotonic() < began + 2.4
        tally.check("faults: refuse: nothing listens", found == ["ECONNREFUSED", 7] or not is_early, found)
        deadline = time.monotonic() + 10
        while connected(url) != "ok" and time.monotonic() < deadline:
            time.sleep(0.05)
        tally.check("faults: refuse: for as long as told", 2.3 < time.monotonic() - began < 8,
                    time.monotonic() - began)
        tally.equal("faults: refuse: and then all is well", status(url), 200)


def before_read(url):
    """What a client sees that sends nothing at first: how its connection ends, and whether sending fails then."""
    try:
        with opened(url, 3) as connection:
            return watched(connection, 3).end
    except ConnectionResetError:
        return "reset"


def reset_before_read(tally, serve):
    with serve([{"times": 3, "do": {"reset": {"at": "before-read"}}}]) as url:
        tally.equal("faults: reset before read: nothing needs to be sent for it", before_read(url), "reset")
        tally.equal("faults: reset before read: whatever is sent", status(url), "reset")
        found = curl(url, NAME)[0]
        # While connecting, while sending, while receiving: as the moment has it.
        tally.check("faults: reset before read: seen by curl", found in (7, 55, 56), found)
        tally.equal("faults: reset before read: as often as told", status(url), 200)


def accept_delay(tally, serve):
    with serve([{"times": 1, "do": {"accept-delay": FIELDS["accept-delay"]}}]) as url:
        began = time.monotonic()
        with opened(url) as connection:
            stood = time.monotonic() - began
            connection.sendall(call_bytes(url, NAME))
            seen = watched(connection, 5, lambda so_far: so_far.is_whole, began)
        tally.check("faults: accept-delay: the connection stands at once, and is served later",
                    stood < 0.5 and seen.first_after >= 0.6 and seen.status == 200, (stood, seen))
        tally.equal("faults: accept-delay: once", status(url, 2), 200)


def max_connections(tally, serve):
    with serve([{"do": {"max-connections": FIELDS["max-connections"]}}]) as url:
        kept = []
        for number in range(2):
            connection = opened(url)
            connection.sendall(call_bytes(url, f"{NAME}/{number}"))
            kept.append((connection, watched(connection, 5, lambda so_far: so_far.is_whole).status))
        with opened(url) as third:
            end = watched(third, 3).end
        tally.equal("faults: max-connections: those within are served", [one[1] for one in kept], [200, 200])
        tally.check("faults: max-connections: one too many is closed", end in ("closed", "reset"), end)
        for connection, _ in kept:
            connection.close()
        deadline = time.monotonic() + 5
        while (found := status(url, 9)) not in (200, 400) and time.monotonic() < deadline:
            time.sleep(0.05)
        tally.equal("faults: max-connections: there is room again once one has gone", found, 200)


def counted(tally, serve):
    """Connections are counted as requests are: after, every, times, a sequence."""
    for title, fault, expected in [
            ("after and times", {"after": 1, "times": 2}, [200, "reset", "reset", 200]),
            ("every", {"every": 2}, ["reset", 200, "reset", 200])]:
        with serve([{**fault, "do": {"reset": {"at": "before-read"}}}]) as url:
            tally.equal(f"faults: connections are counted: {title}",
                        [status(url, number) for number in range(4)], expected)
    action = {"do": {"reset": {"at": "before-read"}}}
    with serve([{"sequence": [{}, action, {}, action]}]) as url:
        tally.equal("faults: connections are counted: a sequence", [status(url, number) for number in range(5)],
                    [200, "reset", 200, "reset", 200])


# The certificate's fault, what Python's ssl says of it with the authority trusted, and `openssl s_client`'s code.
CERTIFICATES = {
    "tls-expired": ("certificate has expired", 10),
    "tls-not-yet-valid": ("certificate is not yet valid", 9),
    "tls-wrong-host": ("IP address mismatch, certificate is not valid for '127.0.0.1'.", None),
    "tls-self-signed": ("self-signed certificate", 18),
    "tls-unknown-ca": ("unable to get local issuer certificate", 21),
}


def certificate(tally, serve, fault, reason, code):
    with serve([{"times": 2, "do": {fault: {}}}], tls=True) as (url, authority):
        tally.equal(f"faults: {fault}: seen by Python", handshake(url, authority), reason)
        told = openssl(url, authority)
        if code is None:
            tally.check(f"faults: {fault}: seen by OpenSSL", "subject=CN = localhost" in told
                        and "elsewhere.example" in san(told), told[-600:])
        else:
            tally.check(f"faults: {fault}: seen by OpenSSL", f"Verify return code: {code} (" in told, told[-600:])
        tally.check(f"faults: {fault}: as often as told", handshake(url, authority) in ("TLSv1.3", "TLSv1.2"))


def openssl(url, authority, *options):
    address = url.removeprefix("https://")
    process = subprocess.run(["openssl", "s_client", "-connect", address, "-CAfile", str(authority), "-showcerts",
                              *options], input="", capture_output=True, text=True, timeout=20, errors="replace",
                             env=surroundings())
    return process.stdout + process.stderr


def san(told):
    """The names in the first certificate that `s_client -showcerts` printed."""
    start = told.find("-----BEGIN CERTIFICATE-----")
    pem = told[start:told.find("-----END CERTIFICATE-----") + 25]
    return subprocess.run(["openssl", "x509", "-noout", "-ext", "subjectAltName"], input=pem + "\n", text=True,
                          capture_output=True, timeout=20, env=surroundings()).stdout


def handshake_reset(tally, serve):
    with serve([{"times": 2, "do": {"tls-handshake-reset": {}}}], tls=True) as (url, authority):
        tally.equal("faults: tls-handshake-reset: seen by Python", handshake(url, authority), "ECONNRESET")
        process = subprocess.run(["curl", "--silent", "--cacert", str(authority), url + "/"], timeout=20,
                                 env=surroundings())
        tally.equal("faults: tls-handshake-reset: seen by curl", process.returncode, 35)
        tally.check("faults: tls-handshake-reset: as often as told", handshake(url, authority).startswith("TLS"))


def handshake_hang(tally, serve):
    with serve([{"times": 1, "do": {"tls-handshake-hang": {}}}], tls=True) as (url, authority):
        began = time.monotonic()
        found = handshake(url, authority, patience=1)
        tally.check("faults: tls-handshake-hang: the hello is never answered",
                    found == "timeout" and time.monotonic() - began >= 1, found)
        tally.check("faults: tls-handshake-hang: as often as told", handshake(url, authority).startswith("TLS"))


def old_version(tally, serve):
    with serve([{"times": 2, "do": {"tls-old-version": {}}}], tls=True) as (url, authority):
        tally.equal("faults: tls-old-version: a client of today goes away", handshake(url, authority),
                    "TLSV1_ALERT_PROTOCOL_VERSION")
        tally.equal("faults: tls-old-version: one of yesterday does not",
                    handshake(url, authority, oldest=ssl.TLSVersion.TLSv1), "TLSv1")


def client_certificate(tally, serve):
    with serve([{"times": 1, "do": {"tls-client-certificate-required": {}}}], tls=True) as (url, authority):
        tally.equal("faults: tls-client-certificate-required: the alert says so", handshake(url, authority),
                    "TLSV13_ALERT_CERTIFICATE_REQUIRED")
        tally.check("faults: tls-client-certificate-required: as often as told",
                    handshake(url, authority).startswith("TLS"))


def without_tls(tally, serve):
    """A fault of TLS where there is none is told, and nothing is served."""
    try:
        with serve([{"do": {"tls-expired": {}}}]) as url:
            tally.check("faults: TLS faults without TLS are refused", False, url)
    except RuntimeError as error:
        tally.check("faults: TLS faults without TLS are refused", "no line before the end" in str(error), error)
