"""`manage.py serve`: prepare the database, then keep the web server and the worker running together."""

import hashlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from accounts.demonstration import PASSWORD
from accounts.models import User
from core.environment import env, env_int

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
START_WITHIN_S = 60
STOP_WITHIN_S = 10


class Command(BaseCommand):
    help = "Migrates, loads the province's products and demonstration data once, and serves web and worker together."

    stopping = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--load-nothing", action="store_true", help="Load no products and no accounts.")

    def handle(self, *, load_nothing: bool, **options: object) -> None:
        host, port = env("HOST", "127.0.0.1"), env_int("PORT", 8000, minimum=1, maximum=65535)
        commands = {
            "web server": _granian(host, port),
            "worker": [sys.executable, "manage.py", "work"],
        }
        _refuse_taken_port(host, port)
        _on_stop(self.leave)
        self.prepare(load_nothing)
        _on_stop(self.stop)
        children = {name: _start(command) for name, command in commands.items()}
        try:
            if _answers(host, port, while_true=lambda: not (self.stopping or _ended(children))):
                self.stdout.write(_announcement(host))
                connections.close_all()
            while not (self.stopping or _ended(children)):
                time.sleep(0.1)
            ended = [] if self.stopping else _ended(children)
        finally:
            _stop(children)
        if ended:
            reasons = ", ".join(f"the {name} ended with code {children[name].returncode}" for name in ended)
            raise CommandError(f"Stopped everything: {reasons}.")

    def leave(self) -> None:
        """End the preparation where it stands."""
        self.stopping = True
        sys.exit(0)

    def stop(self) -> None:
        """Let the loop of handle() end."""
        self.stopping = True

    def prepare(self, load_nothing: bool) -> None:
        """Bring database and static files to this version; quick when they are."""
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0, interactive=False)
        if not load_nothing:
            call_command("load_province", once=True, stdout=self.stdout)
        _collect_static(settings.STATIC_ROOT)
        if self.stopping:  # what leave() raised was dropped, as in a finaliser or a call back from SQLite
            sys.exit(0)


def _announcement(host: str) -> str:
    lines = ["", f"Chợ Phiên is open: {settings.SHOP_URL}/", f"GraphQL:           {settings.SHOP_URL}/graphql/"]
    emails = User.objects.filter(is_demonstration=True, is_active=True).order_by("pk").values_list("email", flat=True)
    if emails:
        lines += ["", f"Demonstration accounts, all with the password {PASSWORD}:", *(f"  {email}" for email in emails)]
        if not _is_loopback(host):
            lines.append("Whoever reaches this machine can sign in with them.")
    return "\n".join([*lines, "", "Ctrl-C stops it."])


def _is_loopback(host: str) -> bool:
    return ip_address(socket.getaddrinfo(host, None)[0][4][0]).is_loopback


def _granian(host: str, port: int) -> list[str]:
    workers, threads = env_int("SHOP_WORKERS", os.cpu_count() or 1, minimum=1), env_int("SHOP_THREADS", 4, minimum=1)
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    command += ["--workers", str(workers), "--blocking-threads", str(threads), "--log-level", "warning"]
    return [*command, "--respawn-failed-workers", "--workers-kill-timeout", "5", "shop.wsgi:application"]


def _refuse_taken_port(host: str, port: int) -> None:
    """Say so kindly before anything is prepared; a port below 1024 or a foreign address is refused the same way."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise CommandError(
            f"Cannot listen on {host} port {port}: {error.strerror}. "
            "Stop what is there or choose another place, as in `make run PORT=8001`."
        ) from error


def _on_stop(react: Callable[[], object]) -> None:
    """Call `react` when someone asks the shop to stop: Ctrl-C, SIGTERM, or a terminal that is closed."""

    def handler(_number: int, _frame: FrameType | None) -> None:
        react()

    for number in STOP_SIGNALS:
        signal.signal(number, handler)


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    """A child in a session of its own: Ctrl-C reaches only this process, which stops its children in order."""
    return subprocess.Popen(command, cwd=settings.BASE_DIR, start_new_session=True)


def _ended(children: dict[str, subprocess.Popen[bytes]]) -> list[str]:
    return [name for name, child in children.items() if child.poll() is not None]


def _stop(children: dict[str, subprocess.Popen[bytes]]) -> None:
    """End the children and whatever they started, politely first."""
    _on_stop(lambda: None)
    for child in children.values():
        child.terminate()
    deadline = time.monotonic() + STOP_WITHIN_S
    for child in children.values():
        with suppress(subprocess.TimeoutExpired):
            child.wait(max(deadline - time.monotonic(), 0.1))
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _answers(host: str, port: int, while_true: Callable[[], bool]) -> bool:
    """Wait until the web server answers anything at all; False when it does not in time."""
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  (compared, not bound)
    deadline = time.monotonic() + START_WITHIN_S
    while while_true() and time.monotonic() < deadline:
        connection = http.client.HTTPConnection(reachable, port, timeout=START_WITHIN_S)
        try:
            connection.request("HEAD", "/")
            connection.getresponse()
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
        else:
            return True
        finally:
            connection.close()
    return False


def _collect_static(root: Path) -> None:
    """Collect static files unless the very same ones, by name, size and time, were collected before."""
    stamp = root.with_name("static-stamp")
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            digest.update(f"{name} {storage.size(name)} {storage.get_modified_time(name)}\n".encode())
    if not stamp.exists() or stamp.read_text() != digest.hexdigest() or not root.exists():
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(digest.hexdigest())
