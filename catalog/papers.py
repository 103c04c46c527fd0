"""Whether a product's papers are in order on a day, and until when: arithmetic of days, without a database."""

from datetime import date
from typing import NamedTuple


class Span(NamedTuple):
    """Days from `begins` until the day before `ends`; without an end if that is None."""

    begins: date
    ends: date | None

    def holds(self, day: date) -> bool:
        return self.begins <= day and (self.ends is None or day < self.ends)


class Requirement(NamedTuple):
    """What the law asks of a product on some days; any one of `kinds` meets it."""

    id: int
    code: str
    name_vi: str
    name_en: str | None
    kinds: frozenset[str]
    span: Span

    def name_in(self, language: str | None) -> str:
        """What it asks for; in Vietnamese where it is not said in the language."""
        return (self.name_en if language == "en" else None) or self.name_vi


class Papers(NamedTuple):
    """All that bears on one product, on whatever day."""

    requirements: tuple[Requirement, ...] = ()
    # Kind of permit, and the days on which one of that kind counts.
    permits: tuple[tuple[str, Span], ...] = ()
    waivers: tuple[Span, ...] = ()

    def missing(self, day: date) -> list[Requirement]:
        """What is asked for on the day and not there, waived or not."""
        held = {kind for kind, span in self.permits if span.holds(day)}
        return [one for one in self.requirements if one.span.holds(day) and held.isdisjoint(one.kinds)]

    def is_waived(self, day: date) -> bool:
        """Whether it may be shown on the day though papers are missing."""
        return any(span.holds(day) for span in self.waivers)

    def in_order(self, day: date) -> bool:
        """Whether it may be shown on the day."""
        return self.is_waived(day) or not self.missing(day)

    def edges(self, day: date) -> list[date]:
        """The days after this one on which something may change, soonest first."""
        spans = [*(one.span for one in self.requirements), *(span for _, span in self.permits), *self.waivers]
        return sorted({edge for span in spans for edge in span if edge is not None and edge > day})

    def until(self, day: date) -> date | None:
        """The first day from `day` on, itself included, on which it may not be shown; None if none is known."""
        return next((edge for edge in (day, *self.edges(day)) if not self.in_order(edge)), None)
