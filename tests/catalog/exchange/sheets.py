"""Sheets as tests write them, and what an import makes of them."""

import io

from openpyxl import Workbook

from catalog.exchange.applying import attempt, carry_out
from catalog.exchange.commands import exported
from catalog.exchange.faults import FileRefused
from catalog.exchange.kinds import KINDS
from catalog.exchange.planning import Plan, Wishes
from catalog.exchange.reading import read
from tests import factories


def csv(*lines: str, separator: str = ",", encoding: str = "utf-8") -> bytes:
    """Lines of cells, a comma between them, as a file; another separator takes the comma's place."""
    return "\r\n".join(line.replace(",", separator) for line in lines).encode(encoding)


def xlsx(*rows, change=None, title="Sản phẩm") -> bytes:
    """Rows of cells as a workbook; `change` may do something to its sheet before it is saved."""
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    if change:
        change(book.active)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def planned(content: bytes, kind="products", **wishes) -> Plan:
    planner = KINDS[kind]
    given = {"by": factories.OFFICER, **wishes}
    return Plan(planner, read(content, planner.columns()), Wishes(**given))


def silent(done, total):
    """Nobody looks at the progress."""


def imported(content: bytes, kind="products", shown=None, **wishes):
    """Import it, and what became of it."""
    return carry_out(planned(content, kind, **wishes), silent, shown)


def tried(content: bytes, kind="products", **wishes):
    """Try it and write nothing."""
    return attempt(planned(content, kind, **wishes), silent)


def refused(content: bytes, kind="products"):
    """The reasons for which a file is not taken at all, as (row, column, reason, suggestion)."""
    try:
        planned(content, kind)
    except FileRefused as error:
        return list(error.blames)
    raise AssertionError("It was taken.")


def actions(outcome):
    """What becomes of each row, in order."""
    return [str(line.action.value) for line in outcome.lines]


def blames(outcome):
    """(row, column, reason) of every fault."""
    return [tuple(blame[:3]) for line in outcome.lines for blame in line.blames]


def export(kind="products", suffix=".csv") -> bytes:
    return exported(KINDS[kind], suffix)
