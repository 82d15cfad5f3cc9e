"""The control API of `assay serve`, route by route, as its own OpenAPI document describes it."""

import contextlib
import http.client
import json
import re
import socket
import threading
import time

import jsonschema
from openapi_spec_validator import validate

from .processes import SECRET, ran
from .reference_clients import ACCOUNT, client, refused
from .served import TOKEN, serving

NAME = "aws.partner/example.com/control/one"
CREATE = "CreatePartnerEventSource"


def check(tally, assay):
    with serving(assay) as served:
        document = described(tally, assay, served)
        asked = Asked(tally, served, document)
        state(tally, asked, served)
        faults(tally, asked, served)
        requests(tally, asked, served)
        credentials(tally, asked, served)
        waiting(tally, asked, served)
        namespaces(tally, asked, served)
        mistakes(tally, asked, served)
        asked.reset()
        asked.finish()
    bounded(tally, assay)


def described(tally, assay, served):
    """The document, judged by a validator of OpenAPI, printed and served alike."""
    printed = json.loads(ran([str(assay), "schema", "control-api"]).stdout)
    try:
        validate(printed)
        tally.check("control: the document is OpenAPI", True)
    except Exception as error:
        tally.check("control: the document is OpenAPI", False, str(error)[:2000])
    tally.equal("control: it is served as it is printed",
                json.loads(served.send("GET", "/__assay/openapi.json")[2]), printed)
    return printed


class Asked:
    """Asks, and holds each answer to what the document says of it; knows what was never asked."""

    def __init__(self, tally, served, document):
        self.tally, self.served, self.document = tally, served, document
        self.left = {(method.upper(), path) for path, methods in document["paths"].items()
                     for method in methods}
        # A path without variables is meant where one with them would fit as well.
        self.routes = [(re.compile(re.sub(r"\{[^}]*\}", "[^/]+", path) + "$"), path) for path in
                       sorted(document["paths"], key=lambda path: "{" in path)]

    def __call__(self, method, path, body=None, status=200, token=None):
        found, answer = self.served.ask(method, path, body, token)
        self.tally.equal(f"control: {method} {path}", found, status)
        route = next((route for pattern, route in self.routes if pattern.match(path.partition("?")[0])), None)
        operation = self.document["paths"].get(route, {}).get(method.lower())
        if operation:
            self.left.discard((method, route))
            described = operation["responses"].get(str(found)) or self.document["components"]["responses"]["refused"]
            schema = described["content"]["application/json"]["schema"]
            validator = jsonschema.Draft202012Validator({**schema, "components": self.document["components"]})
            errors = [f"{error.json_path}: {error.message[:300]}" for error in validator.iter_errors(answer)]
            self.tally.check(f"control: {method} {path} answers as described", not errors, errors[:3])
        return answer

    def reset(self):
        self("POST", "/reset?namespace=all")

    def finish(self):
        self.tally.equal("control: every route was asked", self.left, set())


def state(tally, ask, served):
    ask("GET", "/health")
    ask("GET", "/ready")
    ask("GET", "/openapi.json")
    tally.equal("control: its version", ask("GET", "/version")["control-api"], 1)
    added = ask("POST", "/sources", {"name": NAME, "account": ACCOUNT, "state": "ACTIVE"}, status=201)
    events = client(served.url)
    found = events.describe_event_source(Name=NAME)
    tally.equal("control: an added source is seen by the customer", (found["State"], found["Arn"]),
                ("ACTIVE", added["arn"]))
    tally.equal("control: its bus is there", ask("GET", "/buses")["buses"][0]["name"], NAME)
    events.put_partner_events(Entries=[{"Source": NAME, "DetailType": "made", "Detail": "{}"}])
    tally.equal("control: an event is there", [one["detail-type"] for one in ask("GET", "/events")["events"]],
                ["made"])
    ask("DELETE", "/buses")
    tally.equal("control: a source without its bus is PENDING", ask("GET", "/sources")["sources"][0]["state"],
                "PENDING")
    tally.equal("control: taken away", ask("DELETE", f"/sources?name={NAME.replace('/', '%2F')}")["removed"], 1)
    tally.equal("control: gone", ask("GET", "/sources")["sources"], [])
    events.create_partner_event_source(Name=NAME, Account=ACCOUNT)
    ask("PUT", "/clock", {"offset": "+1d"})
    moved = ask("POST", "/clock/advance", {"by": "30d"})
    tally.equal("control: the clock", ask("GET", "/clock")["offset"], moved["offset"])
    found = refused(events.describe_partner_event_source, Name=NAME)
    tally.equal("control: what was PENDING too long is gone", found and found[0], "ResourceNotFoundException")
    tally.equal("control: a reset of the clock", ask("POST", "/reset", {"parts": ["clock"]})["parts"], ["clock"])
    tally.equal("control: the clock is right again", ask("GET", "/clock")["offset"], "+0s")


