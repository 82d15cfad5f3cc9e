"""Every fault of the catalogue, and exactly what a foreign client sees of it.

A row is a fault with its fields and what differs from the plain answer; what a row does not mention is as in the
plain answer: at once, status 200, one right Content-Length, the whole body, the connection kept.
"""

import gzip
import json
import re
import zlib
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from time import time

import botocore.session

OPERATIONS = ["CreatePartnerEventSource", "DescribePartnerEventSource", "ListPartnerEventSources",
              "ListPartnerEventSourceAccounts", "DeletePartnerEventSource", "PutPartnerEvents", "DescribeEventSource",
              "ListEventSources", "ActivateEventSource", "DeactivateEventSource", "CreateEventBus", "DeleteEventBus"]


def modelled():
    """The errors that botocore's copy of the service model declares for the operations, with their statuses."""
    model = botocore.session.Session().get_service_model("events")
    shapes = [shape for name in OPERATIONS for shape in model.operation_model(name).error_shapes]
    return {shape.name: 500 if shape.name == "InternalException" else 400 for shape in shapes}


CODES = modelled()
# The errors that any service may answer; their status is 400 where nothing better is known.
COMMON = {name: 400 for name in [
    "ThrottlingException", "AccessDeniedException", "UnrecognizedClientException", "InvalidSignatureException",
    "MissingAuthenticationToken", "MissingAuthenticationTokenException", "ExpiredTokenException", "RequestExpired",
    "IncompleteSignature", "IncompleteSignatureException", "SignatureDoesNotMatch", "InvalidClientTokenId",
    "UnknownOperationException", "SerializationException", "ValidationException"]
} | {"ServiceUnavailable": 503, "InternalFailure": 500}


@dataclass
class Row:
    """One fault on order. `body`, `also` are told the plain body and what was seen."""

    fault: str
    fields: dict = field(default_factory=dict)
    status: int | None = 200
    end: str = "open"
    # Bytes, or a function of the plain body; None where only `also` looks at it.
    body: object = lambda plain: plain
    # Expressions that the head has, and that it does not have.
    head: tuple = ()
    without: tuple = ()
    # Whether the one Content-Length is that of the body.
    framed: bool = True
    # The least time before the first byte and before the last one.
    first: float = 0.0
    last: float = 0.0
    patience: float = 4.0
    settle: float = 0.15
    # More that must hold: a function of what was seen and of the plain body; tells what is wrong.
    also: object = None
    # What curl ends with, and what Python's http.client comes to (a status, or an exception's name).
    curl: int | None = None
    curl_options: tuple = ()
    python: object = None
    # What boto3 comes to: the error's code and the status; ("ok", 200) for a success.
    boto: tuple | None = None

    @property
    def title(self):
        fields = ", ".join(f"{name}: {str(value)[:30]}" for name, value in self.fields.items())
        return f"{self.fault} {{{fields}}}" if fields else self.fault


def error(code, **more):
    """The body of an error: its name, and a message that is some text."""
    return lambda seen, plain: None if (found := parsed(seen.body)).get("__type") == code and isinstance(
        found.get("message"), str) and all(found.get(name) == value for name, value in more.items()) else found


def parsed(body):
    try:
        found = json.loads(body)
        return found if isinstance(found, dict) else {"?": found}
    except ValueError:
        return {"?": body}


def pause_at(part, seconds):
    """The longest pause is that long, and comes right after what the expression finds."""
    def look(seen, _):
        pause, count = seen.longest_pause
        place = re.match(part, seen.raw, re.S)
        return None if pause >= seconds and place and place.end() == count else (pause, count)
    return look


def pieces(least):
    return lambda seen, _: None if len(seen.chunks) >= least else f"{len(seen.chunks)} pieces"


def exactly(count):
    return lambda seen, _: None if len(seen.raw) == count else f"{len(seen.raw)} bytes"


def nothing(seen, _):
    return seen.raw or None


def said_when_it_closes(seconds):
    def look(seen, _):
        waited = seen.ended_after - seen.last_after
        return None if waited >= seconds else f"it was closed after {waited:.3f} s"
    return look


def not_gzip(seen, _):
    try:
        return gzip.decompress(seen.body)
    except (OSError, zlib.error, EOFError):
        return None if seen.body[:2] == b"\x1f\x8b" else seen.body


