"""The independent server itself, asked by boto3, the AWS CLI, curl and requests signed by botocore."""

import http.client
import json
import shutil
import socket
import uuid
from urllib.parse import urlsplit

import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

from .processes import SECRET, example_surroundings, ran, reference_server

ACCOUNT = "123456789012"
CREATE = "AWSEvents.CreatePartnerEventSource"


def check(tally, _):
    with reference_server() as url:
        with_boto3(tally, url)
        with_command_line(tally, url)
        with_curl(tally, url)
        with_raw_requests(tally, url)
        with_broken_sockets(tally, url)
    with reference_server("--region", "cn-north-1") as url:
        events = client(url, region="cn-north-1")
        arn = events.create_partner_event_source(Name="aws.partner/a/b", Account=ACCOUNT)
        tally.equal("reference: ARN of another partition", arn["EventSourceArn"],
                    "arn:aws-cn:events:cn-north-1::event-source/aws.partner/a/b")


def client(url, key="AKIDEXAMPLE", secret=SECRET, token=None, region="us-east-1"):
    session = boto3.session.Session(aws_access_key_id=key, aws_secret_access_key=secret,
                                    aws_session_token=token, region_name=region)
    return session.client("events", endpoint_url=url, config=Config(retries={"max_attempts": 0}))


def refused(call, **members):
    """Code, status and message of the refusal that boto3 raises; None where there is none."""
    try:
        call(**members)
    except ClientError as error:
        told, status = error.response["Error"], error.response["ResponseMetadata"]["HTTPStatusCode"]
        return told["Code"], status, told["Message"]
    return None


def with_boto3(tally, url):
    events = client(url)
    name = f"aws.partner/example.com/boto/{uuid.uuid4().hex}"
    answer = events.create_partner_event_source(Name=name, Account=ACCOUNT)
    tally.equal("reference: boto3 creates", answer["EventSourceArn"],
                f"arn:aws:events:us-east-1::event-source/{name}")
    try:
        events.create_partner_event_source(Name=name, Account=ACCOUNT)
        tally.check("reference: boto3 meets a duplicate", False)
    except events.exceptions.ResourceAlreadyExistsException as error:
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
        tally.equal("reference: boto3 meets a duplicate", status, 400)
    described = events.describe_partner_event_source(Name=name)
    tally.equal("reference: boto3 describes", (described["Name"], described["Arn"]),
                (name, answer["EventSourceArn"]))
    listed = events.list_partner_event_sources(NamePrefix="aws.partner/example.com/boto/", Limit=1)
    tally.equal("reference: boto3 lists", [one["Name"] for one in listed["PartnerEventSources"]], [name])
    events.delete_partner_event_source(Name=name, Account=ACCOUNT)
    found = refused(events.describe_partner_event_source, Name=name)
    tally.equal("reference: boto3 meets an absent source", found[:2], ("ResourceNotFoundException", 400))
    found = refused(events.create_partner_event_source, Name="aws.partner/one", Account="12345678901x")
    tally.equal("reference: boto3 meets two violations", found, (
        "ValidationException", 400, "2 validation errors detected: Value 'aws.partner/one' at 'name' failed to "
        "satisfy constraint: Member must satisfy regular expression pattern: "
        "aws\\.partner(/[\\.\\-_A-Za-z0-9]+){2,}; Value '12345678901x' at 'account' failed to satisfy constraint: "
        "Member must satisfy regular expression pattern: \\d{12}"))
    members = {"Name": name, "Account": ACCOUNT}
    for title, caller, expected in [
            ("a wrong secret", client(url, secret="wrong"), "InvalidSignatureException"),
            ("an unknown key", client(url, key="AKIANOBODY"), "UnrecognizedClientException"),
            ("a missing token", client(url, key="ASIDEXAMPLE"), "UnrecognizedClientException"),
            ("a wrong token", client(url, key="ASIDEXAMPLE", token="other"), "UnrecognizedClientException"),
            ("another region", client(url, region="eu-west-1"), "InvalidSignatureException")]:
        found = refused(caller.create_partner_event_source, **members)
        tally.equal(f"reference: boto3 with {title}", found and found[:2], (expected, 400))
    temporary = client(url, key="ASIDEXAMPLE", token="TOKENEXAMPLE")
    tally.check("reference: boto3 with a temporary key", temporary.create_partner_event_source(**members))