def faults(tally, ask, served):
    events = client(served.url)
    armed = ask("POST", "/faults", {"on": CREATE, "times": 2, "answer": "LimitExceededException"}, status=201)
    codes = []
    for number in range(3):
        found = refused(events.create_partner_event_source, Name=f"{NAME}/{number}", Account=ACCOUNT)
        codes.append(found and found[0])
    tally.equal("control: a fault is met as often as told", codes, ["LimitExceededException"] * 2 + [None])
    standing = ask("GET", f"/faults/{armed['id']}")
    tally.equal("control: its hits are counted", (standing["hits"], standing["matched"]), (2, 3))
    again = ask("POST", "/faults", standing["fault"], status=201)
    tally.equal("control: a listed fault can be armed again", again["fault"], standing["fault"])
    ask("DELETE", f"/faults/{again['id']}")
    tally.equal("control: one fault is left", len(ask("GET", "/faults")["faults"]), 1)
    tally.equal("control: all faults go", ask("DELETE", "/faults")["removed"], 1)
    ask("POST", "/faults", {"do": {"tls-expired": {}}}, status=400)
    ask("POST", "/faults?namespace=other", {"do": {"refuse": {"for": "1s"}}}, status=400)
    ask("POST", "/faults", {"do": {"refuse": {"for": "1s"}}}, status=201)
    with socket.socket() as probe:
        tally.check("control: a fault of the listener befalls it", probe.connect_ex(("127.0.0.1", served.port)) != 0)
    until(lambda: served.ask("GET", "/health")[0] == 200)
    ask("DELETE", "/faults")
    places = ask("POST", "/faults", {"on": "CreatPartnerEventSource", "do": {"delay-fixd": {}}}, status=400)
    messages = [place["message"] for place in places["error"]["places"]]
    tally.check("control: mistakes in a fault are all told, with suggestions",
                any("did you mean 'CreatePartnerEventSource'" in message for message in messages)
                and any("did you mean 'delay-fixed'" in message for message in messages), places)