def not_utf8(seen, _):
    try:
        return seen.body.decode("utf-8")
    except UnicodeDecodeError:
        return None


def members(*names, **values):
    """The error's body has exactly these members, in any order, and these values among them."""
    def look(seen, _):
        found = parsed(seen.body)
        return None if sorted(found) == sorted(names) and all(
            found[name] == value for name, value in values.items()) else found
    return look


def date_off_by(seconds):
    def look(seen, _):
        off = parsedate_to_datetime(seen.values("Date")[0]).timestamp() - time()
        return None if abs(off - seconds) < 10 else f"the Date is {off:.0f} s off"
    return look


def extended(plain, more):
    """The plain object with more members behind."""
    return plain[:-1] + b"," + more + b"}"


def arn(plain, old, new):
    assert old in plain
    return plain.replace(old, new, 1)


CLOSES = r"(?im)^Connection: close\r$"
NO_ANSWER = {"status": None, "body": None, "framed": False}
CHUNKED = {"head": (r"(?im)^Transfer-Encoding: chunked\r$",), "without": (r"(?im)^Content-Length:",),
           "framed": False, "end": "closed"}
LIKE_ANY_OTHER = {"curl": 0, "boto": ("ok", 200)}
JSON = "application/x-amz-json-1.1"
# botocore takes a success whose body it cannot read for one without members.
BAD_JSON = {"boto": ("ok", 200)}

