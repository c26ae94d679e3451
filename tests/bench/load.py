"""A thrifty HTTP client: threads with kept connections that ask, wait and note the time."""

import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Ask:
    """One request: method, path with query, cookies and body."""

    path: str
    method: str = "GET"
    cookies: str = ""
    headers: tuple[str, ...] = ()
    body: bytes = b""

    def raw(self, host: str) -> bytes:
        """The bytes on the wire."""
        lines = [f"{self.method} {self.path} HTTP/1.1", f"Host: {host}", *self.headers]
        if self.cookies:
            lines.append(f"Cookie: {self.cookies}")
        if self.body or self.method != "GET":
            lines.append(f"Content-Length: {len(self.body)}")
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + self.body


@dataclass
class Answers:
    """What came back: seconds of each good answer, and the bad ones with their words."""

    seconds: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    wall: float = 0.0

    def quantile(self, share: float) -> float:
        """Seconds that ``share`` of the answers stayed within."""
        if not self.seconds:
            return float("inf")
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]

    @property
    def rate(self) -> float:
        """Good answers a second."""
        return len(self.seconds) / self.wall if self.wall else 0.0


class Connection:
    """One kept connection."""

    def __init__(self, port: int):
        self.port = port
        self.host = f"127.0.0.1:{port}"
        self.socket: socket.socket | None = None

    def ask(self, request: Ask) -> tuple[int, bytes]:
        """(status, body); a connection that the server closed meanwhile is opened anew once."""
        for _try in range(2):
            fresh = self.socket is None
            try:
                if fresh:
                    self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=60)
                    self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self.socket.sendall(request.raw(self.host))
                return self._read()
            except (ConnectionError, EOFError):
                self.close()
                if fresh:
                    raise
        raise ConnectionError("the server closed the connection twice")

    def close(self) -> None:
        """Forget the connection."""
        if self.socket:
            self.socket.close()
            self.socket = None

    def _read(self) -> tuple[int, bytes]:
        data = b""
        while b"\r\n\r\n" not in data:
            data += self._more()
        head, _, body = data.partition(b"\r\n\r\n")
        words = head.lower()
        status = int(head.split(b" ", 2)[1])
        if b"transfer-encoding: chunked" in words:
            while not body.endswith(b"0\r\n\r\n"):
                body += self._more()
        while len(body) < _length(words):
            body += self._more()
        if b"connection: close" in words:
            self.close()
        return status, body

    def _more(self) -> bytes:
        piece = self.socket.recv(262_144)
        if not piece:
            raise EOFError
        return piece


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.split(b":")[1])
    return 0


def run(port: int, clients: int, seconds: float, request_of: Callable[[int, int], Ask]) -> Answers:
    """``clients`` threads ask for ``seconds``; ``request_of(client, number)`` says for what."""
    answers, lock, end = Answers(), threading.Lock(), time.monotonic() + seconds

    def one(client: int) -> None:
        connection, mine, bad, number = Connection(port), [], [], 0
        while time.monotonic() < end:
            request = request_of(client, number)
            if request is None:
                break
            number += 1
            began = time.perf_counter()
            try:
                status, body = connection.ask(request)
            except (OSError, EOFError) as error:
                bad.append(f"{request.path}: {error!r}")
                continue
            took = time.perf_counter() - began
            if 200 <= status < 300:
                mine.append(took)
            else:
                bad.append(f"{request.path}: {status} {body[:200].decode(errors='replace')}")
        connection.close()
        with lock:
            answers.seconds += mine
            answers.failed += bad

    threads = [threading.Thread(target=one, args=(client,)) for client in range(clients)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    answers.wall = time.monotonic() - began
    return answers
