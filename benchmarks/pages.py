"""`python -m benchmarks.pages`: what a page costs a stranger, and how many times an empty view that is.

The same stand as `python -m benchmarks` has. A page that is kept is asked for by the same address every time; one that
is not, by an address that nobody asked for before (a number in its query), so that it is rendered, compressed and kept.
The empty view stands behind the same server and middleware; both take turns.
"""

import argparse
import os
import subprocess
import sys
from typing import NamedTuple

from benchmarks import machine
from benchmarks.cases import EMPTY
from benchmarks.databases import ROOT, Database
from benchmarks.figures import HEAD, Series, cells, compared, table
from benchmarks.load import VARYING, Driver, Job
from benchmarks.measure import WARM_S, Differs, Stand
from benchmarks.names import Named
from benchmarks.server import HEADERS, LISTEN, Server
from benchmarks.statements import ANSWERED, ASKED_HEADER

# A page that is kept costs less than so many empty views, in processor time.
KEPT_TIMES = 2.0
# As browsers ask.
BROWSER = {**HEADERS, "Accept": "text/html", "Accept-Language": "vi", "Accept-Encoding": "gzip, deflate, br, zstd"}


class Kind(NamedTuple):
    """A kind of page by one address of it."""

    name: str
    path: str


KINDS = (
    Kind("home", "/"),
    Kind("listing", "/san-pham/"),
    Kind("product", f"/san-pham/{Named(1).slug_vi}/"),
)


class Asked(NamedTuple):
    """A row of the table: a page, kept or not."""

    kind: Kind
    kept: bool

    @property
    def name(self) -> str:
        return f"{self.kind.name}, {'kept' if self.kept else 'rendered'}"

    @property
    def path(self) -> str:
        return self.kind.path if self.kept else f"{self.kind.path}?n={VARYING}"


def statements(stand: Stand, asked: Asked) -> int:
    """SQL statements of the page once the process has read what it reads once; raises Differs where it is no page."""
    found = 0
    for number in range(3):
        path = asked.path.replace(VARYING, f"{90_000_000 + number}")
        body, headers = stand.server.ask(path, b"", "GET", **{ASKED_HEADER: "1", "Accept": "text/html"})
        if b"<main" not in body:
            raise Differs(f"{path} is no page.")
        found = int(headers[ANSWERED])
    return found


def measured(stand: Stand, asked: Asked, rounds: int, seconds: float) -> tuple[Series, Series]:
    """The page and the empty view, in turns; who begins changes with every round."""
    page, empty = Series(statements=statements(stand, asked)), Series()
    sides = [(page, asked.path), (empty, EMPTY)]
    for _, path in sides:
        stand.done(Job(path, [""], BROWSER, WARM_S, stand.clients, "GET"))
    for number in range(rounds):
        for series, path in sides if number % 2 else reversed(sides):
            series.rounds.append(stand.done(Job(path, [""], BROWSER, seconds, stand.clients, "GET")))
    return page, empty


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("--size", type=int, default=int(os.environ.get("SIZE", "10000")), help="products; also SIZE")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--seconds", type=float, default=0.7, help="of one round")
    options = parser.parse_args()
    database = Database(options.size)
    database.seeded()
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
    subprocess.run(collect, env=database.environment, cwd=ROOT, check=True)
    lines, reached = [], True
    with Server(database) as server, Driver(LISTEN, server.port) as driver:
        stand = Stand(database, server, driver, clients=1)
        for asked in (Asked(kind, kept) for kind in KINDS for kept in (True, False)):
            page, empty = measured(stand, asked, options.rounds, options.seconds)
            found = compared(page, empty)
            reached = reached and (not asked.kept or found.cpu < KEPT_TIMES)
            goal = f"< {KEPT_TIMES:g}x" if asked.kept else ""
            lines.append([*cells(asked.name, page), f"{found.cpu:.2f}x", f"{found.p50:.2f}x", goal])
        lines.append([*cells("empty view", empty), "", "", ""])
    print(f"Pages of {options.size:,} products, {database.engine}; {options.rounds} rounds of {options.seconds:g} s")
    print(machine.description(), table(HEAD, lines), sep="\n\n")
    print("\nEvery goal is reached." if reached else "\nNot every goal is reached.")
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
