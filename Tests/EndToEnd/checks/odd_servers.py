"""Servers that are none: what they do with a connection, and the kind of failure that must be told of it."""

import contextlib
import socket
import struct
import threading

ODD_SERVERS = {
    "closes at once": "closed-early|reset",
    "resets at once": "reset|closed-early",
    "closes after the request": "closed-early",
    "closes its sending half and stays": "closed-early",
    "never answers": "timeout",
    "answers with garbage": "malformed-http",
    "answers with half a head": "closed-early",
    "answers with half a head and stays": "timeout",
    "answers with half a body": "closed-early",
    "answers with half a body and stays": "timeout",
    "sends headers without end": "too-large",
    "sends a body without end": "too-large",
    "sends chunks without end": "too-large",
    "answers one byte at a time": "timeout",
    "speaks TLS to nobody": "malformed-http",
}


@contextlib.contextmanager
def odd_server(title):
    """Lends the URL of a server that treats every connection as the title says."""
    stopping = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.1)
    threads = []

    def serve():
        while not stopping.is_set():
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                continue
            threads.append(threading.Thread(target=treated, args=(title, connection, stopping), daemon=True))
            threads[-1].start()

    acceptor = threading.Thread(target=serve, daemon=True)
    acceptor.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        stopping.set()
        acceptor.join()
        listener.close()
        for thread in threads:
            thread.join(5)


def treated(title, connection, stopping):
    with connection, contextlib.suppress(OSError):
        connection.settimeout(1)
        if title == "closes at once":
            return
        if title == "resets at once":
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return
        connection.recv(65536)
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.1\r\n"
        if title == "closes its sending half and stays":
            connection.shutdown(socket.SHUT_WR)
            stopping.wait(10)
        elif title == "never answers":
            stopping.wait(10)
        elif title == "answers with garbage":
            connection.sendall(bytes(range(128, 256)) * 4 + b"\r\n\r\n")
        elif title.startswith("answers with half a head"):
            connection.sendall(head[:30])
        elif title.startswith("answers with half a body"):
            connection.sendall(head + b"Content-Length: 100\r\n\r\n{\"Event")
        elif title == "sends headers without end":
            connection.sendall(head)
            while not stopping.is_set():
                connection.sendall(b"X-More: " + b"y" * 8000 + b"\r\n")
        elif title == "sends a body without end":
            connection.sendall(head + b"\r\n")
            while not stopping.is_set():
                connection.sendall(b" " * 65536)
        elif title == "sends chunks without end":
            connection.sendall(head + b"Transfer-Encoding: chunked\r\n\r\n")
            while not stopping.is_set():
                connection.sendall(b"10000\r\n" + b" " * 65536 + b"\r\n")
        elif title == "answers one byte at a time":
            for byte in head * 100:
                if stopping.wait(0.1):
                    return
                connection.sendall(bytes([byte]))
        elif title == "speaks TLS to nobody":
            connection.sendall(b"\x15\x03\x01\x00\x02\x02\x46")
        if title.endswith("and stays"):
            stopping.wait(10)
