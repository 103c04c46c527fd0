"""What every answer stands in: channels, tax rates, categories, attributes and the catalog's revision, read whole; and
the producers, each read when it is first named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Subquery

from catalog.models import CatalogRevision, Channel, PapersTerm, TaxRate
from catalog.models.taxes import TaxClass
from catalog.selectors.attributes import AttributeTable, attribute_table
from catalog.selectors.classification import CATEGORIES
from catalog.selectors.people import producers_by_id
from catalog.validity import midnight
from core.db.watched import watched
from core.graph import rows

ChannelRow = Any
PRODUCERS_KEPT = 20_000

CHANNELS = rows.prepared(
    lambda p: (
        Channel.objects.filter(is_active=True)
        .order_by("position")
        # Of all that is shown anywhere; on each row, so that it costs no statement of its own.
        .annotate(papers_until=Subquery(PapersTerm.objects.order_by("until").values("until")[:1]))
        .values_list(
            "id", "slug", "name_vi", "currency", "is_active", "is_export", "countries", "papers_until", named=True
        )
    )
)
TAX_RATES = rows.prepared(
    lambda p: TaxRate.objects.order_by("valid_from").values_list(
        "tax_class", "rate_bp", "valid_from", "valid_to", named=True
    )
)
REVISION = rows.prepared(lambda p: CatalogRevision.objects.filter(pk=1).values_list("number", named=True))


@watched
def revision() -> int:
    """A number that is another one after every write to the catalog; 0 before the first."""
    found = REVISION()
    return int(found[0].number) if found else 0


@dataclass(frozen=True)
class TaxTable:
    """VAT rates as they hold on one day."""

    day: date
    basis_points: dict[str, int]
    # The first instant after which this table may be wrong.
    until: datetime | None

    def rate_bp(self, tax_class: str, *, export: bool) -> int:
        """Basis points for goods of a class; exported goods carry the export rate. Raises KeyError without a rate."""
        return self.basis_points[TaxClass.EXPORT.value if export else tax_class]


def tax_table(rates: Sequence[Any], day: date) -> TaxTable:
    """Those of the frame's rates that are in force on a day in Vietnam."""
    boundaries = [edge for rate in rates for edge in (rate.valid_from, rate.valid_to) if edge and edge > day]
    return TaxTable(day, _in_force(rates, day), midnight(min(boundaries)) if boundaries else None)


def _in_force(rates: Sequence[Any], day: date) -> dict[str, int]:
    return {
        rate.tax_class: rate.rate_bp
        for rate in rates
        if rate.valid_from <= day and (rate.valid_to is None or day < rate.valid_to)
    }


@dataclass(frozen=True)
class Frame:
    """The small tables as they stood at one revision."""

    revision: int
    # Active channels in their order.
    channels: dict[str, ChannelRow]
    channels_by_id: dict[int, ChannelRow]
    tax_rates: Sequence[Any]
    categories: dict[int, Any]
    attributes: AttributeTable
    # Those asked for since, PRODUCERS_KEPT of them at most: a country has some ten thousand.
    producers: dict[int, Any] = field(default_factory=dict)
    tax_tables: dict[date, TaxTable] = field(default_factory=dict)

    @property
    def papers_until(self) -> date | None:
        """The first day on which something that stood on the shelves may be shown no longer, if one is known."""
        return next((row.papers_until for row in self.channels.values()), None)

    def tax_table(self, day: date) -> TaxTable:
        """The rates in force on a day in Vietnam, worked out once; executions ask for the day they run on."""
        if day not in self.tax_tables:
            self.tax_tables[day] = tax_table(self.tax_rates, day)
        return self.tax_tables[day]

    def producers_by_id(self, ids: Iterable[int | None]) -> dict[int, Any]:
        """Producers by key: those asked for before, and the others in one statement."""
        wanted = {key for key in ids if key is not None}
        missing = wanted - self.producers.keys()
        found = producers_by_id(missing) if missing else {}
        if len(self.producers) + len(found) <= PRODUCERS_KEPT:
            self.producers.update(found)
        return {key: row for key in wanted if (row := found.get(key) or self.producers.get(key)) is not None}


_kept: list[Frame] = []


def frame(revision: int) -> Frame:
    """The small tables, read again only after a write to the catalog: every answer needs them, and they change seldom.

    `revision` is read before, in the same execution: what is newer than it is at worst kept under a number that no
    later execution reads. Nothing is kept before the first write, which gives the first number.
    """
    held = _kept[0] if _kept else None
    if held is None or held.revision != revision:
        channels = CHANNELS()
        held = Frame(
            revision,
            {row.slug: row for row in channels},
            {row.id: row for row in channels},
            TAX_RATES(),
            {row.id: row for row in CATEGORIES()},
            attribute_table(),
        )
        if revision:
            _kept[:] = [held]
    return held
