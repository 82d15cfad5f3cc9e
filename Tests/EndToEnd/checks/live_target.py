"""A target that is not on this machine: the service's own name, reached through a proxy that leads back here.

So what protects a real account is tested whole: the endpoint's rules, TLS with a private CA, the proxy, the
allowed accounts and regions, the budget of creates, the ledger, and the cleanup after a crash.
"""

import contextlib
import json
import signal
import socket
import subprocess
import tempfile
import threading
from pathlib import Path
from urllib.parse import urlsplit

import boto3
from botocore.config import Config

from . import junit
from .certificates import certificates
from .processes import PROJECT, SECRET, ended, ran, reference_server, surroundings
from .reference_clients import ACCOUNT
from .shipped_suite import told
from .signals import wait_for_results

HOST = "events.us-east-1.amazonaws.com:443"
LEFT_BEHIND = """\
assay: 1
scenario: A run that is killed before it cleans up
timeout: 2m
vars:
  source: aws.partner/${partner}/left/${unique}
steps:
  - call: CreatePartnerEventSource
    input: { Name: "${source}/1", Account: "${account}" }
  - call: CreatePartnerEventSource
    input: { Name: "${source}/2", Account: "${account}" }
  - call: DescribePartnerEventSource
    delay: 1m
    input: { Name: "${source}/1" }
"""


def check(tally, assay):
    with tempfile.TemporaryDirectory(prefix="assay-") as name:
        folder = Path(name)
        certificates(folder)
        (folder / "left.yaml").write_text(LEFT_BEHIND, encoding="utf-8")
        identity = ["--certificate", str(folder / "leaf.pem"), "--key", str(folder / "leaf.key")]
        with reference_server(*identity) as url:
            with proxy(urlsplit(url).port) as (address, asked):
                live = Live(assay, folder, address, url)
                suite(tally, live, asked)
                restrictions(tally, live, asked)
                crash(tally, live)


class Live:
    """How the live runs are started, and what their server holds."""

    def __init__(self, assay, folder, proxy_address, url):
        self.assay, self.folder = assay, folder
        bundle = str(folder / "ca.pem")
        self.environment = surroundings(
            HTTPS_PROXY=f"http://{proxy_address}", AWS_CA_BUNDLE=bundle, AWS_ACCESS_KEY_ID="AKIDEXAMPLE",
            AWS_SECRET_ACCESS_KEY=SECRET)
        session = boto3.session.Session(aws_access_key_id="AKIDEXAMPLE", aws_secret_access_key=SECRET,
                                        region_name="us-east-1")
        self.events = session.client("events", endpoint_url=url, verify=bundle,
                                     config=Config(retries={"max_attempts": 0}, proxies={}))

    def arguments(self, name, *more, accounts=(ACCOUNT,), region="us-east-1"):
        allowed = [word for account in accounts for word in ("--allow-account", account)]
        return [str(self.assay), "run", *more, "--target", "aws", "--region", region, "--live", *allowed,
                "--allow-region", "us-east-1", "--ledger", str(self.folder / f"{name}.ledger"),
                "--junit", str(self.folder / f"{name}.xml"), "--log", str(self.folder / f"{name}.jsonl")]

    def run(self, name, *more, **options):
        return ran(self.arguments(name, *more, **options), cwd=PROJECT, env=self.environment)

    def cleanup(self, name):
        return ran([str(self.assay), "cleanup", str(self.folder / f"{name}.ledger")], env=self.environment)

    def held(self):
        listed = self.events.list_partner_event_sources(NamePrefix="aws.partner/example.com/")
        return [one["Name"] for one in listed["PartnerEventSources"]]

    def ledger(self, name):
        return [json.loads(line) for line in (self.folder / f"{name}.ledger").read_text().splitlines()]


