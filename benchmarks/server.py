"""The shop's web server as production runs it, with one worker process."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from types import TracebackType
from typing import Self

from benchmarks.databases import HOST, ROOT, Database

LISTEN = "127.0.0.1"
START_WITHIN_S = 30
STOP_WITHIN_S = 10
# What the proxy in front of it would send.
HEADERS = {
    "Host": HOST,
    "X-Forwarded-For": "203.0.113.7",
    "X-Forwarded-Proto": "https",
    "Accept": "application/json",
}


class Server:
    """Serving while the block lasts."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.port = _free_port()
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", LISTEN, "--port", str(self.port)]
        command += ["--workers", "1", "--blocking-threads", "4", "--log-level", "warning", "shop.wsgi:application"]
        self.process = subprocess.Popen(command, env=database.environment, cwd=ROOT, start_new_session=True)

    def __enter__(self) -> Self:
        try:
            self._wait()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, at: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(STOP_WITHIN_S)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def ask(
        self, path: str, body: bytes, method: str = "POST", **headers: str
    ) -> tuple[bytes, http.client.HTTPMessage]:
        """One request on a connection of its own. Raises RuntimeError unless the answer is a 200."""
        connection = http.client.HTTPConnection(LISTEN, self.port, timeout=START_WITHIN_S)
        sent = {"Content-Type": "application/json"} if body else {}
        try:
            connection.request(method, path, body or None, {**HEADERS, **sent, **headers})
            response = connection.getresponse()
            answer = response.read()
        finally:
            connection.close()
        if response.status != 200:
            raise RuntimeError(f"{path} answered {response.status}: {answer[:500]!r}")
        return answer, response.headers

    def _wait(self) -> None:
        deadline = time.monotonic() + START_WITHIN_S
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(f"The server ended with code {self.process.returncode}.")
            try:
                self.ask("/empty/", b"{}")
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)
            else:
                return
        raise RuntimeError("The server does not answer.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LISTEN, 0))
        return int(probe.getsockname()[1])
