"""How results and errors look on the wire."""

import json

from .messages import Answer


class Answers:
    """Writes results and errors as awsJson 1.1 has them."""

    def success(self, operation, output):
        fields = {}
        status = 201 if self.broken("create-is-201") and operation.startswith("Create") else 200
        if self.broken("delete-is-204") and operation.startswith("Delete"):
            status = 204
        body = b"" if output is None else json.dumps(output).encode()
        if output is None and not operation.startswith("Delete"):
            status, body = self.empty_answer(status, body)
        if self.broken("success-not-json") and output is not None:
            body = b"OK"
        if self.broken("success-is-an-array") and output is not None:
            body = json.dumps([output]).encode()
        if self.broken("success-wrapped") and output is not None:
            body = json.dumps({operation + "Response": output}).encode()
        if self.broken("success-type-application-json"):
            fields["Content-Type"] = "application/json"
        if self.broken("success-type-json-1.0"):
            fields["Content-Type"] = "application/x-amz-json-1.0"
        return Answer(status, body, fields)

    def empty_answer(self, status, body):
        """The answer of an operation without output, and what a lie looks like."""
        lies = {"empty-answers-have-a-state": b'{"State": "ACTIVE"}', "empty-answers-are-text": b"OK",
                "empty-answers-are-errors": b'{"__type": "InternalException", "message": "internal"}'}
        return 204 if self.broken("empty-answers-are-204") else status, lies.get(self.defect, body)

    def refusal(self, refusal):
        if refusal.kind == "html":
            return Answer(503, b"<html><body>Unavailable</body></html>", {"Content-Type": "text/html"})
        if refusal.kind == "empty-200":
            return Answer(200, b"{}")
        if refusal.member == "xml":
            return Answer(403, f"<AccessDeniedException>\n  <Message>{refusal.message}</Message>\n"
                          "</AccessDeniedException>\n".encode(), {"Content-Type": "text/xml"})
        kind, fields, member = refusal.kind, {}, refusal.member
        if self.broken("type-namespaced"):
            kind = "com.amazonaws.eventbridge#" + kind
        if self.broken("duplicate-type-namespaced") and kind == "ResourceAlreadyExistsException":
            kind = "com.amazonaws.eventbridge#" + kind
        if self.broken("validation-message-capital") and kind == "ValidationException":
            member = "Message"
        if self.broken("duplicate-message-capital") and kind == "ResourceAlreadyExistsException":
            member = "Message"
        if self.broken("type-with-uri"):
            kind = kind + ":http://internal.amazon.com/coral/com.amazonaws.events/"
        if self.broken("type-lower-case"):
            kind = kind.lower()
        body = {"__type": kind}
        if self.broken("type-member-code"):
            body = {"code": kind}
        if self.broken("type-member-Type"):
            body = {"Type": kind}
        if self.broken("type-missing"):
            body = {}
        if self.broken("type-in-header-only"):
            body, fields["x-amzn-ErrorType"] = {}, kind
        if refusal.message is not None and not self.broken("message-missing"):
            body[{"message-capital": "Message", "message-renamed": "errorMessage"}.get(self.defect, member)] \
                = refusal.message
        if self.broken("message-null") and "message" in body:
            body["message"] = None
        if self.broken("message-is-an-object") and "message" in body:
            body["message"] = {"text": refusal.message}
        text = json.dumps(body).encode()
        if self.broken("errors-nested"):
            text = json.dumps({"Error": body}).encode()
        if self.broken("errors-in-xml"):
            text = f"<ErrorResponse><Error><Code>{refusal.kind}</Code></Error></ErrorResponse>".encode()
            fields["Content-Type"] = "text/xml"
        if self.broken("errors-without-body"):
            text = b""
        if self.broken("errors-as-plain-text"):
            text, fields["Content-Type"] = refusal.kind.encode(), "text/plain"
        if self.broken("error-type-application-json"):
            fields["Content-Type"] = "application/json"
        status = 200 if self.broken("errors-are-200") else refusal.status
        if self.broken("client-errors-are-500"):
            status = 500
        return Answer(status, text, fields)