def until(holds, seconds=20):
    """Tries until something holds; connections that are not to be had do not count."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            if holds():
                return
        time.sleep(0.05)
    raise TimeoutError("it never held")


def requests(tally, ask, served):
    ask.reset()
    events = client(served.url)
    for number in range(3):
        events.create_partner_event_source(Name=f"{NAME}/{number}", Account=ACCOUNT)
    refused(client(served.url, secret="another-secret").describe_partner_event_source, Name=NAME)
    served.send("POST", "/", b"{}", {"X-Amz-Target": "AWSEvents.CreatePartnerEventSouce",
                                     "Content-Type": "application/x-amz-json-1.1"})
    page = ask("GET", "/requests?limit=2")
    rest = ask("GET", f"/requests?since={page['next']}")
    tally.equal("control: requests page by page", [len(page["requests"]), page["more"], len(rest["requests"]),
                                                   rest["more"]], [2, True, 3, False])
    wrong, unknown = rest["requests"][1:]
    tally.equal("control: a request by its number", ask("GET", f"/requests/{wrong['sequence']}"), wrong)
    tally.check("control: a refused signature is explained",
                wrong["signature-error"] == "InvalidSignatureException"
                and any("canonical request" in text for text in wrong["explanation"]["evidence"]), wrong)
    tally.check("control: an unknown operation is explained, with the nearest one",
                "CreatePartnerEventSouce" in unknown["explanation"]["sentence"]
                and "did you mean 'AWSEvents.CreatePartnerEventSource'?" in unknown["explanation"]["sentence"],
                unknown)
    tally.equal("control: what matched no operation", ask("GET", "/requests?unmatched=true")["requests"], [unknown])
    text = json.dumps(page) + json.dumps(rest)
    tally.check("control: nothing secret is shown", SECRET not in text and "another-secret" not in text
                and not re.search(r"Signature=[0-9a-f]", text) and "Signature=(redacted)" in text)
    wanted = {"call": CREATE, "signed": "valid", "body": {"Name": {"starts-with": NAME}}}
    tally.equal("control: requests are counted", ask("POST", "/requests/count", wanted)["count"], 3)
    tally.equal("control: requests are found", len(ask("POST", "/requests/find", wanted)["requests"]), 3)
    verified = ask("POST", "/verify", {**wanted, "attempts": 3})
    tally.check("control: a verification that holds", verified["verified"], verified)
    failed = ask("POST", "/verify", {"call": CREATE, "body": {"Name": NAME + "/3"}}, status=406)
    tally.check("control: one that fails shows the nearest requests",
                len(failed["nearest"]) == 3 and failed["nearest"][0]["differences"][0]["path"] == "body.Name"
                and f'expected "{NAME}/3"' in failed["text"], failed["text"])
    coverage = ask("GET", "/coverage")
    create = next(one for one in coverage["operations"] if one["operation"] == CREATE)
    tally.equal("control: coverage", (create["calls"], create["successes"], coverage["requests"]), (3, 3, 5))
    tally.equal("control: the journal is emptied", ask("DELETE", "/requests")["removed"], 5)


def credentials(tally, ask, served):
    ask("PUT", "/credentials/AKIDMINE", {"secret-access-key": "my/own+secret", "account": "111122223333",
                                         "namespace": "mine", "session-token": "A/TOKEN+OF/MINE"})
    events = client(served.url, key="AKIDMINE", secret="my/own+secret", token="A/TOKEN+OF/MINE")
    events.create_partner_event_source(Name=NAME, Account=ACCOUNT)
    sources = ask("GET", "/sources?namespace=mine")["sources"]
    tally.equal("control: a key of one's own opens its namespace", [one["name"] for one in sources], [NAME])
    listed = ask("GET", "/credentials")["credentials"]
    tally.equal("control: keys are listed", {one["access-key"] for one in listed},
                {"AKIDEXAMPLE", "ASIDEXAMPLE", "AKIDMINE"})
    tally.check("control: without their secrets", "my/own+secret" not in json.dumps(listed)
                and "A/TOKEN+OF/MINE" not in json.dumps(listed), listed)
    tally.check("control: namespaces are listed", "mine" in ask("GET", "/namespaces")["namespaces"])
    ask("DELETE", "/credentials/AKIDMINE")
    found = refused(events.describe_partner_event_source, Name=NAME)
    tally.equal("control: a forgotten key is unknown", found and found[0], "UnrecognizedClientException")
    ask("POST", "/credentials", {"partner": "no domain"}, status=400)
    events = client(served.url, key="ASIDEXAMPLE", token="ANOTHERTOKEN")
    refused(events.describe_partner_event_source, Name=NAME)
    told = ask("GET", "/requests")["requests"][-1]["explanation"]
    tally.check("control: a wrong token is told from a missing one, and not shown", "ANOTHERTOKEN" not in str(told)
                and "the session token is not the one that belongs to the key" in told["sentence"], told)
    ask("DELETE", "/credentials/ASIDEXAMPLE")
    ask("POST", "/reset", {"parts": ["credentials"]})
    tally.equal("control: a reset knows the keys of the start", len(ask("GET", "/credentials")["credentials"]), 2)
    tally.equal("control: and its sources are gone", ask("GET", "/sources?namespace=mine")["sources"], [])


def waiting(tally, ask, served):
    ask.reset()
    answers = []
    question = {"call": CREATE, "attempts": 2, "timeout": "20s"}
    thread = threading.Thread(
        target=lambda: answers.append((served.ask("POST", "/requests/wait", question), time.monotonic())))
    thread.start()
    events = client(served.url)
    events.create_partner_event_source(Name=NAME, Account=ACCOUNT)
    thread.join(0.7)
    tally.check("control: a wait blocks until enough has come", thread.is_alive() and not answers, answers)
    began = time.monotonic()
    refused(events.create_partner_event_source, Name=NAME, Account=ACCOUNT)
    thread.join(20)
    (status, answer), ended = answers[0]
    tally.check("control: and wakes when it has", status == 200 and answer["count"] == 2
                and ended - began < 5, (answers, ended - began))
    began = time.monotonic()
    late = ask("POST", "/requests/wait", {"call": "DescribePartnerEventSource", "timeout": "400ms"}, status=406)
    tally.check("control: a wait in vain ends in time", not late["verified"]
                and 0.35 < time.monotonic() - began < 5, (late, time.monotonic() - began))
    began = time.monotonic()
    nothing = {"call": "DescribePartnerEventSource", "attempts": 0, "timeout": "400ms"}
    none = ask("POST", "/requests/wait", nothing)
    tally.check("control: that nothing comes is known when the time is over", none["verified"]
                and 0.35 < time.monotonic() - began < 5, (none, time.monotonic() - began))
    events.describe_partner_event_source(Name=NAME)
    began = time.monotonic()
    ask("POST", "/requests/wait", {**nothing, "timeout": "20s"}, status=406)
    ask("POST", "/requests/wait", {"call": CREATE, "attempts": 1, "timeout": "20s"}, status=406)
    tally.check("control: what has come too often is told at once", time.monotonic() - began < 5,
                time.monotonic() - began)
    ask("POST", "/requests/count", {"call": CREATE, "attempts": 2}, status=400)


def namespaces(tally, ask, served):
    """Two clients at the same time, the same names, one server: each is alone in its world."""
    ask.reset()
    made = [ask("POST", "/credentials", {"account": "111122223333"}, status=201) for _ in range(2)]
    ask("POST", f"/faults?namespace={made[0]['namespace']}", {"on": "DeletePartnerEventSource",
                                                               "answer": "InternalException"}, status=201)
    problems = []

    def work(number):
        key = made[number]
        events = client(served.url, key=key["access-key"], secret=key["secret-access-key"])
        for count in range(20):
            events.create_partner_event_source(Name=f"{NAME}/{count}", Account=ACCOUNT)
        listed = events.list_partner_event_sources(NamePrefix=NAME)["PartnerEventSources"]
        if len(listed) != 20:
            problems.append(f"{len(listed)} sources")
        found = refused(events.delete_partner_event_source, Name=f"{NAME}/0", Account=ACCOUNT)
        if (found and found[0]) != ("InternalException" if number == 0 else None):
            problems.append(found)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    tally.equal("control: two clients in namespaces of their own", problems, [])
    for key in made:
        entries = ask("GET", f"/requests?namespace={key['namespace']}")["requests"]
        tally.equal("control: the journal of a namespace", [len(entries), {one["access-key"] for one in entries}],
                    [22, {key["access-key"]}])
    ask("POST", f"/reset?namespace={made[0]['namespace']}")
    tally.equal("control: a reset leaves the other namespace alone",
                [len(ask("GET", f"/sources?namespace={key['namespace']}")["sources"]) for key in made], [0, 19])


def mistakes(tally, ask, served):
    for method, path in [("GET", "/sources"), ("POST", "/reset"), ("PUT", "/credentials/A"), ("GET", "/nowhere")]:
        answer = ask(method, path, {} if method != "GET" else None, status=401, token="wrong")
        tally.equal(f"control: {method} {path} without the token", answer["error"]["code"], "wrong-token")
    status, headers, _ = served.send("GET", "/__assay/sources")
    tally.equal("control: who shows nothing is asked for a token", (status, headers["WWW-Authenticate"]),
                (401, "Bearer"))
    ask("GET", "/nowhere", status=404)
    ask("DELETE", "/version", status=405)
    status, _, body = served.send("POST", "/__assay/sources", b'{"name":\n  }',
                                  {"Authorization": f"Bearer {TOKEN}"})
    place = json.loads(body)["error"]["places"][0]
    tally.equal("control: bad JSON is told with its place", (status, place["line"], place["column"]), (400, 2, 3))
    tally.equal("control: no request to it is in the journal",
                [one for one in ask("GET", "/requests?namespace=all&limit=10000")["requests"]
                 if "__assay" in one["request"]["target"]], [])


def bounded(tally, assay):
    """The journal drops what is too much for it, and says how much."""
    with serving(assay, "--quiet") as served:
        connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)
        for _ in range(10_050):
            connection.request("GET", "/")
            connection.getresponse().read()
        connection.close()
        status, answer = served.ask("GET", "/requests?limit=1")
        tally.check("control: the journal says what it dropped",
                    status == 200 and answer["dropped"] == 50 and answer["requests"][0]["sequence"] == 51,
                    (status, answer.get("dropped"), answer["requests"][:1]))
