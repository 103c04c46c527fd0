"""Arithmetic over what was measured: rounds, percentiles, ratios."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil
from statistics import median


@dataclass(frozen=True)
class Round:
    """One stretch of requests of one kind."""

    latencies: Sequence[float]
    seconds: float
    server_cpu_s: float
    database_cpu_s: float

    @property
    def requests(self) -> int:
        return len(self.latencies)

    @property
    def cpu_ms(self) -> float:
        """Milliseconds of processor a request took, in the server and in the database."""
        return 1000 * (self.server_cpu_s + self.database_cpu_s) / self.requests

    @property
    def p50_ms(self) -> float:
        return percentile(self.latencies, 50)


@dataclass
class Series:
    """All rounds of one kind of request."""

    rounds: list[Round] = field(default_factory=list)
    statements: int = 0

    @property
    def requests(self) -> int:
        return sum(each.requests for each in self.rounds)

    @property
    def per_second(self) -> float:
        return self.requests / sum(each.seconds for each in self.rounds)

    @property
    def server_cpu_ms(self) -> float:
        return median(1000 * each.server_cpu_s / each.requests for each in self.rounds)

    @property
    def database_cpu_ms(self) -> float:
        return median(1000 * each.database_cpu_s / each.requests for each in self.rounds)

    def latency_ms(self, percent: int) -> float:
        return percentile([latency for each in self.rounds for latency in each.latencies], percent)


def percentile(latencies: Sequence[float], percent: int) -> float:
    """The latency, in milliseconds, that so many per cent of the requests did not pass (nearest rank)."""
    ordered = sorted(latencies)
    return 1000 * ordered[max(0, ceil(len(ordered) * percent / 100) - 1)]


HEAD = ("", "requests/s", "p50 ms", "p95 ms", "p99 ms", "CPU ms server", "CPU ms database", "SQL", "CPU", "p50", "goal")


def cells(name: str, series: Series) -> list[str]:
    """All columns of HEAD but the last three, which say what it is compared with."""
    times = [f"{series.latency_ms(percent):.2f}" for percent in (50, 95, 99)]
    cpu = [f"{series.server_cpu_ms:.2f}", f"{series.database_cpu_ms:.2f}"]
    return [name, f"{series.per_second:.0f}", *times, *cpu, str(series.statements)]


@dataclass(frozen=True)
class Compared:
    """One series against another that ran in turns with it: the median over rounds, since the machine is shared."""

    cpu: float
    p50: float
    added_cpu_ms: float
    added_p50_ms: float


def compared(measured: Series, base: Series) -> Compared:
    pairs = list(zip(measured.rounds, base.rounds, strict=True))
    return Compared(
        cpu=median(one.cpu_ms / other.cpu_ms for one, other in pairs),
        p50=median(one.p50_ms / other.p50_ms for one, other in pairs),
        added_cpu_ms=median(one.cpu_ms - other.cpu_ms for one, other in pairs),
        added_p50_ms=median(one.p50_ms - other.p50_ms for one, other in pairs),
    )


def table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """Columns as wide as what they hold, the first to the left; a Markdown table too."""
    widths = [max(len(line[place]) for line in (head, *lines)) for place in range(len(head))]

    def row(cells: Sequence[str]) -> str:
        first, *rest = (cell for cell in cells)
        padded = [first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))]
        return f"| {' | '.join(padded)} |"

    rule = f"|{'-' * (widths[0] + 2)}|{'|'.join('-' * (width + 1) + ':' for width in widths[1:])}|"
    return "\n".join([row(head), rule, *map(row, lines)])