ROWS = [
    # Latency.
    Row("delay-fixed", {"for": "300ms"}, first=0.3, **LIKE_ANY_OTHER),
    Row("delay-uniform", {"lower": "200ms", "upper": "400ms"}, first=0.2),
    Row("delay-lognormal", {"median": "250ms", "sigma": 0.1, "max": "500ms"}, first=0.12),
    Row("delay-normal", {"mean": "300ms", "stddev": "10ms"}, first=0.2),
    Row("delay-jitter", {"base": "300ms", "plus-minus": "100ms"}, first=0.2),
    Row("delay-first-byte", {"for": "300ms"}, first=0.3),
    Row("delay-headers", {"for": "600ms"}, last=0.6, also=pause_at(rb"HTTP/1\.1 200 OK\r\n", 0.3)),
    Row("delay-body", {"for": "600ms"}, last=0.6, also=pause_at(rb".*?\r\n\r\n", 0.3)),
    Row("dribble", {"chunks": 6, "over": "300ms"}, last=0.2, also=pieces(4), **LIKE_ANY_OTHER),
    Row("bandwidth", {"kilobytes-per-second": 1}, last=0.2, also=pieces(3)),
    Row("slicer", {"average": 40, "variation": 10, "delay": "20ms"}, last=0.08, also=pieces(4)),
    Row("slow-close", {"for": "600ms"}, end="closed", head=(CLOSES,), settle=3, also=said_when_it_closes(0.3)),
    Row("hang", patience=0.8, also=nothing, curl=28, python="TimeoutError", **NO_ANSWER),
    Row("stall-midway", {"after-bytes": 100}, patience=0.8, body=None, framed=False, also=exactly(100), curl=28),
    Row("stall-midway", patience=0.8, body=None, framed=False,
        also=lambda seen, plain: None if 100 < len(seen.raw) < 300 else len(seen.raw)),

    # Connection.
    Row("reset", end="reset", also=nothing, curl=56, python="ConnectionResetError", **NO_ANSWER),
    Row("reset", {"at": "after-read"}, end="reset", also=nothing, **NO_ANSWER),
    Row("reset", {"at": "mid-body"}, end="reset", framed=False, curl=56,
        body=lambda plain: plain[:len(plain) // 2], python="ConnectionResetError"),
    Row("reset", {"after-bytes": 20}, end="reset", also=exactly(20), body=None, framed=False, curl=56),
    Row("drop", end="closed", also=nothing, curl=52, python="RemoteDisconnected", **NO_ANSWER),
    Row("close-after", {"bytes": 30}, end="closed", also=exactly(30), body=None, framed=False),
    Row("half-close", end="closed", curl=0),
    Row("no-keepalive", end="closed", head=(CLOSES,), **LIKE_ANY_OTHER),
    Row("close-idle", {"after": "600ms"}, end="closed", without=(CLOSES,), settle=3,
        also=said_when_it_closes(0.3), **LIKE_ANY_OTHER),

    # HTTP framing.
    Row("garbage", {"bytes": 100}, end="closed", curl=1, python="BadStatusLine", **NO_ANSWER,
        also=lambda seen, _: None if len(seen.raw) == 100 and min(seen.raw) >= 128 else seen.raw),
    Row("malformed-chunk", body=b"this is no chunk\r\n", curl=56, python="IncompleteRead", **CHUNKED),
    Row("raw", {"text": "HTTP/1.1 299 Mine\r\nContent-Length: 0\r\n\r\n"}, status=299, body=b"", end="closed",
        curl=0, also=lambda seen, _: None if seen.raw.endswith(b"299 Mine\r\nContent-Length: 0\r\n\r\n") else seen),
    Row("raw", {"base64": "AAEC/w=="}, end="closed", **NO_ANSWER,
        also=lambda seen, _: None if seen.raw == b"\0\1\2\xff" else seen.raw),
    Row("content-length-short", {"by": 5}, end="closed", framed=False, curl=0,
        also=lambda seen, plain: None if seen.values("Content-Length") == [str(len(plain) - 5)] else seen.head),
    Row("content-length-long", {"by": 5}, end="closed", framed=False, curl=18, python="IncompleteRead",
        also=lambda seen, plain: None if seen.values("Content-Length") == [str(len(plain) + 5)] else seen.head),
    Row("content-length-absent", end="closed", framed=False, without=(r"(?im)^Content-Length", r"(?im)^Transfer-"),
        **LIKE_ANY_OTHER),
    Row("content-length-non-numeric", end="closed", framed=False, head=(r"(?m)^Content-Length: many\r$",), curl=8),
    Row("content-length-duplicate", end="closed", framed=False, curl=18,
        also=lambda seen, plain: None if seen.values("Content-Length") == [
            str(len(plain)), str(len(plain) + 1)] else seen.head),
    Row("content-length-duplicate", {"differing": False}, end="closed", framed=False, curl=0,
        also=lambda seen, plain: None if seen.values("Content-Length") == [str(len(plain))] * 2 else seen.head),
    Row("chunked-no-terminator", body=lambda plain: b"%x\r\n%s\r\n" % (len(plain), plain), curl=18,
        python="IncompleteRead", **CHUNKED),
    Row("truncated-body", {"at": 10}, end="closed", framed=False, body=lambda plain: plain[:10], curl=18,
        python="IncompleteRead"),
    Row("truncated-body", end="closed", framed=False, body=lambda plain: plain[:len(plain) // 2]),
    Row("bad-status-line", status=None, framed=False, body=None, curl=1, python="BadStatusLine", end="open",
        patience=0.8, also=lambda seen, plain: None if seen.raw.startswith(b"HELLO THERE\r\n")
        and seen.raw.endswith(b"\r\n\r\n" + plain) else seen.raw),
    Row("header-oversize", {"bytes": 400_000}, python="LineTooLong",
        also=lambda seen, _: None if len(seen.values("X-Assay-Filler")[0]) == 400_000 else len(seen.raw)),
    Row("header-obs-fold", head=(r"(?m)^X-Assay-Folded: one\r\n two\r$",), curl=0),
    Row("header-invalid-byte", head=("(?m)^X-Assay-Broken: a\0\1b\r$",), curl=8),
    Row("header-missing-colon", head=(r"(?m)^X-Assay-Without-Colon\r$",), curl=8),
    Row("informational-100", {"count": 3}, **LIKE_ANY_OTHER,
        also=lambda seen, _: None if seen.interim == b"HTTP/1.1 100 Continue\r\n\r\n" * 3 else seen.interim),
    # Python's http.client takes 103 for the answer itself.
    Row("informational-103", curl=0, python=103,
        also=lambda seen, _: None if seen.interim.startswith(b"HTTP/1.1 103 Early Hints\r\nLink: ") else seen.interim),
    Row("wrong-http-version", {"version": "HTTP/9.7"}, status=None, body=None, framed=False, patience=0.8, curl=1,
        python="UnknownProtocol",
        also=lambda seen, _: None if seen.raw.startswith(b"HTTP/9.7 200 OK\r\n") else seen.raw),
    *[Row("redirect", {"status": status, "location": "http://127.0.0.1:1/elsewhere"}, status=status, body=b"",
          head=(r"(?m)^Location: http://127\.0\.0\.1:1/elsewhere\r$",), curl=0, python=status)
      for status in (301, 302, 303, 307, 308)],
    Row("redirect", status=307, body=b"", head=(r"(?m)^Location: /\r$",), curl=47,
        curl_options=("--location", "--max-redirs", "5")),
    Row("content-encoding-gzip", {"form": "valid"}, head=(r"(?m)^Content-Encoding: gzip\r$",), body=None,
        also=lambda seen, plain: None if gzip.decompress(seen.body) == plain else seen.body,
        curl=0, curl_options=("--compressed",)),
    Row("content-encoding-gzip", {"form": "lying"}, head=(r"(?m)^Content-Encoding: gzip\r$",), curl=61,
        curl_options=("--compressed",)),
    Row("content-encoding-gzip", {"form": "corrupt"}, head=(r"(?m)^Content-Encoding: gzip\r$",), body=None,
        also=not_gzip, curl=61, curl_options=("--compressed",)),

    # The awsJson 1.1 envelope.
    Row("status", {"code": 503}, status=503, body=b"", without=("(?i)x-amzn-requestid", "(?i)content-type"),
        boto=("503", 503)),
    Row("status", {"code": 502, "body": "text"}, status=502, body=b"502 Bad Gateway\n",
        head=(r"(?m)^Content-Type: text/plain\r$",)),
    Row("status", {"code": 504, "body": "html"}, status=504, body=None, head=(r"(?m)^Content-Type: text/html\r$",),
        also=lambda seen, _: None if seen.body.startswith(b"<html>") else seen.body),
    Row("status", {"code": 500, "body": "empty"}, status=500, body=b""),
    *[Row("error", {"code": code}, status=status, body=None, also=error(code), boto=(code, status))
      for code, status in CODES.items()],
    Row("error", {"code": "LimitExceededException", "message": "as told", "status": 418}, status=418, body=None,
        also=error("LimitExceededException", message="as told"), boto=("LimitExceededException", 418)),
    Row("error", {"code": "MadeUpException", "fault": "server"}, status=500, body=None,
        also=error("MadeUpException")),
    Row("error", {"code": "MadeUpException", "fault": "client"}, status=400, body=None,
        also=error("MadeUpException")),
    *[Row("error-common", {"code": code}, status=status, body=None, also=error(code), boto=(code, status))
      for code, status in COMMON.items()],
    Row("error-common", {"code": "SignatureDoesNotMatch", "status": 403, "message": "no"}, status=403, body=None,
        also=error("SignatureDoesNotMatch", message="no"), boto=("SignatureDoesNotMatch", 403)),
    Row("error-type-forms", {"form": "header-only"}, status=500, body=None, also=members("message"),
        head=(r"(?im)^x-amzn-errortype: InternalException\r$",)),
    Row("error-type-forms", {"form": "bare"}, status=500, body=None, boto=("InternalException", 500),
        also=members("__type", "message", __type="InternalException")),
    Row("error-type-forms", {"form": "namespaced"}, status=500, body=None, boto=("InternalException", 500),
        also=members("__type", "message", __type="com.amazonaws.events#InternalException")),
    Row("error-type-forms", {"form": "uri"}, status=500, body=None, boto=("InternalException", 500),
        also=lambda seen, _: None if re.match(
            r"InternalException:http://", parsed(seen.body).get("__type", "")) else seen.body),
    Row("error-type-forms", {"form": "namespaced-uri"}, status=500, body=None, boto=("InternalException", 500),
        also=lambda seen, _: None if re.match(
            r"com\.amazonaws\.events#InternalException:http://", parsed(seen.body).get("__type", "")) else seen.body),
    Row("error-type-forms", {"form": "conflicting"}, status=500, body=None, also=error("InternalException"),
        head=(r"(?im)^x-amzn-errortype: ConflictingException\r$",)),
    Row("error-type-forms", {"form": "code-member"}, status=500, body=None,
        also=members("code", "message", code="InternalException")),
    Row("error-type-forms", {"form": "none"}, status=500, body=None, also=members("message"),
        without=("(?i)errortype",)),
    *[Row("error-message-case", {"form": form, "code": "LimitExceededException"}, status=400, body=None,
          also=members("__type", *names), boto=("LimitExceededException", 400))
      for form, names in {"message": ["message"], "Message": ["Message"], "both": ["message", "Message"],
                          "absent": []}.items()],
    Row("error-message-case", {"form": "null", "code": "LimitExceededException"}, status=400, body=None,
        also=members("__type", "message", message=None)),
    Row("error-message-case", {"form": "non-string", "code": "LimitExceededException"}, status=400, body=None,
        also=lambda seen, _: None if isinstance(parsed(seen.body).get("message"), dict) else seen.body),
    Row("error-with-200", status=200, body=None, also=error("InternalException")),
    Row("error-with-200", {"code": "LimitExceededException"}, status=200, body=None,
        also=error("LimitExceededException")),
    Row("success-with-500", status=500),
    Row("success-with-500", {"status": 503}, status=503),
    Row("unknown-error-code", status=400, body=None, also=error("UnheardOfException"),
        boto=("UnheardOfException", 400)),
    Row("unknown-error-code", {"code": "Strange", "status": 599}, status=599, body=None, also=error("Strange")),
    Row("retry-after", {"form": "seconds", "after": "3s"}, head=(r"(?m)^Retry-After: 3\r$",)),
    Row("retry-after", {"form": "garbage"}, head=(r"(?m)^Retry-After: soon\r$",)),
    Row("retry-after", {"form": "date", "after": "60s"}, also=lambda seen, _: None if abs(parsedate_to_datetime(
        seen.values("Retry-After")[0]).timestamp() - time() - 60) < 10 else seen.head),
    Row("retry-after", {"header": "x-amz-retry-after", "after": "2s"}, head=(r"(?m)^x-amz-retry-after: 2000\r$",)),
    Row("retry-after", {"header": "retry-after"}, head=(r"(?m)^Retry-After: 1\r$",)),
    *[Row("errortype-case", {"form": form}, status=500, body=None, also=error("InternalException"),
          head=(rf"(?m)^{name}: InternalException\r$",), boto=("InternalException", 500))
      for form, name in {"lower": "x-amzn-errortype", "upper": "X-AMZN-ERRORTYPE", "canonical": "X-Amzn-Errortype",
                         "mixed": "x-aMZn-ErrorType"}.items()],
    Row("requestid-absent", without=("(?i)requestid", "(?i)request-id"), **LIKE_ANY_OTHER),
    Row("requestid-duplicated", also=lambda seen, _: None if len(set(
        seen.values("x-amzn-RequestId"))) == 2 else seen.head, **LIKE_ANY_OTHER),
    Row("requestid-both-spellings", also=lambda seen, _: None if seen.values("x-amzn-RequestId") == seen.values(
        "x-amz-request-id") != [] else seen.head, **LIKE_ANY_OTHER),
    Row("limit", {"count": 0}, status=400, body=None, also=error("LimitExceededException"),
        boto=("LimitExceededException", 400)),
    Row("limit", {"count": 1_000_000}),
    Row("disabled", status=400, body=None, also=error("OperationDisabledException"),
        boto=("OperationDisabledException", 400)),

    # The payload of a success.
    Row("body-empty", body=b"", boto=("ok", 200)),
    Row("body-not-json", body=b"this is not JSON", **BAD_JSON),
    Row("body-not-json", {"text": "<html>"}, body=b"<html>"),
    Row("body-truncated-json", body=lambda plain: plain[:len(plain) // 2], **BAD_JSON),
    Row("body-array", body=lambda plain: b"[" + plain + b"]"),
    Row("body-null", body=b"null"),
    Row("body-scalar", body=b"42"),
    Row("body-scalar", {"json": "text"}, body=b'"text"'),
    Row("body-extra-members", boto=("ok", 200),
        body=lambda plain: extended(plain, b'"AssayExtra":"x","AssayNested":{"a":[1,null,{}]}')),
    Row("body-extra-members", {"members": {"Mine": [1]}}, body=lambda plain: extended(plain, b'"Mine":[1]')),
    Row("body-missing", body=b"{}", boto=("ok", 200)),
    Row("body-member-null", body=b'{"EventSourceArn":null}', boto=("ok", 200)),
    Row("body-wrong-type", body=b'{"EventSourceArn":42}'),
    Row("body-wrong-type", {"json": {"a": [True]}}, body=b'{"EventSourceArn":{"a":[true]}}'),
    Row("body-bom", body=lambda plain: b"\xef\xbb\xbf" + plain, **BAD_JSON),
    Row("body-whitespace", body=None, boto=("ok", 200), also=lambda seen, plain: None if
        seen.body[:1].isspace() and seen.body[-1:].isspace() and json.loads(seen.body) == json.loads(plain)
        else seen.body),
    Row("body-utf8-invalid", body=None, also=not_utf8, boto=("unreadable", None)),
    Row("body-huge", {"bytes": 500_000}, body=None, boto=("ok", 200), also=lambda seen, _: None if len(
        json.loads(seen.body)["AssayExtra"]) == 500_000 else len(seen.body)),
    Row("body-deeply-nested", {"depth": 50_000}, body=lambda plain: extended(
        plain, b'"AssayExtra":' + b"[" * 50_000 + b"]" * 50_000)),
    Row("body-duplicate-keys", boto=("ok", 200), body=lambda plain: b'{"EventSourceArn":"duplicate",' + plain[1:]),
    Row("arn-wrong", {"form": "region"}, body=lambda plain: arn(plain, b":us-east-1:", b":us-west-2:")),
    Row("arn-wrong", {"form": "account"}, body=lambda plain: arn(plain, b"::event", b":123456789012:event")),
    Row("arn-wrong", {"form": "partition"}, body=lambda plain: arn(plain, b"arn:aws:", b"arn:aws-cn:")),
    Row("arn-wrong", {"form": "double-prefix"},
        body=lambda plain: arn(plain, b"event-source/", b"event-source/aws.partner/")),
    Row("content-type-wrong", head=(r"(?m)^Content-Type: text/html\r$",)),
    Row("content-type-wrong", {"value": "image/png"}, head=(r"(?m)^Content-Type: image/png\r$",), boto=("ok", 200)),
    Row("content-type-absent", without=("(?i)content-type",), boto=("ok", 200)),
    Row("content-type-with-charset", head=(rf"(?m)^Content-Type: {re.escape(JSON)}; charset=utf-8\r$",),
        boto=("ok", 200)),

    # State, as far as one answer tells; the rest is in faults_effects.
    Row("applied-but-errored", status=500, body=None, also=error("InternalException")),
    Row("applied-but-errored", {"with": "error", "code": "LimitExceededException", "message": "m", "status": 420},
        status=420, body=None, also=error("LimitExceededException", message="m")),
    Row("applied-but-errored", {"with": "reset"}, end="reset", also=nothing, **NO_ANSWER),
    Row("applied-but-errored", {"with": "drop"}, end="closed", also=nothing, **NO_ANSWER),
    Row("applied-but-errored", {"with": "hang"}, patience=0.8, also=nothing, **NO_ANSWER),
    Row("not-applied-but-ok"),
    Row("clock-skew", {"by": "60s"}, also=date_off_by(60)),
    Row("clock-skew", {"by": "-2h"}, status=400, body=None, boto=("InvalidSignatureException", 400),
        also=lambda seen, plain: error("InvalidSignatureException")(seen, plain) or date_off_by(-7200)(seen, plain)),
]


def differences(row, seen, plain):
    """What is not as the row says; an empty list where all is."""
    found = []
    if seen.status != row.status:
        found.append(f"status {seen.status}, not {row.status}")
    if seen.end != row.end:
        found.append(f"the connection is {seen.end}, not {row.end}")
    if row.body is not None:
        body = row.body(plain) if callable(row.body) else row.body
        if seen.body != body:
            found.append(f"the body is not {body[:200]!r}")
    for expression in row.head:
        if not re.search(expression, seen.head + "\r\n"):
            found.append(f"no {expression} in the head")
    for expression in row.without:
        if re.search(expression, seen.head + "\r\n"):
            found.append(f"there is {expression} in the head")
    if row.framed and seen.values("Content-Length") != [str(len(seen.body))]:
        found.append(f"Content-Length {seen.values('Content-Length')} for {len(seen.body)} bytes")
    if row.first and not (seen.chunks and seen.first_after >= row.first):
        found.append(f"the first byte came before {row.first} s")
    if row.last and not (seen.chunks and seen.last_after >= row.last):
        found.append(f"the last byte came before {row.last} s")
    if row.also and (wrong := row.also(seen, plain)) is not None:
        found.append(f"wrong: {wrong!r}"[:600])
    return found
