"""`python -m benchmarks` (`make bench`): what a request costs, and how many times the floor that is.

SIZE products (10,000 unless said) are generated into a database of their own, which is kept. The shop is served as in
production by one worker process; another process asks over keep-alive HTTP. Ours and the base take turns in short
rounds, and ratios are medians over rounds: a machine that is busy with something else slows both.

Uncached requests are uncached because no two are alike: each carries another number in `extensions`, which is part of
the answer cache's key, so each also pays for being looked up and kept.
"""

import argparse
import os
import sys

from benchmarks import machine
from benchmarks.cases import CASES, EMPTY, Case
from benchmarks.figures import HEAD, Compared, cells, compared, table
from benchmarks.measure import against_base, by_size, stands

# What a larger catalogue may cost: ten times the products, at most this many times as much.
SIZES = (10_000, 100_000)
SIZES_TIMES = 1.3


def verdict(case: Case, found: Compared) -> tuple[list[str], bool]:
    """The last three columns, and whether the goal is reached in processor time, which the neighbours move least."""
    if case.times is not None:
        return [f"{found.cpu:.2f}x", f"{found.p50:.2f}x", f"<= {case.times:g}x"], found.cpu <= case.times
    goal = case.more_ms or 0.0
    return [f"+{found.added_cpu_ms:.2f}", f"+{found.added_p50_ms:.2f}", f"<= +{goal:.2f}"], found.added_cpu_ms <= goal


def against_floor(size: int, options: argparse.Namespace) -> bool:
    lines = []
    reached = True
    with stands([size], options.clients) as (stand,):
        for case in chosen(options):
            ours, base = against_base(stand, case, options.rounds, options.seconds)
            said, good = verdict(case, compared(ours, base))
            reached = reached and good
            lines.append([*cells(case.name, ours), *said])
            lines.append([*cells("  empty view" if case.base == EMPTY else "  its floor", base), "", "", ""])
        print(heading(f"{size:,} products", stand.database.engine, options), table(HEAD, lines), sep="\n\n")
    return reached


def compare_sizes(options: argparse.Namespace) -> bool:
    lines = []
    reached = True
    with stands(list(SIZES), options.clients) as found:
        for case in chosen(options):
            small, large = by_size(found, case, options.rounds, options.seconds)
            ratio = compared(large, small)
            reached = reached and ratio.cpu <= SIZES_TIMES and small.statements == large.statements
            lines.append([*cells(f"{case.name}, {SIZES[0]:,}", small), "", "", ""])
            said = [f"{ratio.cpu:.2f}x", f"{ratio.p50:.2f}x", f"<= {SIZES_TIMES}x"]
            lines.append([*cells(f"{case.name}, {SIZES[1]:,}", large), *said])
        title = f"{SIZES[1]:,} products against {SIZES[0]:,}"
        print(heading(title, found[0].database.engine, options), table(HEAD, lines), sep="\n\n")
    return reached


def chosen(options: argparse.Namespace) -> list[Case]:
    return [case for case in CASES if not options.case or case.name in options.case]


def heading(title: str, engine: str, options: argparse.Namespace) -> str:
    run = f"{options.clients} client{'s' * (options.clients > 1)}, {options.rounds} rounds of {options.seconds:g} s"
    return f"{title}, {engine}; {run}\n{machine.description()}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--size", type=int, default=int(os.environ.get("SIZE", SIZES[0])), help="products; also SIZE")
    parser.add_argument("--clients", type=int, default=1, help="requests under way at a time")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--seconds", type=float, default=0.7, help="of one round")
    parser.add_argument("--case", action="append", choices=[case.name for case in CASES], help="only this; repeatable")
    parser.add_argument("--compare-sizes", action="store_true", help=f"{SIZES[1]:,} products against {SIZES[0]:,}")
    options = parser.parse_args()
    reached = compare_sizes(options) if options.compare_sizes else against_floor(options.size, options)
    print("\nEvery goal is reached." if reached else "\nNot every goal is reached.")
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
