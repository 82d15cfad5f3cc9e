"""The whole lifecycle of a source against `assay serve`, by boto3 and the AWS CLI, over HTTP and over TLS.

A partner and two customers call with keys of their own, made through the control API; every modelled error of every
operation is met on order, as the typed error of the client.
"""

import contextlib
import datetime
import json
import shutil
import ssl
import subprocess
import tempfile
import urllib.request
from pathlib import Path

import boto3
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError

from .processes import ended, first_line, ran, surroundings

PARTNER, CUSTOMER, STRANGER = "123456789012", "111122223333", "444455556666"
NAME = "aws.partner/example.com/orders/"
# What every operation needs so that its model's rules are met.
INPUTS = {
    "CreatePartnerEventSource": {"Name": NAME + "x", "Account": CUSTOMER},
    "DescribePartnerEventSource": {"Name": NAME + "x"},
    "DeletePartnerEventSource": {"Name": NAME + "x", "Account": CUSTOMER},
    "ListPartnerEventSources": {"NamePrefix": NAME},
    "ListPartnerEventSourceAccounts": {"EventSourceName": NAME + "x"},
    "PutPartnerEvents": {"Entries": [{"Source": NAME + "x", "DetailType": "t", "Detail": "{}"}]},
    "DescribeEventSource": {"Name": NAME + "x"},
    "ListEventSources": {},
    "ActivateEventSource": {"Name": NAME + "x"},
    "DeactivateEventSource": {"Name": NAME + "x"},
    "CreateEventBus": {"Name": NAME + "x", "EventSourceName": NAME + "x"},
    "DeleteEventBus": {"Name": NAME + "x"},
}


def check(tally, assay):
    with tempfile.TemporaryDirectory(prefix="assay-") as folder:
        for kind, options in [("HTTP", []), ("TLS", ["--tls", "--ca-file", f"{folder}/ca.pem"])]:
            with World(assay, options, f"{folder}/ca.pem" if options else None).served() as world:
                with_boto3(tally, world, kind)
                with_pages(tally, world, kind)
                with_errors(tally, world, kind)
                with_command_line(tally, world, kind)


class World:
    """A served fake, its control API, and the keys of its parties."""

    def __init__(self, assay, options, authority):
        self.assay, self.options, self.authority = assay, options, authority
        self.keys = {}

    @contextlib.contextmanager
    def served(self):
        started = subprocess.Popen([str(self.assay), "serve", "--quiet", *self.options], text=True,
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=surroundings())
        with ended(started) as process:
            ready = json.loads(first_line(process))
            self.url, self.token = ready["url"], ready.get("control-token")
            for account in [PARTNER, CUSTOMER, STRANGER]:
                made = self.control("POST", "/credentials", {"account": account, "namespace": "default"})
                self.keys[account] = made["access-key"], made["secret-access-key"]
            yield self

    def control(self, method, path, body=None):
        request = urllib.request.Request(f"{self.url}/__assay{path}", method=method,
                                         data=None if body is None else json.dumps(body).encode())
        request.add_header("Content-Type", "application/json")
        if self.token:
            request.add_header("Authorization", f"Bearer {self.token}")
        trust = ssl.create_default_context(cafile=self.authority) if self.authority else None
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}),
                                             urllib.request.HTTPSHandler(context=trust))
        with opener.open(request, timeout=20) as answer:
            return json.loads(answer.read() or b"{}")

    def client(self, account):
        key, secret = self.keys[account]
        session = boto3.session.Session(aws_access_key_id=key, aws_secret_access_key=secret,
                                        region_name="us-east-1")
        return session.client("events", endpoint_url=self.url, verify=self.authority,
                              config=Config(retries={"max_attempts": 0}, proxies={}))

    def command_line(self, account, *arguments):
        key, secret = self.keys[account]
        env = surroundings(AWS_ACCESS_KEY_ID=key, AWS_SECRET_ACCESS_KEY=secret, AWS_DEFAULT_REGION="us-east-1",
                           AWS_MAX_ATTEMPTS="1", **({"AWS_CA_BUNDLE": self.authority} if self.authority else {}))
        return ran([shutil.which("aws"), "--endpoint-url", self.url, "--output", "json", "events", *arguments],
                   env=env)


