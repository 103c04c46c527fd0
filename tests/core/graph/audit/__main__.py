"""`python -m tests.core.graph.audit`: every audit of the npm package graphql-http against a server of our own.

The server is granian with production settings on an empty database in a directory that goes away. Needs node and npm;
the packages are those of package-lock.json.
"""

import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[3]
STARTS_WITHIN_S = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(url: str) -> bool:
    try:
        with urlopen(Request(url, method="OPTIONS"), timeout=5) as response:
            return response.status == 204
    except (URLError, ConnectionError, TimeoutError):
        return False


@contextmanager
def served(data: str) -> Iterator[str]:
    """The address of `/graphql/` on a granian of our own, until the block ends."""
    port = free_port()
    origin = f"http://127.0.0.1:{port}"
    settings = {
        "DJANGO_SETTINGS_MODULE": "shop.settings",
        "DATA_DIR": data,
        "SHOP_DEBUG": "0",
        "SHOP_SECRET_KEY": secrets.token_urlsafe(48),
        "SHOP_URL": origin,
    }
    environment = {**os.environ, **settings}
    environment.pop("DATABASE_URL", None)
    subprocess.run([sys.executable, "manage.py", "migrate", "-v", "0"], cwd=ROOT, env=environment, check=True)
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen([*command, "--no-access-log", "shop.wsgi:application"], cwd=ROOT, env=environment)
    try:
        url = f"{origin}/graphql/"
        ends = time.monotonic() + STARTS_WITHIN_S
        while not answers(url):
            if server.poll() is not None or time.monotonic() > ends:
                raise SystemExit("The server did not start.")
            time.sleep(0.1)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=30)


def main() -> int:
    subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"], cwd=HERE, check=True)
    with tempfile.TemporaryDirectory() as data, served(data) as url:
        return subprocess.run(["node", "run.mjs", url], cwd=HERE, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
