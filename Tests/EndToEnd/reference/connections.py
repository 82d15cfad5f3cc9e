"""HTTP/1.1 on sockets: one thread a connection, kept alive, with bounds."""

import re
import socket
import socketserver
import ssl
import struct
import sys
import threading
import time
import uuid

from .messages import Request

JSON_TYPE = "application/x-amz-json-1.1"
HEAD_LIMIT = 64 * 1024
BODY_LIMIT = 1024 * 1024


class Connection(socketserver.BaseRequestHandler):
    """Reads requests from one kept-alive connection and writes the answers."""

    def setup(self):
        self.service, self.pending = self.server.service, b""
        self.request.settimeout(30)
        self.request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def handle(self):
        try:
            while True:
                request = self.read_request()
                if request is None or not self.write(request, self.service.answer(request)):
                    return
        except (OSError, EOFError):
            return

    def read_request(self):
        while b"\r\n\r\n" not in self.pending:
            if len(self.pending) > HEAD_LIMIT or not self.fill():
                return None
        head, _, self.pending = self.pending.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        words = lines[0].split(" ")
        if len(words) != 3 or not words[2].startswith("HTTP/1."):
            return self.protest(400)
        fields = []
        for line in lines[1:]:
            name, colon, value = line.partition(":")
            if not colon or not name or name != name.strip():
                return self.protest(400)
            if self.service.broken("header-names-have-case") and name == name.lower() and "target" in name:
                continue
            value = value.strip().encode("latin-1").decode("utf-8", "surrogateescape")
            fields.append((name.lower(), value))
        request = Request(words[0], words[1], fields, b"")
        if (request.first("expect") or "").lower() == "100-continue":
            self.request.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        if (request.first("transfer-encoding") or "").lower() == "chunked":
            request.body = self.read_chunks()
            return request
        length = request.first("content-length") or "0"
        if not re.fullmatch("[0-9]+", length):
            return self.protest(400)
        if int(length) > BODY_LIMIT:
            return self.protest(413)
        request.body = self.take(int(length))
        return request

    def protest(self, status):
        head = f"HTTP/1.1 {status} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        self.request.sendall(head.encode())

    def read_chunks(self):
        body = b""
        while True:
            size = int(self.take_line().split(b";")[0], 16)
            if size == 0:
                while self.take_line():
                    pass
                return body
            body += self.take(size)
            self.take_line()
            if len(body) > BODY_LIMIT:
                raise EOFError

    def take_line(self):
        while b"\r\n" not in self.pending:
            if len(self.pending) > HEAD_LIMIT or not self.fill():
                raise EOFError
        line, _, self.pending = self.pending.partition(b"\r\n")
        return line

    def take(self, count):
        while len(self.pending) < count:
            if not self.fill():
                raise EOFError
        taken, self.pending = self.pending[:count], self.pending[count:]
        return taken

    def fill(self):
        more = self.request.recv(65536)
        self.pending += more
        return bool(more)

    def write(self, request, answer):
        broken = self.service.broken
        if broken("connection-reset"):
            self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.request.close()
            return False
        if broken("connection-dropped"):
            return False
        if broken("never-answers"):
            self.server.stopping.wait(30)
            return False
        if broken("duplicate-hangs") and b"AlreadyExists" in answer.body:
            self.server.stopping.wait(30)
            return False
        fields = {"Date": time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime()),
                  "x-amzn-RequestId": str(uuid.uuid4()), "Content-Type": JSON_TYPE,
                  "Content-Length": str(len(answer.body))}
        fields.update(answer.fields)
        failed = answer.status >= 400
        if broken("request-id-missing") or broken("request-id-missing-on-errors") and failed:
            del fields["x-amzn-RequestId"]
        if broken("request-id-not-a-uuid"):
            fields["x-amzn-RequestId"] = "42"
        if broken("content-type-missing"):
            del fields["Content-Type"]
        for defect, kind in (("duplicate", b"AlreadyExists"), ("violation", b"ValidationException"),
                             ("signature-error", b"InvalidSignature"),
                             ("unknown-operation", b"UnknownOperation")):
            if broken(defect + "-without-request-id") and kind in answer.body:
                del fields["x-amzn-RequestId"]
        for defect, kind in (("duplicate", b"AlreadyExists"), ("signature-error", b"InvalidSignature"),
                             ("unreadable", b"Serialization")):
            if broken(defect + "-without-content-type") and kind in answer.body:
                del fields["Content-Type"]
        if broken("body-cut"):
            fields["Content-Length"] = str(len(answer.body) + 10)
        if broken("errors-cut") and failed:
            fields["Content-Length"] = str(len(answer.body) + 10)
        if broken("content-length-short") and answer.body:
            fields["Content-Length"] = str(len(answer.body) - 2)
        if broken("status-line-wrong"):
            self.request.sendall(b"HTTP/1.1 OK 200\r\n\r\n")
            return False
        if broken("raw-json-without-http"):
            self.request.sendall(answer.body)
            return False
        head = f"HTTP/1.1 {answer.status} {'OK' if answer.status < 300 else 'Bad Request'}\r\n"
        head += "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        body = b"" if request.method == "HEAD" or answer.status == 204 else answer.body
        if answer.status == 204:
            head = head.replace(f"Content-Length: {fields['Content-Length']}\r\n", "")
        if broken("chunk-malformed"):
            head = re.sub("Content-Length: .*\r\n", "Transfer-Encoding: chunked\r\n", head)
            body = b"zz\r\n" + body
        self.request.sendall((head + "\r\n").encode() + body)
        if broken("body-cut") or broken("content-length-short") or broken("chunk-malformed") \
                or broken("errors-cut") and failed:
            return False
        return (request.first("connection") or "").lower() != "close"


class Server(socketserver.ThreadingTCPServer):
    """One thread a connection, all ended when the server is."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, service, port=0, certificate=None, key=None):
        self.service, self.stopping = service, threading.Event()
        super().__init__(("127.0.0.1", port), Connection)
        self.scheme = "https" if certificate else "http"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate, key)
            self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    @property
    def url(self):
        return f"{self.scheme}://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request, client_address):
        kind, error, _ = sys.exc_info()
        if not isinstance(error, (OSError, EOFError)):
            super().handle_error(request, client_address)
