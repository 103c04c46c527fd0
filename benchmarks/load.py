"""The load driver: a process of its own that sends requests over keep-alive connections and times each of them.

`python -m benchmarks.load HOST PORT` reads one Job a line as JSON from standard input and answers one Taken a line. It
imports nothing of the shop, so that none of its time is the server's.
"""

import json
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from types import TracebackType
from typing import NamedTuple, Self

# In a body or a path: a number that differs with every request, of one width, so that all are as long as the others.
VARYING = "@@@@@@@@"
TIMEOUT_S = 30


@dataclass(frozen=True)
class Job:
    """Requests of one kind: `bodies` in turn to `path` for `seconds`, `clients` at a time; GET has one empty body."""

    path: str
    bodies: list[str]
    headers: dict[str, str]
    seconds: float
    clients: int = 1
    method: str = "POST"


class Taken(NamedTuple):
    """What a job took: the seconds of each request in the order they ended, and of all of it."""

    latencies: list[float]
    seconds: float


class Refused(Exception):
    """The server answered something else than 200, or errors: nothing of such a run is a measurement."""


class Requests:
    """The requests of a job as bytes, each different where its body says so."""

    def __init__(self, job: Job, start: int) -> None:
        self.parts = [self._parts(job, body.encode()) for body in job.bodies]
        self.number = start

    @staticmethod
    def _parts(job: Job, body: bytes) -> list[bytes]:
        lines = [f"{job.method} {job.path} HTTP/1.1", *(f"{name}: {value}" for name, value in job.headers.items())]
        if body:
            lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
        lines += ["", ""]
        return ("\r\n".join(lines).encode() + body).split(VARYING.encode())

    def __next__(self) -> bytes:
        self.number += 1
        parts = self.parts[self.number % len(self.parts)]
        return b"%08d".join(parts) % ((self.number % 10**8,) * (len(parts) - 1)) if len(parts) > 1 else parts[0]


class Client:
    """One keep-alive connection with at most one request under way."""

    def __init__(self, address: tuple[str, int]) -> None:
        self.socket = socket.create_connection(address, timeout=TIMEOUT_S)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received = b""
        self.expected = -1
        self.sent_at = 0.0

    def send(self, request: bytes) -> None:
        self.received, self.expected = b"", -1
        self.sent_at = time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> bool:
        """Take what has arrived; whether the answer is whole. Raises Refused."""
        chunk = self.socket.recv(262_144)
        if not chunk:
            raise Refused("The server closed the connection.")
        self.received += chunk
        if self.expected < 0:
            head, found, _ = self.received.partition(b"\r\n\r\n")
            if not found:
                return False
            self.expected = len(head) + 4 + content_length(head)
        return len(self.received) >= self.expected

    @property
    def body(self) -> bytes:
        return self.received.partition(b"\r\n\r\n")[2]


def content_length(head: bytes) -> int:
    """Of a 200; raises Refused for any other status."""
    status, *lines = head.split(b"\r\n")
    if status.split(b" ")[1] != b"200":
        raise Refused(f"The server answered {status.decode()}.")
    for line in lines:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise Refused("The server's answer has no Content-Length.")


def run(address: tuple[str, int], job: Job, start: int) -> Taken:
    """Do the job; `start` keeps its varying numbers apart from those of other jobs. Raises Refused."""
    requests = Requests(job, start)
    clients = [Client(address) for _ in range(job.clients)]
    latencies: list[float] = []
    with selectors.DefaultSelector() as selector:
        began = time.perf_counter()
        for client in clients:
            selector.register(client.socket, selectors.EVENT_READ, client)
            client.send(next(requests))
        while clients:
            for key, _ in selector.select(TIMEOUT_S):
                client = key.data
                if not client.receive():
                    continue
                ended = time.perf_counter()
                latencies.append(ended - client.sent_at)
                if b'"errors":' in client.body[:2000] + client.body[-2000:]:
                    raise Refused(client.body[:2000].decode(errors="replace"))
                if ended - began < job.seconds:
                    client.send(next(requests))
                else:
                    selector.unregister(client.socket)
                    client.socket.close()
                    clients.remove(client)
    return Taken(latencies, time.perf_counter() - began)


class Driver:
    """The driver's process, as the one that measures holds it."""

    def __init__(self, host: str, port: int) -> None:
        command = [sys.executable, "-m", "benchmarks.load", host, str(port)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, at: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.communicate()

    def do(self, job: Job) -> Taken:
        """Raises Refused."""
        if self.process.stdin is None or self.process.stdout is None:
            raise Refused("The driver has no pipes.")
        self.process.stdin.write(json.dumps(asdict(job)) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline() or '{"refused": "The driver ended."}')
        if isinstance(answer, dict):
            raise Refused(answer["refused"])
        return Taken(*answer)


def jobs() -> Iterator[Job]:
    for line in sys.stdin:
        yield Job(**json.loads(line))


def main() -> None:
    address = (sys.argv[1], int(sys.argv[2]))
    start = 0
    for job in jobs():
        try:
            taken = run(address, job, start)
        except (Refused, OSError) as error:
            print(json.dumps({"refused": str(error)}), flush=True)
            return
        start += len(taken.latencies) + job.clients
        print(json.dumps(taken), flush=True)


if __name__ == "__main__":
    main()
