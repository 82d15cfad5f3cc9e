"""`assay serve`: the line that it prints, TLS, its request log, how it starts, stops and fails."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import tempfile
import threading
import time
from pathlib import Path

import boto3
from botocore.config import Config

from .processes import SECRET, example_surroundings, ran, surroundings
from .reference_clients import ACCOUNT, client, refused
from .served import TOKEN, descendants, serving

NAME = "aws.partner/example.com/serve/one"
GIVEN = """\
given:
  credentials:
    - { name: other, access-key: AKIDOTHER }
  sources:
    - { name: aws.partner/example.com/given, state: ACTIVE }
  quota: 2
"""


def check(tally, assay):
    with tempfile.TemporaryDirectory(prefix="assay-") as folder:
        place = Path(folder)
        line(tally, assay, place)
        given(tally, assay, place)
        tls(tally, assay, place)
        log(tally, assay, place)
        refusals(tally, assay, place)
        reach(tally, assay)
        graceful(tally, assay, signal.SIGTERM)
        graceful(tally, assay, signal.SIGINT)
        impatient(tally, assay)
        killed(tally, assay)


def line(tally, assay, place):
    with serving(assay, "--port-file", place / "port", token=None) as served:
        tally.check("serve: one line of JSON with port and URL",
                    served.url == f"http://127.0.0.1:{served.port}" and served.port > 0, served.line)
        tally.equal("serve: the port file", (place / "port").read_text(), f"{served.port}\n")
        tally.check("serve: a token is made and told", len(served.token) >= 32, served.line)
        tally.equal("serve: the told token is good", served.ask("GET", "/sources"), (200, {"sources": []}))
        tally.equal("serve: the control API is told", served.line["control"], served.url + "/__assay")
        events = client(served.url)
        answer = events.create_partner_event_source(Name=NAME, Account=ACCOUNT)
        tally.check("serve: boto3 creates", answer["EventSourceArn"].endswith(NAME), answer)
    with serving(assay, token=None) as other:
        tally.check("serve: each token is another one", other.token != served.token)
        tally.check("serve: each server begins empty", not other.ask("GET", "/sources")[1]["sources"])
    with serving(assay, token=None, env=surroundings(ASSAY_CONTROL_TOKEN="from-outside")) as served:
        tally.check("serve: a token from the environment is not told", "control-token" not in served.line)
        tally.equal("serve: a token from the environment is good",
                    served.ask("GET", "/sources", token="from-outside")[0], 200)


def given(tally, assay, place):
    (place / "given.yaml").write_text(GIVEN)
    (place / "given.json").write_text(json.dumps({"quota": 0, "policies": {"delete-absent": "not-found"}}))
    with serving(assay, "--given", place / "given.yaml") as served:
        names = [one["name"] for one in served.ask("GET", "/sources")[1]["sources"]]
        tally.equal("serve: given sources are there", names, ["aws.partner/example.com/given"])
        events = client(served.url)
        events.create_partner_event_source(Name=NAME, Account=ACCOUNT)
        events = client(served.url, key="AKIDOTHER", secret="assay/given+secret/of/other")
        found = refused(events.create_partner_event_source, Name=NAME + "/2", Account=ACCOUNT)
        tally.equal("serve: the given quota holds", found and found[0], "LimitExceededException")
    (place / "tls.yaml").write_text("tls: expired\n")
    with serving(assay, "--given", place / "tls.yaml") as served:
        found = ran(["curl", "--silent", "--insecure", "--verbose", f"{served.url}/__assay/health"])
        tally.check("serve: the given TLS holds", found.returncode == 0 and "expire date" in found.stderr, found.stderr)
    with serving(assay, "--given", place / "given.json", "--region", "eu-west-1") as served:
        events = client(served.url, region="eu-west-1")
        found = refused(events.create_partner_event_source, Name=NAME, Account=ACCOUNT)
        tally.equal("serve: given in JSON", found and found[0], "LimitExceededException")
        found = refused(client(served.url).list_partner_event_sources, NamePrefix="aws.partner/a/")
        tally.equal("serve: signatures of another region are refused", found and found[0],
                    "InvalidSignatureException")


def tls(tally, assay, place):
    authority = place / "ca.pem"
    with serving(assay, "--tls", "--ca-file", authority) as served:
        tally.check("serve: the URL says https", served.url.startswith("https://127.0.0.1:"), served.url)
        program = ("import boto3; from botocore.config import Config\n"
                   f"c = boto3.client('events', endpoint_url='https://localhost:{served.port}',"
                   " config=Config(retries={'max_attempts': 0}))\n"
                   f"print(c.create_partner_event_source(Name='{NAME}', Account='{ACCOUNT}')"
                   "['EventSourceArn'])")
        command = ["python3", "-c", program]
        trusting = ran(command, env=example_surroundings(AWS_CA_BUNDLE=str(authority)))
        tally.check("serve: boto3 trusts by AWS_CA_BUNDLE", trusting.stdout.strip().endswith(NAME),
                    trusting.stderr)
        wary = ran(command, env=example_surroundings())
        tally.check("serve: boto3 distrusts without it", "CERTIFICATE_VERIFY_FAILED" in wary.stderr,
                    wary.stderr)
        cli = ran(["aws", "--endpoint-url", served.url, "events", "describe-partner-event-source", "--name",
                   NAME], env=example_surroundings(AWS_CA_BUNDLE=str(authority)))
        tally.check("serve: the AWS CLI trusts by AWS_CA_BUNDLE", NAME in cli.stdout, cli.stderr)
        curl = ran(["curl", "--silent", "--cacert", str(authority), f"{served.url}/__assay/health"])
        tally.equal("serve: curl trusts by --cacert", curl.stdout, '{"status":"ok"}\n')


def log(tally, assay, place):
    path = place / "log"
    with serving(assay, log=path) as served:
        client(served.url).create_partner_event_source(Name=NAME, Account=ACCOUNT)
        refused(client(served.url, secret="another-secret").describe_partner_event_source, Name=NAME)
        refused(client(served.url, key="ASIDEXAMPLE", token="ANOTHERTOKEN").describe_partner_event_source,
                Name=NAME)
        served.send("POST", "/", b"{}", {"X-Amz-Target": "AWSEvents.CreatePartnerEventSouce\x1b[31m"})
        served.process.terminate()
        tally.equal("serve: stopped, the status is 0", served.process.wait(20), 0)
    text = path.read_text()
    lines = [found for found in text.splitlines() if re.match(r"\d\d:\d\d:\d\d\.\d{3} #", found)]
    tally.equal("serve: a line for each request", len(lines), 4)
    tally.check("serve: a success in one line", lines and lines[0].endswith("CreatePartnerEventSource 200"),
                text)
    tally.check("serve: a refused signature is explained",
                "#2 DescribePartnerEventSource 400 InvalidSignatureException: the signature" in text, text)
    tally.check("serve: with its evidence", "    canonical request" in text, text)
    tally.check("serve: no terminal is steered", "\x1b" not in text, repr(text))
    tally.check("serve: no secret is told",
                not any(secret in text for secret in (SECRET, "another-secret", "ANOTHERTOKEN", TOKEN)), text)
    with serving(assay, "--quiet", log=path) as served:
        client(served.url).list_partner_event_sources(NamePrefix="aws.partner/a/")
        served.process.terminate()
        served.process.wait(20)
    tally.check("serve: quiet is quiet", "#1" not in path.read_text(), path.read_text())
    with serving(assay, "--brief", log=path) as served:
        refused(client(served.url, secret="another-secret").describe_partner_event_source, Name=NAME)
        served.process.terminate()
        served.process.wait(20)
    tally.check("serve: brief shows no evidence", "#1" in path.read_text() and "canonical request" not in
                path.read_text(), path.read_text())


def refusals(tally, assay, place):
    (place / "wrong.yaml").write_text("sorces: []\nquota: many\n")
    found = ran([str(assay), "serve", "--given", str(place / "wrong.yaml")])
    tally.check("serve: a wrong given state is told with its places",
                found.returncode == 3 and "wrong.yaml:1:1: error: unknown key 'sorces'" in found.stderr
                and "wrong.yaml:2:8: error:" in found.stderr and not found.stdout, found.stderr)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        found = ran([str(assay), "serve", "--port", str(taken.getsockname()[1])])
        tally.check("serve: a port that is taken", found.returncode == 6 and "in use" in found.stderr,
                    (found.returncode, found.stderr))
    for title, arguments, status in [
            ("a port that is none", ["--port", "70000"], 2), ("a token with spaces", ["--control-token", "a b"], 2),
            ("an authority file without TLS", ["--ca-file", "x"], 2),
            ("a given state that is not there", ["--given", str(place / "nothing.yaml")], None),
            ("a port file that cannot be", ["--port-file", str(place / "no" / "port")], 6)]:
        found = ran([str(assay), "serve", *arguments])
        holds = found.returncode == status if status else found.returncode in (2, 3)
        tally.check(f"serve: {title}", holds and found.stderr and not found.stdout,
                    (found.returncode, found.stderr))


def reach(tally, assay):
    with serving(assay, "--host", "0.0.0.0", token=None) as served:
        tally.check("serve: no control API where others can reach it", "control" not in served.line,
                    served.line)
        status, _, body = served.send("GET", "/__assay/health")
        tally.check("serve: what was its prefix is the service's then", status == 403, (status, body))
    with serving(assay, "--host", "0.0.0.0", "--control", token=None) as served:
        tally.equal("serve: it is there when asked for", served.ask("GET", "/faults")[0], 200)
    with serving(assay, "--no-control", token=None) as served:
        tally.equal("serve: and gone when not wanted", served.send("GET", "/__assay/health")[0], 403)


def slow_call(served, results):
    session = boto3.session.Session(aws_access_key_id="AKIDEXAMPLE", aws_secret_access_key=SECRET,
                                    region_name="us-east-1")
    events = session.client("events", endpoint_url=served.url,
                            config=Config(retries={"max_attempts": 0}, read_timeout=30))
    try:
        results.append(events.create_partner_event_source(Name=NAME, Account=ACCOUNT)["EventSourceArn"])
    except Exception as error:
        results.append(error)


def read_answer(connection):
    """Reads one whole answer, and nothing of what comes after it."""
    answer = http.client.HTTPResponse(connection)
    answer.begin()
    answer.read()


def graceful(tally, assay, ending):
    title = f"serve: {ending.name}"
    with serving(assay) as served:
        served.ask("POST", "/faults", {"do": {"delay-fixed": {"for": "1500ms"}}})
        results = []
        call = threading.Thread(target=slow_call, args=(served, results))
        call.start()
        served.ask("POST", "/requests/wait", {"call": "CreatePartnerEventSource"})
        with socket.create_connection(("127.0.0.1", served.port)) as idle:
            idle.settimeout(20)
            # One that was never accepted would be reset by the system: this one has been used.
            idle.sendall(b"GET /__assay/health HTTP/1.1\r\nHost: a\r\n\r\n")
            read_answer(idle)
            began = time.monotonic()
            served.process.send_signal(ending)
            tally.equal(f"{title} ends an idle connection at once", idle.recv(1), b"")
        status = served.process.wait(20)
        call.join(20)
        tally.equal(f"{title} ends with status 0", status, 0)
        tally.check(f"{title} lets an answer finish", results and str(results[0]).endswith(NAME), results)
        tally.check(f"{title} ends soon", time.monotonic() - began < 5, time.monotonic() - began)
        tally.check(f"{title} leaves nobody listening", not listens(served.port))


def impatient(tally, assay):
    with serving(assay) as served:
        served.ask("POST", "/faults", {"do": {"hang": {}}})
        with socket.create_connection(("127.0.0.1", served.port)) as hanging:
            hanging.settimeout(30)
            hanging.sendall(b"GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")
            served.ask("POST", "/requests/wait", {"method": "GET"})
            began = time.monotonic()
            served.process.terminate()
            status = served.process.wait(30)
        tally.check("serve: a hang does not keep it from ending", status == 0
                    and time.monotonic() - began < 8, (status, time.monotonic() - began))
    with serving(assay) as served:
        served.ask("POST", "/faults", {"do": {"delay-fixed": {"for": "60s"}}})
        with socket.create_connection(("127.0.0.1", served.port)) as waiting:
            waiting.sendall(b"GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")
            served.ask("POST", "/requests/wait", {"method": "GET"})
            began = time.monotonic()
            served.process.terminate()
            # The first signal is heard once nobody listens any more.
            while listens(served.port) and time.monotonic() - began < 10:
                time.sleep(0.01)
            served.process.terminate()
            status = served.process.wait(30)
        tally.check("serve: a second signal ends it at once",
                    status == 143 and time.monotonic() - began < 4, (status, time.monotonic() - began))


def killed(tally, assay):
    with serving(assay) as served:
        tally.equal("serve: it starts no processes", descendants(served.process), [])
        os.kill(served.process.pid, signal.SIGKILL)
        served.process.wait(20)
        tally.check("serve: killed, it leaves nobody listening", not listens(served.port))
    with serving(assay, "--port", str(served.port)) as again:
        tally.equal("serve: its port can be had again at once", again.port, served.port)


def listens(port):
    with socket.socket() as probe:
        probe.settimeout(5)
        return probe.connect_ex(("127.0.0.1", port)) == 0
