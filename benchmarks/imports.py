"""How long a sheet of many products takes: into an empty shop, again, with every price changed, and out again.

    python -m benchmarks.imports [ROWS]

A database of its own: SQLite under data/, or with DATABASE_URL one beside the database it names. Every row is a new
product with one size, priced at home and abroad and shown in both. Prints seconds, seconds of this process on a
processor, and statements.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from benchmarks.databases import Database

ROWS = 10_000
CHILD = "--in-place"


class Emptied(Database):
    """A database that is made anew for every measurement."""

    def __init__(self) -> None:
        super().__init__(0)
        self.directory = self.directory.with_name(f"{self.engine.lower()}-imports")
        if self.url:
            parts = urlsplit(self.url)
            self.name = f"{parts.path[1:]}_imports"
            self.own_url = parts._replace(path=f"/{self.name}").geturl()

    def measure(self, rows: int) -> None:
        """Make it, and measure in a process that has it as its own."""
        self._clear()
        command = [sys.executable, "-m", "benchmarks.imports", CHILD, str(rows)]
        subprocess.run(command, env=self.environment, check=True)


def values(numbers: range, step: int) -> Iterator[dict[str, Any]]:
    """Rows of the sheet of products; prices grow by `step` a thousandth of their amount."""
    from benchmarks.names import Named  # needs no settings, but stands beside what does
    from catalog.exchange.evidence import Named as NamedSource  # needs Django's settings

    said = NamedSource("Generated for benchmarks", "check", "", None, is_demonstration=True)
    for number in numbers:
        one = Named(number)
        yield {
            "producer": f"hop-tac-xa-{number % 500}",
            "code": f"IMP-{number}",
            "name_vi": one.name_vi,
            "name_en": one.name_en,
            "programme": "ocop",
            "category": f"{number % 6 + 1}.{number % 5 + 1}",
            "classification": "benchmarks",
            "description_vi": f"{one.name_vi}, làm theo cách của người trong vùng.",
            "tax_class": "standard",
            "fulfilment": "goods",
            "sku": f"IMP-{number}-1",
            "variant_name_vi": "Gói 500 g",
            "net_weight_g": 500,
            "position": 1,
            "price_vn": 20_000 + number % 900 * 1000 + step,
            "price_source_vn": said,
            "price_intl": 300 + number % 9000 + step,
            "price_source_intl": said,
            "shown_vn": True,
            "shown_intl": True,
        }


def main(rows: int) -> None:
    """Measure in this process, whose settings name an empty database."""
    import django  # after the settings that the parent has put into the environment

    django.setup()
    from django.core.management import call_command  # needs Django's settings

    from benchmarks.seed import fill  # needs Django's settings
    from catalog.exchange import writing  # needs Django's settings
    from catalog.exchange.kinds.products import Products  # needs Django's settings
    from catalog.services import put_producer  # needs Django's settings

    call_command("migrate", verbosity=0, interactive=False)
    fill(0)
    for number in range(500):
        put_producer(slug=f"hop-tac-xa-{number}", name_vi=f"Hợp tác xã {number}")
    sheet = Products.columns()
    first, dearer = (writing.csv_bytes(sheet, values(range(1, rows + 1), step)) for step in (0, 1000))
    workbook = writing.xlsx_bytes(sheet, values(range(1, rows + 1), 1000))
    print(f"{rows:,} rows of {len(sheet.columns)} columns, {len(first):,} bytes of CSV, {len(workbook):,} of XLSX")
    print(f"{'':<28}{'seconds':>9}{'of CPU':>9}{'statements':>12}")
    told("try, all new, CSV", lambda: run(first, writes=False), rows, "create")
    told("write, all new, CSV", lambda: run(first, writes=True), rows, "create")
    told("write, nothing new, CSV", lambda: run(first, writes=True), rows, "same")
    told("write, all prices, CSV", lambda: run(dearer, writes=True), rows, "change")
    told("write, nothing new, XLSX", lambda: run(workbook, writes=True), rows, "same")
    told("export, CSV", lambda: writing.csv_bytes(sheet, Products.rows()))
    told("export, XLSX", lambda: writing.xlsx_bytes(sheet, Products.rows()))


def run(content: bytes, *, writes: bool) -> Any:
    """Read, plan and try or write it, as the command does."""
    from catalog.exchange.applying import attempt, carry_out  # needs Django's settings
    from catalog.exchange.kinds.products import Products  # needs Django's settings
    from catalog.exchange.planning import Plan, Wishes  # needs Django's settings
    from catalog.exchange.reading import read  # needs Django's settings
    from core.transitions import SYSTEM  # needs Django's settings

    plan = Plan(Products, read(content, Products.columns()), Wishes(SYSTEM))
    return (carry_out if writes else attempt)(plan, lambda done, total: None)


def told(name: str, do: Callable[[], Any], rows: int = 0, action: str = "") -> None:
    """One line of the table. Raises AssertionError if not every row did what it should."""
    from django.db import connection  # needs Django's settings

    statements = 0

    def counted(execute: Callable[..., Any], *asked: Any) -> Any:
        nonlocal statements
        statements += 1
        return execute(*asked)

    began, worked = time.perf_counter(), time.process_time()
    with connection.execute_wrapper(counted):
        outcome = do()
    took, work = time.perf_counter() - began, time.process_time() - worked
    print(f"{name:<28}{took:>9.1f}{work:>9.1f}{statements:>12,}", flush=True)
    if action:
        assert {str(one): count for one, count in outcome.counts().items()} == {action: rows}, outcome.sum()


if __name__ == "__main__":
    arguments = [word for word in sys.argv[1:] if word != CHILD]
    wanted = int(arguments[0]) if arguments else ROWS
    if CHILD in sys.argv:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
        main(wanted)
    else:
        Emptied().measure(wanted)
