"""Drives one server through the cases, ours and base in turns, and checks first that what is compared is the same."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from benchmarks import machine
from benchmarks.cases import CASES, EMPTY, GRAPH, Case
from benchmarks.databases import Database
from benchmarks.figures import Round, Series
from benchmarks.load import VARYING, Driver, Job
from benchmarks.server import HEADERS, LISTEN, Server
from benchmarks.statements import ANSWERED, ASKED_HEADER

WARM_S = 0.4


class Differs(Exception):
    """The graph and its floor do not answer the same: their times may not be compared."""


class Stand:
    """One database, served and ready to be measured."""

    def __init__(self, database: Database, server: Server, driver: Driver, clients: int) -> None:
        self.database = database
        self.server = server
        self.driver = driver
        self.clients = clients
        self.bodies = {case.name: case.bodies(server) for case in CASES}

    def check(self, case: Case) -> None:
        """Raises Differs unless the base answers each question with the very bytes of the graph's data."""
        if case.base == EMPTY:
            return
        for body in self.bodies[case.name]:
            ours, _ = self.server.ask(GRAPH, body.encode())
            floor, _ = self.server.ask(case.base, body.encode())
            # Ours goes on with its extensions where the floor's object ends.
            if not ours.startswith(floor[:-1]) or ours[len(floor) - 1 : len(floor)] not in (b",", b"}"):
                raise Differs(f"{case.name}: the floor answers\n{floor.decode()}\nand the graph\n{ours.decode()}")

    def statements(self, case: Case, path: str) -> int:
        """SQL statements of a request; raises Differs when it is not the same for all bodies.

        What a process reads once after every write to the catalog (small tables, each producer) is read before.
        """
        bodies = self.bodies[case.name]
        for body in bodies:
            self.server.ask(path, body.encode())
        counts = set()
        for place, body in enumerate(bodies):
            sent = body.replace(VARYING, f"{place:08}").encode()
            _, headers = self.server.ask(path, sent, **{ASKED_HEADER: "1"})
            counts.add(int(headers[ANSWERED]))
        if len(counts) != 1:
            raise Differs(f"{case.name}: {path} takes {sorted(counts)} statements, by what is asked.")
        return counts.pop()

    def round(self, case: Case, path: str, seconds: float) -> Round:
        return self.done(Job(path, self.bodies[case.name], HEADERS, seconds, self.clients))

    def done(self, job: Job) -> Round:
        """A job, and the processor time that server and database had for it."""
        backends = self.database.backends()
        server_before, database_before = self._cpu_s(backends)
        taken = self.driver.do(job)
        server_after, database_after = self._cpu_s(backends)
        return Round(taken.latencies, taken.seconds, server_after - server_before, database_after - database_before)

    def _cpu_s(self, backends: list[int]) -> tuple[float, float]:
        return machine.tree_cpu_s(self.server.process.pid), sum(machine.cpu_s(pid) for pid in backends)

    def warm(self, case: Case) -> None:
        for path in (GRAPH, case.base):
            self.driver.do(Job(path, self.bodies[case.name], HEADERS, WARM_S, self.clients))


@contextmanager
def stands(sizes: list[int], clients: int) -> Iterator[list[Stand]]:
    """A stand for each size, all of them up at once so that they can take turns."""
    with ExitStack() as stack:
        found = []
        for size in sizes:
            database = Database(size)
            database.seeded()
            server = stack.enter_context(Server(database))
            driver = stack.enter_context(Driver(LISTEN, server.port))
            found.append(Stand(database, server, driver, clients))
        yield found


def against_base(stand: Stand, case: Case, rounds: int, seconds: float) -> tuple[Series, Series]:
    """The graph and its base, in turns; who begins changes with every round."""
    stand.check(case)
    ours, base = Series(statements=stand.statements(case, GRAPH)), Series(statements=stand.statements(case, case.base))
    stand.warm(case)
    sides = [(ours, GRAPH), (base, case.base)]
    for number in range(rounds):
        for series, path in sides if number % 2 else reversed(sides):
            series.rounds.append(stand.round(case, path, seconds))
    return ours, base


def by_size(found: list[Stand], case: Case, rounds: int, seconds: float) -> list[Series]:
    """The graph on each stand, in turns."""
    series = [Series(statements=stand.statements(case, GRAPH)) for stand in found]
    for stand in found:
        stand.warm(case)
    pairs = list(zip(found, series, strict=True))
    for number in range(rounds):
        for stand, of_stand in pairs if number % 2 else reversed(pairs):
            of_stand.rounds.append(stand.round(case, GRAPH, seconds))
    return series
