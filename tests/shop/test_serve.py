"""`manage.py serve` as a process: it opens the whole shop, and nothing it started outlives it."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Shop:
    """A served shop of its own, in production settings on plain http, with the lines it has printed."""

    def __init__(self, data: Path, port: int):
        settings = {
            "DATA_DIR": str(data),
            "HOST": "127.0.0.1",
            "PORT": str(port),
            "SHOP_SECRET_KEY": secrets.token_urlsafe(50),
            "SHOP_URL": f"http://127.0.0.1:{port}",
            "SHOP_WORKERS": "1",
        }
        self.url = settings["SHOP_URL"]
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--load-nothing"],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "PYTHONUNBUFFERED": "1", **settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.reader = threading.Thread(target=self._read)
        self.reader.start()

    def _read(self) -> None:
        for line in self.process.stdout:
            self.lines.append(line)

    def opened(self) -> "Shop":
        self.wait_until(lambda: self.process.poll() is not None or any("is open" in line for line in self.lines))
        assert self.process.poll() is None, "".join(self.lines)
        return self

    def wait_until(self, holds) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while not holds():
            assert time.monotonic() < deadline, "".join(self.lines)
            time.sleep(0.05)

    def family(self) -> list[int]:
        """Everything this process started that is still there, and itself."""
        found, asked = [], [self.process.pid]
        while asked:
            found.append(asked.pop())
            children = Path(f"/proc/{found[-1]}/task/{found[-1]}/children")
            asked += [int(pid) for pid in children.read_text().split()] if children.exists() else []
        return found

    def child(self, argument: str) -> int:
        commands = {pid: Path(f"/proc/{pid}/cmdline").read_text().split("\0") for pid in self.family()[1:]}
        return min(pid for pid, command in commands.items() if argument in command)

    def ended(self, family: list[int]) -> int:
        """The exit code, once the process is gone; fails if anything of the family is not."""
        code = self.process.wait(PATIENCE_S)
        self.wait_until(lambda: not [pid for pid in family if Path(f"/proc/{pid}").exists()])
        self.reader.join(PATIENCE_S)
        return code


@contextmanager
def served(data: Path, port: int) -> Iterator[Shop]:
    shop = Shop(data, port)
    try:
        yield shop
    finally:
        family = shop.family() if shop.process.poll() is None else []
        for pid in family:
            os.kill(pid, signal.SIGKILL)
        shop.process.wait(PATIENCE_S)


def status(url: str) -> int:
    try:
        with urlopen(url, timeout=10) as response:
            return response.status
    except HTTPError as refusal:
        return refusal.code


@pytest.fixture(scope="module")
def prepared(tmp_path_factory) -> Path:
    """The data directory that a first start leaves behind."""
    data = tmp_path_factory.mktemp("prepared")
    with served(data, free_port()) as shop:
        shop.opened().process.send_signal(signal.SIGTERM)
        assert shop.ended([shop.process.pid]) == 0
    return data


@pytest.fixture
def data(prepared, tmp_path) -> Path:
    return shutil.copytree(prepared, tmp_path / "data")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_the_shop_opens_and_a_signal_ends_everything_it_started(data, number):
    with served(data, free_port()) as shop:
        shop.opened()
        family = shop.family()
        assert len(family) >= 4  # itself, the web server, its process, the worker
        assert any(shop.url in line for line in shop.lines)
        assert status(f"{shop.url}/graphql/?query=%7B__typename%7D") == 200
        assert status(f"{shop.url}/no-such-page/") == 404
        assert status(f"{shop.url}/sw.js") == 200
        shop.process.send_signal(number)
        assert shop.ended(family) == 0


@pytest.mark.parametrize("argument", ["granian", "work"])
def test_when_one_of_the_two_dies_the_other_is_stopped_and_the_exit_says_so(data, argument):
    with served(data, free_port()) as shop:
        family = shop.opened().family()
        os.kill(shop.child(argument), signal.SIGKILL)
        assert shop.ended(family) == 1
        assert "Stopped everything" in "".join(shop.lines)


def test_a_signal_during_the_preparation_ends_it(tmp_path):
    with served(tmp_path, free_port()) as shop:
        shop.wait_until((tmp_path / "chophien.sqlite3").exists)
        shop.process.send_signal(signal.SIGTERM)
        assert shop.ended([shop.process.pid]) == 0
        assert not any("is open" in line for line in shop.lines)


def test_a_taken_port_is_refused_kindly_before_anything_is_made(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with served(tmp_path / "data", port) as shop:
            assert shop.ended([shop.process.pid]) == 1
    said = "".join(shop.lines)
    assert str(port) in said
    assert "Traceback" not in said
    assert not (tmp_path / "data").exists()


def test_a_second_start_collects_no_static_files_again(data):
    manifest = data / "static" / "staticfiles.json"
    written = manifest.stat().st_mtime_ns
    with served(data, free_port()) as second:
        second.opened().process.send_signal(signal.SIGTERM)
        assert second.ended([second.process.pid]) == 0
    assert manifest.stat().st_mtime_ns == written
