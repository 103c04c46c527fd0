"""`python -m tests.shop.audit [VIEW...]` (`make audit`): each kind of page the shop has, judged.

Lighthouse judges it as a phone sees it, the Nu HTML checker its HTML.

The shop is served as in production on a database of its own with the demonstration data. A kind is a name in the
packages' page_urls; one that is about something is judged by the first such thing that the map of the site names.
"""

import functools
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[3]
TOOLS = ROOT / "data" / "audit-tools" / "node_modules"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LOWEST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
# Pages that search engines are asked not to list, as are those behind a door: not judged by how well they are found.
# So is an invented sales point, and the demonstration has no other.
UNLISTED = frozenset({"offline", "account_login", "find_lot", "lot", "sales_point"})
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


def kinds() -> dict[str, tuple[str, list[str] | None]]:
    """The path of one page of each kind; e-mail and password of the account that is shown it, if not everybody is."""
    command = [sys.executable, "-m", "tests.shop.audit.kinds"]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "shop.settings"}
    found: dict[str, tuple[str, list[str] | None]] = json.loads(
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True).stdout
    )
    return found


@functools.cache
def cookies(root: str, email: str, password: str) -> dict[str, str]:
    """The headers that an account's browser sends once it has signed in."""
    jar = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    door = f"{root}/dang-nhap/"
    with browser.open(door) as page:
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.read().decode())
    if token is None:
        raise SystemExit(f"{door} has no form to sign in with.")
    form = {"csrfmiddlewaretoken": token[1], "login": email, "password": password}
    browser.open(urllib.request.Request(door, urlencode(form).encode(), {"Referer": door})).close()
    if not any(cookie.name == "sessionid" for cookie in jar):
        raise SystemExit(f"{email} could not sign in.")
    return {"Cookie": "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)}


def lighthouse(address: str, headers: dict[str, str], judged: Sequence[str], runs: int) -> dict[str, float]:
    """Median scores of a page, of 100, in the categories it is judged by, and its largest paint in seconds."""
    reports = [_report(address, headers, judged) for _ in range(runs)]
    medians = {
        name: 100 * statistics.median(report["categories"][name]["score"] or 0 for report in reports) for name in judged
    }
    paints = [report["audits"]["largest-contentful-paint"]["numericValue"] / 1000 for report in reports]
    for audit in reports[-1]["audits"].values():
        if audit["score"] == 0 and audit["scoreDisplayMode"] == "binary":
            print(f"  {address}: {audit['id']}: {audit['title']}")
    return medians | {"paint_s": statistics.median(paints)}


def _report(address: str, headers: dict[str, str], judged: Sequence[str]) -> dict[str, Any]:
    """What Lighthouse says of one visit. A browser that did not come up is started again; the third time it is told."""
    flags = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
    command = [
        "node",
        str(TOOLS / "lighthouse" / "cli" / "index.js"),
        address,
        "--quiet",
        "--output=json",
        "--output-path=stdout",
        f"--only-categories={','.join(judged)}",
        f"--chrome-flags={flags}",
        f"--extra-headers={json.dumps(headers)}",
    ]
    environment = os.environ | {"CHROME_PATH": shutil.which("chromium") or ""}
    for _ in range(TRIES):
        done = subprocess.run(command, env=environment, check=False, capture_output=True)
        if done.returncode == 0:
            report: dict[str, Any] = json.loads(done.stdout)
            return report
    raise SystemExit(f"Lighthouse failed at {address}:\n{done.stderr.decode()}")


def invalid(address: str, headers: dict[str, str]) -> list[str]:
    """What the Nu checker finds wrong with a page's HTML."""
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as answer:
        page = answer.read()
        if answer.url != address:
            return [f"leads to {answer.url}"]
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


def _figure(score: float | None, is_short: bool) -> str:
    return f"{'–' if score is None else f'{score:.0f}':>15}{'!' if is_short else ' '}"


def main() -> int:
    wanted = sys.argv[1:]
    runs = int(os.environ.get("RUNS", "5"))
    failed = 0
    print(f"{'page':<24}" + "".join(f"{name:>16}" for name in CATEGORIES) + f"{'largest paint':>16}{'HTML':>8}")
    with served() as root:
        for name, (path, person) in kinds().items():
            if wanted and name not in wanted:
                continue
            headers = cookies(root, *person) if person else {}
            judged = CATEGORIES if person is None and name not in UNLISTED else CATEGORIES[:-1]
            wrong, scores = invalid(root + path, headers), lighthouse(root + path, headers, judged, runs)
            short = [one for one in judged if scores[one] < LOWEST[one]]
            failed += bool(wrong or short)
            figures = "".join(_figure(scores.get(one), one in short) for one in CATEGORIES)
            print(f"{name:<24}{figures}{scores['paint_s']:>14.2f} s{len(wrong):>8}", flush=True)
            for one in wrong:
                print(f"  {path}: {one}")
    print(f"{failed} failed." if failed else "Every page holds.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
