"""How long writers of one SQLite file wait, with the queue of core.db.sqlite and without it.

    python -m benchmarks.write_lock [WRITERS] [SECONDS]

Each writer is a process that commits as fast as it can: a read, some Python (a service planning an order; 5 ms), two
writes. Prints, for both ways, commits a second, the latency of one transaction (p50, p99, longest), the fewest and
most commits of any writer, and how many gave up after the lock wait of the settings.
"""

import multiprocessing
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import django
from django.db import OperationalError, connections, transaction

os.environ["SHOP_DEBUG"] = "1"
os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings"
os.environ.pop("DATABASE_URL", None)

ROWS = 1000
PLANNING_S = 0.005


def prepare(place: str, *, queued: bool) -> Any:
    """The settings' own connection, to a file in `place`."""
    os.environ["DATA_DIR"] = place
    django.setup()
    connection = connections["default"]
    if not queued:
        type(connection).take_turn = lambda self: None  # type: ignore[method-assign]
    return connection


def write(place: str, queued: bool, start: Any, end: Any, reports: Any, number: int) -> None:
    """One writer: its latencies in seconds, and how many transactions it had to give up."""
    connection = prepare(place, queued=queued)
    connection.ensure_connection()
    latencies: list[float] = []
    gave_up = 0
    start.wait()
    row = number
    while not end.is_set():
        row = (row * 7 + 1) % ROWS
        began = time.perf_counter()
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT n FROM stock WHERE id = %s", [row])
                plan(time.perf_counter() + PLANNING_S)
                cursor.execute("UPDATE stock SET n = n - 1 WHERE id = %s", [row])
                cursor.execute("INSERT INTO moves (stock, by) VALUES (%s, -1)", [row])
        except OperationalError:
            gave_up += 1
        latencies.append(time.perf_counter() - began)
    connection.close()
    reports.put((latencies, gave_up))


def plan(until: float) -> None:
    """Python that holds the processor, as building rows and statements does."""
    while time.perf_counter() < until:
        pass


def measure(writers: int, seconds: float, *, queued: bool) -> str:
    """One line of the table."""
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as place:
        setup = context.Process(target=create, args=(place,))
        setup.start()
        setup.join()
        start, end, reports = context.Barrier(writers + 1), context.Event(), context.Queue()
        processes = [
            context.Process(target=write, args=(place, queued, start, end, reports, number))
            for number in range(writers)
        ]
        for process in processes:
            process.start()
        start.wait()
        began = time.perf_counter()
        time.sleep(seconds)
        end.set()
        answers = [reports.get() for _ in processes]
        took = time.perf_counter() - began
        for process in processes:
            process.join()
    return line(answers, took, queued=queued)


def create(place: str) -> None:
    """The two tables a sale writes."""
    connection = prepare(place, queued=True)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE stock (id INTEGER PRIMARY KEY, n INTEGER)")
        cursor.execute("CREATE TABLE moves (id INTEGER PRIMARY KEY, stock INTEGER, by INTEGER)")
        cursor.executemany("INSERT INTO stock VALUES (%s, 1000000)", [[row] for row in range(ROWS)])
    connection.close()


def line(answers: list[tuple[list[float], int]], took: float, *, queued: bool) -> str:
    latencies = sorted(latency for each, _ in answers for latency in each)
    counts = [len(each) for each, _ in answers]
    p50, p99 = (latencies[int(len(latencies) * part)] for part in (0.5, 0.99))
    return (
        f"{'queue' if queued else 'SQLite alone':<13}{len(latencies) / took:>9.0f}/s"
        f"{p50 * 1000:>10.1f}{p99 * 1000:>10.1f}{latencies[-1] * 1000:>10.0f}"
        f"{min(counts):>9}{max(counts):>9}{sum(gave_up for _, gave_up in answers):>9}"
    )


if __name__ == "__main__":
    writers = int(sys.argv[1]) if len(sys.argv) > 1 else 32
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 10.0
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    print(f"{writers} writers, {seconds:g} s each way")
    print(f"{'':<13}{'commits':>11}{'p50 ms':>10}{'p99 ms':>10}{'max ms':>10}{'fewest':>9}{'most':>9}{'gave up':>9}")
    for queued in (False, True):
        print(measure(writers, seconds, queued=queued), flush=True)