def with_boto3(tally, world, kind):
    """One source from its offer to its end, seen by its partner, its customer and a stranger."""
    partner, customer, stranger = (world.client(account) for account in (PARTNER, CUSTOMER, STRANGER))
    name = f"{NAME}{kind.lower()}"

    def equal(title, found, expected):
        tally.equal(f"lifecycle, boto3 over {kind}: {title}", found, expected)

    def state():
        return customer.describe_event_source(Name=name)["State"]

    def put():
        answer = partner.put_partner_events(Entries=[
            {"Source": name, "DetailType": "order", "Detail": '{"id": 1}', "Resources": ["r"],
             "Time": datetime.datetime(2027, 1, 15, tzinfo=datetime.timezone.utc)}])
        return answer["FailedEntryCount"], sorted(answer["Entries"][0])

    accepted, refused = (0, ["EventId"]), (1, ["ErrorCode", "ErrorMessage"])
    equal("events of nothing are refused", put(), refused)
    arn = partner.create_partner_event_source(Name=name, Account=CUSTOMER)["EventSourceArn"]
    equal("the ARN", arn, f"arn:aws:events:us-east-1::event-source/{name}")
    seen = customer.describe_event_source(Name=name)
    equal("what the customer sees", (seen["Arn"], seen["Name"], seen["State"], seen["CreatedBy"]),
          (arn, name, "PENDING", "aws.partner/example.com"))
    equal("how long the source waits", seen["ExpirationTime"] - seen["CreationTime"], datetime.timedelta(days=7))
    equal("the source was made just now",
          abs(datetime.datetime.now(datetime.timezone.utc) - seen["CreationTime"]) < datetime.timedelta(minutes=1),
          True)
    equal("events are accepted at once", put(), accepted)
    for title, call in [("describe", stranger.describe_event_source), ("activate", stranger.activate_event_source),
                        ("deactivate", stranger.deactivate_event_source)]:
        equal(f"a stranger cannot {title}", code(call, Name=name), "ResourceNotFoundException")
    equal("a stranger can make no bus", code(stranger.create_event_bus, Name=name, EventSourceName=name),
          "ResourceNotFoundException")
    equal("a bus needs its source", code(customer.create_event_bus, Name=name), "ValidationException")
    bus = customer.create_event_bus(Name=name, EventSourceName=name, Description="orders",
                                    Tags=[{"Key": "team", "Value": "a"}])
    equal("the bus", (bus["EventBusArn"], bus["Description"]),
          (f"arn:aws:events:us-east-1:{CUSTOMER}:event-bus/{name}", "orders"))
    equal("the source is ACTIVE", state(), "ACTIVE")
    equal("events reach the bus", put(), accepted)
    customer.deactivate_event_source(Name=name)
    equal("deactivated, it is PENDING", state(), "PENDING")
    equal("deactivated, events are dropped", put(), accepted)
    customer.activate_event_source(Name=name)
    equal("activated, it is ACTIVE", state(), "ACTIVE")
    equal("activating again is refused", code(customer.activate_event_source, Name=name), "InvalidStateException")
    accounts = partner.list_partner_event_source_accounts(EventSourceName=name)["PartnerEventSourceAccounts"]
    equal("the partner's accounts", [(one["Account"], one["State"]) for one in accounts], [(CUSTOMER, "ACTIVE")])
    partner.delete_partner_event_source(Name=name, Account=CUSTOMER)
    equal("the partner's source is gone", code(partner.describe_partner_event_source, Name=name),
          "ResourceNotFoundException")
    equal("the customer's is DELETED", state(), "DELETED")
    equal("events of it are refused", put(), refused)
    partner.create_partner_event_source(Name=name, Account=CUSTOMER)
    equal("made again, it is PENDING", state(), "PENDING")
    equal("and the bus is still there", code(customer.create_event_bus, Name=name, EventSourceName=name),
          "ResourceAlreadyExistsException")
    customer.activate_event_source(Name=name)
    equal("and can be taken again", state(), "ACTIVE")
    world.control("POST", "/clock/advance", {"by": "8d"})
    equal("an ACTIVE source does not expire", state(), "ACTIVE")
    customer.delete_event_bus(Name=name)
    equal("without a bus it is PENDING", state(), "PENDING")
    world.control("POST", "/clock/advance", {"by": "8d"})
    equal("after a week nobody has it", code(customer.describe_event_source, Name=name), "ResourceNotFoundException")
    half = partner.put_partner_events(Entries=[{"Source": name, "DetailType": "t"},
                                               {"Source": name, "DetailType": "t", "Detail": "{}"}])
    equal("a failure of all events is a success", half["FailedEntryCount"], 2)
    equal("events without one that is whole are refused",
          code(partner.put_partner_events, Entries=[{"Source": name, "DetailType": "t"}]), "ValidationException")


