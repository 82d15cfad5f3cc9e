"""One region of the service: from a request to an answer."""

import json
import re
import threading

from .answers import Answers
from .constraints import Constraints
from .customers import Customers
from .defects import DEFECTS
from .messages import Refusal
from .operations import Operations
from .partners import Partners
from .shapes import CUSTOMER_OPERATIONS, OPERATIONS
from .signatures import Signatures
from .sources import Sources


class Service(Signatures, Constraints, Operations, Partners, Customers, Sources, Answers):
    """The state of one region and the rules of the twelve operations."""

    def __init__(self, region, defect=None):
        self.region, self.defect = region, defect
        self.hold_nothing()
        self.ever_created = set()
        self.lock = threading.RLock()

    def broken(self, name):
        assert name in DEFECTS, name
        return self.defect == name

    # From a request to an answer, in the order of checks that was measured on sibling services.

    def answer(self, request):
        try:
            return self.success(*self.carried_out(request))
        except Refusal as refusal:
            return self.refusal(refusal)

    def carried_out(self, request):
        if self.broken("everything-is-html"):
            raise Refusal("html")
        if request.method != "POST" and not self.broken("any-method"):
            raise Refusal("AccessDeniedException", "Unable to determine the operation", 403, "xml")
        if self.broken("charset-refused") and ";" in (request.first("content-type") or ""):
            raise Refusal("SerializationException")
        members = self.parsed(request)
        operation = self.operation(request)
        fresh = str(members.get("Name")) not in self.sources
        if self.broken("unverified-create-stored") and operation.startswith("Create") and fresh:
            self.sources[str(members.get("Name"))] = members.get("Account")
        self.authenticate(request)
        if self.broken("invalid-create-stored") and operation.startswith("Create") and fresh:
            self.sources[str(members.get("Name"))] = members.get("Account")
        members = self.typed(operation, members)
        self.validate(operation, members)
        if fresh and self.defect in ("unverified-create-stored", "invalid-create-stored"):
            self.sources.pop(str(members.get("Name")), None)
        if self.broken("describe-is-500") and operation == "DescribePartnerEventSource":
            raise Refusal("InternalException", "internal", 500)
        if operation in CUSTOMER_OPERATIONS:
            return operation, getattr(self, operation)(members, request.caller)
        return operation, getattr(self, operation)(members)

    def parsed(self, request):
        lenient = {"leading-zero-accepted": (rb":0+(?=[0-9])", b":"), "plus-sign-accepted": (rb":\+", b":"),
                   "python-literals-accepted": (rb":None", b":null"),
                   "brace-too-many-accepted": (rb"}}$", b"}"),
                   "line-comments-accepted": (rb" //[^\n]*\n", b"\n")}
        body = request.body
        if self.defect in lenient:
            body = re.sub(*lenient[self.defect], body)
        if self.broken("only-ascii-read") and not body.isascii():
            raise Refusal("SerializationException")
        try:
            members = json.loads(body.decode("utf-8"), parse_constant=lambda name: 1 / 0)
        except (ValueError, ZeroDivisionError, RecursionError):
            if self.broken("garbage-is-500"):
                raise Refusal("InternalException", "internal", 500)
            if self.broken("garbage-is-empty-object"):
                return {}
            if self.broken("garbage-is-200"):
                raise Refusal("empty-200")
            if self.broken("garbage-is-validation"):
                raise Refusal("ValidationException", "the body is not JSON")
            if self.broken("trailing-garbage-accepted"):
                try:
                    members, _ = json.JSONDecoder().raw_decode(request.body.decode("utf-8"))
                    return members if isinstance(members, dict) else {}
                except ValueError:
                    pass
            raise Refusal("SerializationException")
        if not isinstance(members, dict):
            if self.broken("array-body-accepted") and isinstance(members, list):
                return {}
            if self.broken("null-body-accepted") and members is None:
                return {}
            if self.broken("scalar-body-is-500") and isinstance(members, (str, int)):
                raise Refusal("InternalException", "internal", 500)
            raise Refusal("SerializationException")
        return members

    def operation(self, request):
        target = request.first("x-amz-target") or ""
        prefix, _, name = target.partition(".")
        if self.broken("missing-target-is-create") and not target:
            return "CreatePartnerEventSource"
        if self.broken("target-prefix-ignored"):
            prefix = "AWSEvents"
        if self.broken("target-case-ignored"):
            name = {known.lower(): known for known in OPERATIONS}.get(name.lower(), name)
        if prefix == "AWSEvents" and name in OPERATIONS:
            return name
        if self.broken("unknown-target-is-create"):
            return "CreatePartnerEventSource"
        if self.broken("unknown-target-is-404"):
            raise Refusal("UnknownOperationException", status=404)
        if self.broken("unknown-target-is-validation"):
            raise Refusal("ValidationException", "unknown target")
        raise Refusal("UnknownOperationException")
