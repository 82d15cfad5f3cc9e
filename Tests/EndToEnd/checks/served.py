"""Starts `assay serve`, and asks its control API by plain HTTP."""

import contextlib
import http.client
import json
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

from .processes import ended, first_line, surroundings

TOKEN = "a-token-for-the-checks"


class Served:
    """A running server: what its line of JSON told, and its control API."""

    def __init__(self, process, line):
        self.process, self.line = process, line
        self.port, self.url = line["port"], line["url"]
        self.token = line.get("control-token", TOKEN)

    def ask(self, method, path, body=None, token=None, timeout=30):
        """Asks the control API; the status and the JSON of its answer."""
        status, _, text = self.send(method, "/__assay" + path, None if body is None else json.dumps(body),
                                    {"Authorization": f"Bearer {token or self.token}"}, timeout)
        return status, json.loads(text)

    def send(self, method, target, body=None, headers=None, timeout=30):
        """Sends one request on a connection of its own; status, headers and body of the answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, target, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()


@contextlib.contextmanager
def serving(assay, *arguments, log=None, token=TOKEN, env=None):
    """Lends a server that was told these arguments; its request log goes into the file, if there is one."""
    command = [str(assay), "serve", *map(str, arguments)]
    if token:
        command += ["--control-token", token]
    with contextlib.ExitStack() as stack:
        errors = stack.enter_context(open(log, "wb")) if log else subprocess.DEVNULL
        started = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True,
                                   env=env or surroundings())
        with ended(started) as process:
            yield Served(process, json.loads(first_line(process)))


def descendants(process):
    """The processes that it started, from the tables of the system."""
    found = []
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError, IndexError):
            if int((entry / "stat").read_text().rpartition(")")[2].split()[1]) == process.pid:
                found.append(entry.name)
    return found


def port_of(url):
    return urlsplit(url).port
