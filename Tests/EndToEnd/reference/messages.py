"""Requests, answers and refusals as values."""


class Refusal(Exception):
    """An error answer: its type, status and message, where it has one."""

    def __init__(self, kind, message=None, status=400, member="message"):
        super().__init__(kind)
        self.kind, self.message, self.status, self.member = kind, message, status, member


class Answer:
    """A status, a body and the header fields that differ from the usual ones."""

    def __init__(self, status, body, fields=None):
        self.status, self.body, self.fields = status, body, dict(fields or {})


class Request:
    """One request as it came in: header names in lower case, repeated values kept in order."""

    def __init__(self, method, target, fields, body):
        self.method, self.target, self.fields, self.body = method, target, fields, body
        path, _, query = target.partition("?")
        self.path, self.query = path, query
        self.caller = None

    def values(self, name):
        return [value for key, value in self.fields if key == name]

    def first(self, name):
        found = self.values(name)
        return found[0] if found else None