def with_pages(tally, world, kind):
    """Both sides' lists, a page at a time."""
    partner, customer = world.client(PARTNER), world.client(CUSTOMER)
    names = [f"{NAME}{kind.lower()}-page/{number:02}" for number in range(7)]
    for name in names:
        partner.create_partner_event_source(Name=name, Account=CUSTOMER)
    partner.create_partner_event_source(Name=f"{NAME}{kind.lower()}-page/stranger", Account=STRANGER)
    prefix = f"{NAME}{kind.lower()}-page/0"
    for limit in [1, 2, 3, 7, 100]:
        listed = pages(partner.list_partner_event_sources, "PartnerEventSources", NamePrefix=prefix, Limit=limit)
        tally.equal(f"lifecycle, pages over {kind}: the partner's, by {limit}",
                    ([one["Name"] for page in listed for one in page], len(listed)), (names, -(-7 // limit)))
        listed = pages(customer.list_event_sources, "EventSources", NamePrefix=prefix, Limit=limit)
        tally.equal(f"lifecycle, pages over {kind}: the customer's, by {limit}",
                    ([one["Name"] for page in listed for one in page], len(listed)), (names, -(-7 // limit)))
    token = customer.list_event_sources(NamePrefix=prefix, Limit=1)["NextToken"]
    for title, call, members in [
            ("another list", customer.list_event_sources, {"NextToken": token}),
            ("another account", world.client(STRANGER).list_event_sources,
             {"NamePrefix": prefix, "NextToken": token}),
            ("nothing at all", customer.list_event_sources, {"NamePrefix": prefix, "NextToken": "nonsense"})]:
        tally.equal(f"lifecycle, pages over {kind}: a token of {title}", code(call, **members), "InvalidToken")
    world.control("POST", "/clock/advance", {"by": "25h"})
    tally.equal(f"lifecycle, pages over {kind}: a token of yesterday",
                code(customer.list_event_sources, NamePrefix=prefix, NextToken=token), "InvalidToken")


def with_errors(tally, world, kind):
    """Each modelled error of each operation, on order, as the class that boto3 has for it."""
    events = world.client(CUSTOMER)
    model = events.meta.service_model
    met = 0
    for operation, members in INPUTS.items():
        for shape in model.operation_model(operation).error_shapes:
            world.control("POST", "/faults", {"on": operation, "times": 1, "answer": shape.name})
            status = 500 if shape.name == "InternalException" else 400
            try:
                getattr(events, xform_name(operation))(**members)
                found = "a success"
            except getattr(events.exceptions, shape.name) as raised:
                found = raised.response["ResponseMetadata"]["HTTPStatusCode"]
                met += 1
            except ClientError as raised:
                found = raised.response
            tally.equal(f"lifecycle, errors over {kind}: {operation} meets {shape.name}", found, status)
    tally.equal(f"lifecycle, errors over {kind}: so many", met, 42)
    tally.equal(f"lifecycle, errors over {kind}: every fault was met once",
                {fault["hits"] for fault in world.control("GET", "/faults")["faults"]}, {1})
    world.control("DELETE", "/faults")


def with_command_line(tally, world, kind):
    """The same lifecycle by the AWS CLI, in short."""
    if not tally.check("the AWS CLI is installed", shutil.which("aws")):
        return
    name = f"{NAME}{kind.lower()}-cli"

    def works(title, account, *arguments):
        done = world.command_line(account, *arguments)
        tally.check(f"lifecycle, AWS CLI over {kind}: {title}", done.returncode == 0, done.stderr)
        return json.loads(done.stdout or "{}") if done.returncode == 0 else {}

    def equal(title, found, expected):
        tally.equal(f"lifecycle, AWS CLI over {kind}: {title}", found, expected)

    works("create", PARTNER, "create-partner-event-source", "--name", name, "--account", CUSTOMER)
    equal("the customer sees it", works("describe", CUSTOMER, "describe-event-source", "--name", name).get("State"),
          "PENDING")
    works("make a bus", CUSTOMER, "create-event-bus", "--name", name, "--event-source-name", name)
    works("deactivate", CUSTOMER, "deactivate-event-source", "--name", name)
    works("activate", CUSTOMER, "activate-event-source", "--name", name)
    entries = json.dumps([{"Source": name, "DetailType": "t", "Detail": "{}"}, {"Source": name}])
    put = works("put events", PARTNER, "put-partner-events", "--entries", entries)
    equal("one event failed", put.get("FailedEntryCount"), 1)
    listed = works("list", CUSTOMER, "list-event-sources", "--name-prefix", name)
    equal("the customer lists it", [(one["Name"], one["State"]) for one in listed.get("EventSources", [])],
          [(name, "ACTIVE")])
    listed = works("list accounts", PARTNER, "list-partner-event-source-accounts", "--event-source-name", name)
    equal("the partner lists its accounts", [one["Account"] for one in listed["PartnerEventSourceAccounts"]],
          [CUSTOMER])
    works("delete", PARTNER, "delete-partner-event-source", "--name", name, "--account", CUSTOMER)
    equal("the customer still sees it",
          works("describe again", CUSTOMER, "describe-event-source", "--name", name).get("State"), "DELETED")
    works("delete the bus", CUSTOMER, "delete-event-bus", "--name", name)
    gone = world.command_line(CUSTOMER, "describe-event-source", "--name", name)
    tally.check(f"lifecycle, AWS CLI over {kind}: then it is gone",
                gone.returncode != 0 and "(ResourceNotFoundException)" in gone.stderr, gone.stderr)
    world.control("POST", "/faults", {"on": "CreateEventBus", "times": 1, "answer": "ConcurrentModificationException"})
    busy = world.command_line(CUSTOMER, "create-event-bus", "--name", "mine")
    tally.check(f"lifecycle, AWS CLI over {kind}: an error on order",
                busy.returncode != 0 and "(ConcurrentModificationException)" in busy.stderr, busy.stderr)


def code(call, **members):
    """The code of the error that a call raises; None where it raises none."""
    try:
        call(**members)
    except ClientError as error:
        return error.response["Error"]["Code"]
    return None


def pages(call, member, **members):
    """The pages of a list, by its tokens; an endless list is an error."""
    found, token = [], {}
    while len(found) < 50:
        page = call(**members, **token)
        found.append(page[member])
        if "NextToken" not in page:
            return found
        token = {"NextToken": page["NextToken"]}
    raise AssertionError("the list does not end")
