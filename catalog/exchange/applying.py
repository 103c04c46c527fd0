"""Trying a plan, and writing it: whole or not at all, by one at a time, and only what was shown.

Rows are looked up and services asked while nobody waits; only the writing holds the catalog. If the catalog changed in
between, all is planned again, in the end while it is held.
"""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.errors import PreviewStale
from catalog.exchange.faults import Fault
from catalog.exchange.planning import Plan, Seen
from catalog.exchange.report import Outcome, changed_since
from catalog.services import renew_shelves
from catalog.services.gathering import ClashError, Pile, gathered
from catalog.services.revision import hold_catalog, number_now
from core import history

# How often it is planned while others may write, before they have to wait for it.
PATIENCE = 2


class _Moved(Exception):
    """The catalog changed between the look and the lock."""


@dataclass
class Run:
    """One attempt at a plan, until it is tried or written."""

    plan: Plan
    seen: Seen
    # Write, if the plan allows it; else only try, and undo.
    writes: bool
    # What a preview showed, row by row; None: there was none.
    shown: dict[int, str] | None = None
    # What else is written with it, in the same transaction.
    beside: Callable[[Outcome], None] | None = None

    def outcome(self) -> Outcome:
        """Do it. Raises PreviewStale, after which nothing was written."""
        wishes = self.plan.wishes
        with history.acting(wishes.by, _("Nhập từ tệp %s") % wishes.file if wishes.file else ""):
            applied = self._gathering() if self.plan.kind.gathers else self._in_turn()
        return Outcome(self.plan.kind.name, self.plan.lines, applied)

    @property
    def _commits(self) -> bool:
        """Whether what was tried shall stay."""
        any_refused = any(line.blames for line in self.plan.lines)
        return self.writes and (self.plan.wishes.keep_going or not any_refused)

    def _gathering(self) -> bool:
        patience = PATIENCE
        while True:
            try:
                with transaction.atomic() if patience == 0 else nullcontext():
                    before = hold_catalog() if patience == 0 else number_now()
                    return self._write(self._gathered(), before)
            except _Moved:
                patience -= 1
            except ClashError as clash:
                for (number, row), error in clash.refused.items():
                    self.plan.refused[number] = _refusal(error).at(row)

    def _gathered(self) -> Pile:
        """What every sound subject would write."""
        while True:
            with gathered() as pile:
                if self.plan.make(self.seen):
                    return pile

    def _write(self, pile: Pile, before: int) -> bool:
        with transaction.atomic():
            if hold_catalog() != before:
                raise _Moved
            self._compare()
            stale = pile.write()
            if not self._commits:
                transaction.set_rollback(True)
            elif stale:
                renew_shelves(stale)
            return self._done()

    def _in_turn(self) -> bool:
        with transaction.atomic():
            hold_catalog()
            self.plan.make(self.seen)
            self._compare()
            if not self._commits:
                transaction.set_rollback(True)
            return self._done()

    def _done(self) -> bool:
        """Whether it stays; if so, with what is written beside it."""
        if self._commits and self.beside is not None:
            self.beside(Outcome(self.plan.kind.name, self.plan.lines, applied=True))
        return self._commits

    def _compare(self) -> None:
        if self.shown is not None and (changed := changed_since(self.shown, self.plan.lines)):
            raise PreviewStale([line.row for line in changed])


def attempt(plan: Plan, seen: Seen) -> Outcome:
    """What the plan would do: all of it is done, down to the database's own rules, and undone."""
    return Run(plan, seen, writes=False).outcome()


def carry_out(
    plan: Plan,
    seen: Seen,
    shown: dict[int, str] | None = None,
    beside: Callable[[Outcome], None] | None = None,
) -> Outcome:
    """Write the plan: whole, or nothing if a row is refused, unless its wishes say to keep going without those.

    `shown` is what a preview showed of each row (`Outcome.fingerprints`): if any would now do something else, nothing
    is written and PreviewStale says which. `beside` is called in the transaction that writes, if it does.
    """
    return Run(plan, seen, writes=True, shown=shown, beside=beside).outcome()


def _refusal(error: Exception) -> Fault:
    """What the database refuses, in words."""
    text = str(error)
    if "variant_position" in text or "catalog_productvariant.position" in text:
        return Fault(_("Hai quy cách của một sản phẩm có cùng thứ tự."), "position")
    if "dates overlap" in text:
        return Fault(_("Khoảng ngày này trùng với một đơn vị khác có cùng cấp và mã."), "valid_from")
    return Fault(_("Cơ sở dữ liệu không nhận: %s.") % text.splitlines()[0][:200])
