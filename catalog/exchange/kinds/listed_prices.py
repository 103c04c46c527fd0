"""One list price of a sheet: compared with what is there, and set with a source of its own."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from catalog.exchange.evidence import Named, SourceCell, Sources
from catalog.exchange.faults import Fault
from catalog.exchange.planning import Entry, Planner, blamed
from catalog.models import Channel, ProductVariant, Source, VariantPrice
from catalog.services import set_price

SOURCE = SourceCell()


class Asked(NamedTuple):
    """What a row says of a price: the amount, who says so, who else may, and the columns it stands in."""

    amount: int | None
    source: Named | None
    fallback: Named | None
    column: str
    source_column: str


class ListedPrices:
    """Sets prices for one planner."""

    def __init__(self, planner: Planner, sources: Sources) -> None:
        self.planner = planner
        self.sources = sources

    def put(
        self, size: ProductVariant, channel: Channel, held: VariantPrice | None, asked: Asked, entry: Entry
    ) -> None:
        """Set one price unless it is so already; an empty one stays as it is. Raises Fault."""
        amount = asked.amount if asked.amount is not None or held is None else held.price_minor
        if amount is None:
            if asked.source is not None:
                raise Fault(_("Có nguồn giá mà không có giá."), asked.column, row=entry.number)
            return
        with blamed(entry, asked.source_column):
            source = self._source(held, amount, asked)
        moved, renamed = held is None or held.price_minor != amount, held is None or held.source != source
        if moved:
            self.planner.note(entry, asked.column, held.price_minor if held else None, amount)
        if renamed:
            self.planner.note(entry, asked.source_column, Named.of(held.source if held else None), Named.of(source))
        if moved or renamed:
            with blamed(entry, asked.column, {"price_minor": asked.column}):
                set_price(variant=size, channel=channel, price_minor=amount, source=source)

    def _source(self, held: VariantPrice | None, amount: int, asked: Asked) -> Source:
        """Who says it: its own cell; who said it before, if it stays; the row's or the whole file's."""
        if asked.source is not None:
            same = held is not None and SOURCE.same(Named.of(held.source), asked.source)
            return held.source if held and same else self.sources.find(asked.source)
        if held is not None and held.price_minor == amount:
            return held.source
        named = asked.fallback or self.sources.of_file(self.planner.wishes.source)
        if named is None:
            raise Fault(_("Giá mới cần có nguồn."), suggestion=_("Điền nguồn, hoặc nêu một nguồn cho cả tệp."))
        return self.sources.find(named)
