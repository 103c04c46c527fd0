"""`python -m benchmarks.shelves [SMALL LARGE]`: what a move and a sale cost as the ledger grows.

Two databases of their own, one with SMALL moves in the ledger (10,000 unless said) and one with LARGE (1,000,000), on
SQLite or, with DATABASE_URL, on that PostgreSQL server. A process at each does the same work in turns with the other:
receipts of one move, and units reserved and consumed. The goal is the ratio of the times a piece of work takes.
"""

import json
import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from benchmarks import machine
from benchmarks.databases import Database
from benchmarks.figures import percentile, table

SIZES = (10_000, 1_000_000)
ROUNDS = 9
SECONDS = 0.7
GOAL_TIMES = 1.5
WORK = ("a move", "reserve and consume")


class Ledger(Database):
    """A database whose size is its moves."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.directory = self.directory.with_name(f"ledger-{self.directory.name}")
        if self.url:
            self.name = f"{self.name}_ledger"
            self.own_url = self.own_url.replace(f"_bench_{size}", f"_bench_{size}_ledger")

    def start(self) -> "subprocess.Popen[str]":
        """The process that does the work, its database made anew."""
        self._clear()
        command = [sys.executable, "-m", "benchmarks.shelves_worker", str(self.size)]
        return subprocess.Popen(command, env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def asked(worker: "subprocess.Popen[str]", work: str) -> list[float]:
    """Seconds that each piece of work took, in one round."""
    assert worker.stdin is not None
    assert worker.stdout is not None
    worker.stdin.write(json.dumps({"work": work, "seconds": SECONDS}) + "\n")
    worker.stdin.flush()
    latencies: list[float] = json.loads(worker.stdout.readline())
    return latencies


def main() -> int:
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    ledgers = [Ledger(size) for size in sizes]
    lines, reached = [], True
    with ExitStack() as stack:
        workers = [stack.enter_context(ledger.start()) for ledger in ledgers]
        for work in WORK:
            for worker in workers:
                asked(worker, work)
            rounds: list[list[list[float]]] = [[] for _ in workers]
            for number in range(ROUNDS):
                places = range(len(workers))
                for place in places if number % 2 else reversed(places):
                    rounds[place].append(asked(workers[place], work))
            times = median(median(large) / median(small) for small, large in zip(rounds[0], rounds[-1], strict=True))
            reached = reached and times <= GOAL_TIMES
            for size, of_size in zip(sizes, rounds, strict=True):
                latencies = [one for each in of_size for one in each]
                figures = [f"{len(latencies) / (ROUNDS * SECONDS):.0f}"]
                figures += [f"{percentile(latencies, percent):.2f}" for percent in (50, 95, 99)]
                last = [f"{times:.2f}x", f"<= {GOAL_TIMES}x"] if size == sizes[-1] else ["", ""]
                lines.append([f"{work}, {size:,} moves", *figures, *last])
        for worker in workers:
            assert worker.stdin is not None
            worker.stdin.close()
    head = ("", "a second", "p50 ms", "p95 ms", "p99 ms", "p50", "goal")
    print(f"The ledger of goods, {ledgers[0].engine}; {ROUNDS} rounds of {SECONDS} s", machine.description(), sep="\n")
    print(table(head, lines))
    return 0 if reached else 1


if __name__ == "__main__":
    os.chdir(Path(__file__).resolve().parent.parent)
    sys.exit(main())
