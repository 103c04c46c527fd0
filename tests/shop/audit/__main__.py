"""`python -m tests.shop.audit [VIEW...]` (`make audit`): each kind of page the shop has, judged.

Lighthouse judges it as a phone sees it, the Nu HTML checker its HTML.

The shop is served as in production on a database of its own with the demonstration data. A kind is a name in the
packages' page_urls; one that is about something is judged by the first such thing that the map of the site names.
"""

import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
TOOLS = ROOT / "data" / "audit-tools" / "node_modules"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LOWEST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
# Pages that search engines are asked not to list are not judged by how well they are found.
UNLISTED = frozenset({"offline", "account_login"})
START_WITHIN_S = 180
TRIES = 3


@contextmanager
def served() -> Iterator[str]:
    """The shop's address while it is up."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with tempfile.TemporaryDirectory() as data:
        os.environ |= {
            "DATA_DIR": data,
            "HOST": "127.0.0.1",
            "PORT": str(port),
            "SHOP_URL": f"http://127.0.0.1:{port}",
            "SHOP_SECRET_KEY": "a" * 50,
            "SHOP_WORKERS": "1",
        }
        server = subprocess.Popen([sys.executable, "manage.py", "serve"], cwd=ROOT, stdout=subprocess.DEVNULL)
        try:
            _wait(os.environ["SHOP_URL"], server)
            yield os.environ["SHOP_URL"]
        finally:
            server.terminate()
            server.wait()


def _wait(address: str, server: "subprocess.Popen[bytes]") -> None:
    ends_at = time.monotonic() + START_WITHIN_S
    while time.monotonic() < ends_at and server.poll() is None:
        try:
            urllib.request.urlopen(address)
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise SystemExit("The shop did not start.")


def kinds() -> dict[str, str]:
    """The path of one page of each kind."""
    command = [sys.executable, "-m", "tests.shop.audit.kinds"]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "shop.settings"}
    found: dict[str, str] = json.loads(
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True).stdout
    )
    return found


def lighthouse(address: str, runs: int) -> dict[str, float]:
    """Median scores of a page, of 100, and its largest paint in seconds."""
    reports = [_report(address) for _ in range(runs)]
    medians = {
        name: 100 * statistics.median(report["categories"][name]["score"] or 0 for report in reports)
        for name in CATEGORIES
    }
    paints = [report["audits"]["largest-contentful-paint"]["numericValue"] / 1000 for report in reports]
    for audit in reports[-1]["audits"].values():
        if audit["score"] == 0 and audit["scoreDisplayMode"] == "binary":
            print(f"  {address}: {audit['id']}: {audit['title']}")
    return medians | {"paint_s": statistics.median(paints)}


def _report(address: str) -> dict[str, Any]:
    """What Lighthouse says of one visit. A browser that did not come up is started again; the third time it is told."""
    flags = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
    command = [
        "node",
        str(TOOLS / "lighthouse" / "cli" / "index.js"),
        address,
        "--quiet",
        "--output=json",
        "--output-path=stdout",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={flags}",
    ]
    environment = os.environ | {"CHROME_PATH": shutil.which("chromium") or ""}
    for _ in range(TRIES):
        done = subprocess.run(command, env=environment, check=False, capture_output=True)
        if done.returncode == 0:
            report: dict[str, Any] = json.loads(done.stdout)
            return report
    raise SystemExit(f"Lighthouse failed at {address}:\n{done.stderr.decode()}")


def invalid(address: str) -> list[str]:
    """What the Nu checker finds wrong with a page's HTML."""
    with urllib.request.urlopen(address) as answer:
        page = answer.read()
    command = [
        "java",
        "-jar",
        str(TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"),
        "--stdout",
        "--format",
        "json",
        "-",
    ]
    told = json.loads(subprocess.run(command, input=page, check=False, capture_output=True).stdout)
    return [
        f"{one['type']} at line {one.get('lastLine')}: {one['message']}"
        for one in told["messages"]
        if one["type"] == "error"
    ]


def main() -> int:
    wanted = sys.argv[1:]
    runs = int(os.environ.get("RUNS", "5"))
    failed = 0
    print(f"{'page':<24}" + "".join(f"{name:>16}" for name in CATEGORIES) + f"{'largest paint':>16}{'HTML':>8}")
    with served() as root:
        for name, path in kinds().items():
            if wanted and name not in wanted:
                continue
            wrong, scores = invalid(root + path), lighthouse(root + path, runs)
            short = [one for one in CATEGORIES if scores[one] < LOWEST[one] and not (one == "seo" and name in UNLISTED)]
            failed += bool(wrong or short)
            figures = "".join(f"{scores[one]:>15.0f}{'!' if one in short else ' '}" for one in CATEGORIES)
            print(f"{name:<24}{figures}{scores['paint_s']:>14.2f} s{len(wrong):>8}", flush=True)
            for one in wrong:
                print(f"  {path}: {one}")
    print(f"{failed} failed." if failed else "Every page holds.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