def suite(tally, live, asked):
    process = live.run("duplicates", "Scenarios/create/duplicates.yaml", "Scenarios/describe", "--max-creates",
                       "200")
    if not tally.equal("live: scenarios pass through the proxy", process.returncode, 0):
        print(told(process))
    tally.equal("live: the proxy was asked for the service", set(asked), {HOST})
    tally.check("live: every create is in the ledger",
                sum(line["event"] == "create" for line in live.ledger("duplicates")) >= 9,
                live.ledger("duplicates"))
    tally.equal("live: nothing is left", live.held(), [])


def restrictions(tally, live, asked):
    process = live.run("budget", "Scenarios/create/names-accepted.yaml", "--max-creates", "3")
    counts = junit.counted(junit.cases(live.folder / "budget.xml"))
    tally.check("live: the budget of creates is kept", process.returncode in (1, 4) and counts["passed"] == 3
                and sum(line["event"] == "create" for line in live.ledger("budget")) == 3, told(process))
    process = live.run("account", "Scenarios/create/answer.yaml", accounts=("210987654321",))
    tally.check("live: the allowed account is the one that is used", process.returncode == 0, told(process))
    process = live.run("other", "Scenarios/create/accounts-accepted.yaml", "--max-creates", "200")
    tally.check("live: another account is not named", process.returncode in (1, 4)
                and "not allowed" in process.stdout + process.stderr, told(process))
    before = len(asked)
    process = live.run("region", "Scenarios/create/answer.yaml", region="eu-west-1")
    tally.check("live: another region is refused before anything is sent",
                process.returncode == 2 and len(asked) == before, told(process))
    tally.equal("live: nothing is left after refusals", live.held(), [])


def crash(tally, live):
    command = live.arguments("left", str(live.folder / "left.yaml"))
    started = subprocess.Popen(command, cwd=PROJECT, env=live.environment, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    with ended(started) as process:
        tally.check("live: sources are there before the crash",
                    wait_for_results(live.folder / "left.ledger", 2, word=b'"created"'))
        process.send_signal(signal.SIGKILL)
        process.wait()
    tally.equal("live: a crash leaves sources behind", len(live.held()), 2)
    for attempt in ("first", "second", "third"):
        process = live.cleanup("left")
        tally.check(f"live: the {attempt} cleanup", process.returncode == 0, told(process))
        tally.equal(f"live: nothing is left after the {attempt} cleanup", live.held(), [])


@contextlib.contextmanager
def proxy(port):
    """An HTTP proxy that leads every CONNECT to one port of this machine; lends its address and the askings."""
    stopping, asked = threading.Event(), []
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.1)

    def serve():
        while not stopping.is_set():
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                continue
            threading.Thread(target=tunnel, args=(connection, port, asked), daemon=True).start()

    acceptor = threading.Thread(target=serve, daemon=True)
    acceptor.start()
    try:
        yield f"127.0.0.1:{listener.getsockname()[1]}", asked
    finally:
        stopping.set()
        acceptor.join()
        listener.close()


def tunnel(connection, port, asked):
    with connection, contextlib.suppress(OSError):
        head = b""
        while b"\r\n\r\n" not in head:
            more = connection.recv(4096)
            if not more:
                return
            head += more
        method, target, _ = head.split(b"\r\n")[0].decode("latin-1").split(" ")
        if method != "CONNECT":
            connection.sendall(b"HTTP/1.1 405 Only CONNECT\r\nContent-Length: 0\r\n\r\n")
            return
        asked.append(target)
        with socket.create_connection(("127.0.0.1", port)) as server:
            connection.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
            back = threading.Thread(target=pump, args=(server, connection), daemon=True)
            back.start()
            pump(connection, server)
            back.join()


def pump(source, sink):
    """Carries bytes one way until there are no more."""
    with contextlib.suppress(OSError):
        while more := source.recv(65536):
            sink.sendall(more)
    with contextlib.suppress(OSError):
        sink.shutdown(socket.SHUT_WR)