def with_command_line(tally, url):
    aws = shutil.which("aws")
    if not tally.check("the AWS CLI is installed", aws):
        return
    name = f"aws.partner/example.com/cli/{uuid.uuid4().hex}"
    command = [aws, "--endpoint-url", url, "events", "create-partner-event-source", "--name", name,
               "--account", ACCOUNT]
    first, second = (ran(command, env=example_surroundings()) for _ in range(2))
    tally.check("reference: the AWS CLI creates", first.returncode == 0 and name in first.stdout,
                first.stderr)
    tally.check("reference: the AWS CLI meets a duplicate",
                second.returncode != 0 and "(ResourceAlreadyExistsException)" in second.stderr, second.stderr)


def with_curl(tally, url):
    curl = shutil.which("curl")
    if not tally.check("curl is installed", curl):
        return
    for title, secret, status in [("a right signature", SECRET, "200"), ("a wrong secret", "x", "400")]:
        body = json.dumps({"Name": f"aws.partner/example.com/curl/{uuid.uuid4().hex}", "Account": ACCOUNT})
        answer = ran([curl, "-s", "-o", "/dev/null", "-w", "%{http_code}", "--aws-sigv4",
                      "aws:amz:us-east-1:events", "-u", f"AKIDEXAMPLE:{secret}", "-H",
                      "Content-Type: application/x-amz-json-1.1",
                      "-H", f"X-Amz-Target: {CREATE}", "--data-binary", body, url])
        tally.equal(f"reference: curl with {title}", answer.stdout, status)


def signed(url, body, target=CREATE, **more):
    """The header fields of a request that botocore signed."""
    fields = {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": target, **more}
    request = AWSRequest("POST", url, headers=fields, data=body)
    SigV4Auth(Credentials("AKIDEXAMPLE", SECRET), "events", "us-east-1").add_auth(request)
    return dict(request.headers.items())


def exchanged(connection, method, path, body, fields):
    connection.request(method, path, body, fields)
    answer = connection.getresponse()
    return answer.status, answer.read(), answer.headers


def with_raw_requests(tally, url):
    """Requests of every kind on one kept-alive connection."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)
    name = f"aws.partner/example.com/raw/{uuid.uuid4().hex}"
    good = json.dumps({"Name": name, "Account": ACCOUNT}).encode()
    charset = {"Content-Type": "application/x-amz-json-1.1; charset=utf-8"}
    cases = [
        ("no signature", good, {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": CREATE},
         (400, "MissingAuthenticationTokenException")),
        ("garbage", b"{", signed(url, b"{"), (400, "SerializationException")),
        ("an array", b"[]", signed(url, b"[]"), (400, "SerializationException")),
        ("nothing", b"", signed(url, b""), (400, "SerializationException")),
        ("an unknown target", b"{}", signed(url, b"{}", "AWSEvents.No"), (400, "UnknownOperationException")),
        ("another body than signed", good + b" ", signed(url, good), (400, "InvalidSignatureException")),
        ("a number", b'{"Name":1,"Account":"1"}', signed(url, b'{"Name":1,"Account":"1"}'),
         (400, "SerializationException")),
        ("a charset", good, signed(url, good, **charset), (200, None)),
        ("a duplicate", good, signed(url, good), (400, "ResourceAlreadyExistsException")),
    ]
    for title, body, fields, expected in cases:
        status, text, headers = exchanged(connection, "POST", "/", body, fields)
        tally.equal(f"reference: {title}", (status, json.loads(text).get("__type")), expected)
        tally.check(f"reference: request id on {title}", uuid.UUID(headers["x-amzn-RequestId"]))
        tally.equal(f"reference: content type on {title}", headers["Content-Type"],
                    "application/x-amz-json-1.1")
    status, text, _ = exchanged(connection, "PUT", "/", good, signed(url, good))
    tally.equal("reference: PUT", (status, b"AccessDeniedException" in text), (403, True))
    connection.close()


def with_broken_sockets(tally, url):
    """What no client sends must not end the server."""
    address = (urlsplit(url).hostname, urlsplit(url).port)
    for title, sent in [("nothing", b""), ("half a head", b"POST / HT"), ("garbage", b"\x00\xff\r\n\r\n"),
                        ("half a body", b"POST / HTTP/1.1\r\nContent-Length: 100\r\n\r\nabc")]:
        with socket.create_connection(address, timeout=10) as connection:
            connection.sendall(sent)
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(4096):
                pass
        tally.check(f"reference: still there after {title}", refused(
            client(url).describe_partner_event_source, Name="aws.partner/a/none"))
