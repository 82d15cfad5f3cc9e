"""boto3 and the AWS CLI, pointed at the embedded fake.

The fake lives as long as its case: a scenario that waits holds it open, and its port is looked up among the
sockets on which the process listens.
"""

import contextlib
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from .processes import ended, example_surroundings, ran, surroundings
from .reference_clients import ACCOUNT, client, refused

# Each modelled error: its status, and the end of the name that meets it.
ERRORS = {
    "ConcurrentModificationException": (400, "/conflict"),
    "InternalException": (500, "/internal"),
    "LimitExceededException": (400, "/limit"),
    "OperationDisabledException": (400, "/disabled"),
    "ResourceAlreadyExistsException": (400, ""),
}
HOLDING = """\
assay: 1
scenario: A fake that is held open
timeout: 10m
given:
  faults:
    - { on: CreatePartnerEventSource, name: { ends-with: /conflict }, answer: ConcurrentModificationException }
    - { on: CreatePartnerEventSource, name: { ends-with: /internal }, answer: InternalException }
    - { on: CreatePartnerEventSource, name: { ends-with: /limit }, answer: LimitExceededException }
    - { on: CreatePartnerEventSource, name: { ends-with: /disabled }, answer: OperationDisabledException }
steps:
  - call: ListPartnerEventSources
    input: { NamePrefix: aws.partner/a/ }
  - call: ListPartnerEventSources
    delay: 9m
    input: { NamePrefix: aws.partner/a/ }
"""


def check(tally, assay):
    with held_fake(assay) as url:
        with_boto3(tally, url)
        with_command_line(tally, url)


@contextlib.contextmanager
def held_fake(assay):
    """Lends the URL of a fake that a waiting case holds open."""
    with tempfile.TemporaryDirectory(prefix="assay-") as folder:
        scenario = Path(folder) / "hold.yaml"
        scenario.write_text(HOLDING, encoding="utf-8")
        started = subprocess.Popen([str(assay), "run", str(scenario)], cwd=folder, env=surroundings(),
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with ended(started) as process:
            yield f"http://127.0.0.1:{listening_port(process)}"


def listening_port(process, seconds=30):
    """The port on which the process listens, from the tables of the system."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        sockets = set()
        for entry in os.scandir(f"/proc/{process.pid}/fd"):
            with contextlib.suppress(OSError):
                sockets.add(os.readlink(entry.path))
        for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and f"socket:[{fields[9]}]" in sockets:
                return int(fields[1].partition(":")[2], 16)
        time.sleep(0.02)
    raise RuntimeError("the fake never listened")


def with_boto3(tally, url):
    events = client(url)
    name = "aws.partner/example.com/boto3"
    answer = events.create_partner_event_source(Name=name, Account=ACCOUNT)
    tally.equal("fake: boto3 creates", answer["EventSourceArn"],
                f"arn:aws:events:us-east-1::event-source/{name}")
    for error, (status, ending) in ERRORS.items():
        try:
            events.create_partner_event_source(Name=name + ending, Account=ACCOUNT)
            tally.check(f"fake: boto3 meets {error}", False, "it succeeded")
        except getattr(events.exceptions, error) as raised:
            tally.equal(f"fake: boto3 meets {error}",
                        raised.response["ResponseMetadata"]["HTTPStatusCode"], status)
    tally.equal("fake: boto3 describes", events.describe_partner_event_source(Name=name)["Name"], name)
    listed = events.list_partner_event_sources(NamePrefix="aws.partner/example.com/")
    tally.equal("fake: boto3 lists", [one["Name"] for one in listed["PartnerEventSources"]], [name])
    found = refused(events.create_partner_event_source, Name="aws.partner/one", Account="12345678901x")
    tally.check("fake: boto3 meets two violations",
                found and found[0] == "ValidationException" and found[2].startswith("2 validation errors"),
                found)
    for title, caller, code in [
            ("a temporary key", client(url, key="ASIDEXAMPLE", token="TOKENEXAMPLE"), None),
            ("a wrong secret", client(url, secret="wrong"), "InvalidSignatureException"),
            ("an unknown key", client(url, key="AKIANOBODY"), "UnrecognizedClientException")]:
        found = refused(caller.describe_partner_event_source, Name=name)
        tally.equal(f"fake: boto3 with {title}", found and found[0], code)
    events.delete_partner_event_source(Name=name, Account=ACCOUNT)
    found = refused(events.describe_partner_event_source, Name=name)
    tally.equal("fake: boto3 meets an absent source", found and found[:2], ("ResourceNotFoundException", 400))


def with_command_line(tally, url):
    aws = shutil.which("aws")
    if not tally.check("the AWS CLI is installed", aws):
        return

    def create(name):
        return ran([aws, "--endpoint-url", url, "events", "create-partner-event-source", "--name", name,
                    "--account", ACCOUNT], env=example_surroundings(AWS_MAX_ATTEMPTS="1"))

    name = "aws.partner/example.com/cli"
    first = create(name)
    tally.check("fake: the AWS CLI creates", first.returncode == 0 and name in first.stdout, first.stderr)
    for error, (_, ending) in ERRORS.items():
        again = create(name + ending)
        tally.check(f"fake: the AWS CLI meets {error}",
                    again.returncode != 0 and f"({error})" in again.stderr, again.stderr)
