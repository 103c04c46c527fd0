"""What the operating system says of processes and of the machine. Linux only, as the server's place is."""

import os
import platform
import time
from collections import defaultdict
from pathlib import Path

PROC = Path("/proc")


def cpu_s(pid: int) -> float:
    """Seconds of processor a process has used so far, by all its threads, those that ended too, to the nanosecond.

    /proc/PID/stat counts hundredths of a second, more than a whole cached request takes; this is the clock behind it
    (clock_getcpuclockid(3): the process's number inverted, above the kind of clock).
    """
    return time.clock_gettime((~pid << 3) | 2)


def children() -> dict[int, list[int]]:
    """Process numbers by parent."""
    found: dict[int, list[int]] = defaultdict(list)
    for place in PROC.iterdir():
        if not place.name.isdigit():
            continue
        try:
            # The command's name stands in brackets and may hold anything; the parent is second after them.
            parent = (place / "stat").read_text().rpartition(")")[2].split()[1]
        except OSError:
            continue
        found[int(parent)].append(int(place.name))
    return found


def tree(root: int) -> list[int]:
    """A process and everything it started."""
    below = children()
    found = [root]
    for pid in found:
        found.extend(below[pid])
    return found


def tree_cpu_s(root: int) -> float:
    return sum(cpu_s(pid) for pid in tree(root))


def description() -> str:
    """The machine in one line."""
    models = {line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")}
    memory_kb = next(int(line.split()[1]) for line in _lines("/proc/meminfo") if line.startswith("MemTotal"))
    processor = ", ".join(sorted(models)) or platform.machine()
    return (
        f"{os.cpu_count()} cores of {processor}, {memory_kb / 2**20:.0f} GiB, Linux {platform.release().split('-')[0]},"
        f" Python {platform.python_version()}"
    )


def _lines(path: str) -> list[str]:
    return Path(path).read_text().splitlines()
