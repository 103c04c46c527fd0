"""The part of a product's row that is about one size: what it is, and what it costs where."""

from typing import Any

from django.utils.translation import gettext as _

from catalog.exchange.evidence import Named, SourceCell, Sources
from catalog.exchange.faults import Fault
from catalog.exchange.kinds.held_products import HeldProducts, size_facts
from catalog.exchange.kinds.listed_prices import Asked, ListedPrices
from catalog.exchange.planning import Entry, Planner, blamed
from catalog.exchange.report import Action
from catalog.models import Channel, Product, ProductVariant
from catalog.services import put_variant

OF_SIZE = ("sku", "variant_name_vi", "variant_name_en", "net_weight_g", "position", "variant_source")
BLAMED = {"name_vi": "variant_name_vi", "name_en": "variant_name_en", "source": "variant_source"}
SOURCE = SourceCell()


class Sizes:
    """Puts the sizes of a product, with their prices."""

    def __init__(self, planner: Planner, held: HeldProducts, sources: Sources, channels: list[Channel]) -> None:
        self.planner = planner
        self.held = held
        self.sources = sources
        self.channels = channels
        self.prices = ListedPrices(planner, sources)
        # The row that speaks of each SKU.
        self._rows: dict[str, int] = {}

    def put(self, product: Product, group: list[Entry]) -> None:
        """All rows of one product. Raises Fault."""
        places = self._places(product, group)
        for entry in group:
            if not entry.values.get("sku"):
                self._refuse_without_size(entry, group)
                continue
            size = self._size(product, entry, places)
            for channel in self.channels:
                self.prices.put(size, channel, self.held.price(size, channel.pk), self._asked(channel, entry), entry)

    def _places(self, product: Product, group: list[Entry]) -> dict[str, int]:
        """A place for each new size whose row gives none: after those there are and those that rows ask for."""
        asked = [entry.values.get("position") or 0 for entry in group]
        last = max([*asked, *self.held.positions(product)], default=0)
        new = [
            entry.values["sku"]
            for entry in group
            if entry.values.get("sku") and entry.values.get("position") is None
            if self.held.size(entry.values["sku"]) is None
        ]
        return {sku: last + number for number, sku in enumerate(new, start=1)}

    def _size(self, product: Product, entry: Entry, places: dict[str, int]) -> ProductVariant:
        given = {name: entry.values[name] for name in OF_SIZE if name in entry.values}
        sku = given["sku"]
        if sku in self._rows:
            raise Fault(_("Trùng với dòng %d.") % self._rows[sku], "sku", _("Xóa một dòng."), row=entry.number)
        self._rows[sku] = entry.number
        known = self.held.size(sku)
        if known is not None and (product._state.adding or known.product_id != product.pk):
            other = known.product.external_reference
            raise Fault(_("Mã quy cách này là của sản phẩm %s.") % other, "sku", row=entry.number)
        if given.get("position") is None:
            given["position"] = places.get(sku, known.position if known else None)
        with blamed(entry, "variant_source"):
            source = self._source(known, given)
        if known is None:
            entry.line.action = Action.CREATE
        elif not self.planner.differing(entry, size_facts(known), given):
            return known
        facts = size_facts(known) | given
        if not facts["variant_name_vi"]:
            raise Fault(_("Quy cách cần có tên."), "variant_name_vi", row=entry.number)
        with blamed(entry, columns=BLAMED):
            size, _written = put_variant(
                product=product,
                sku=sku,
                name_vi=facts["variant_name_vi"],
                name_en=facts["variant_name_en"],
                net_weight_g=facts["net_weight_g"],
                position=facts["position"],
                source=source,
            )
        return size

    def _source(self, known: ProductVariant | None, given: dict[str, Any]) -> Any:
        """Who says so of the size; `given` then names it as a sheet would."""
        named: Named | None = given.get("variant_source")
        if "variant_source" not in given and known is not None:
            return known.source
        if known is not None and SOURCE.same(Named.of(known.source), named):
            return known.source
        named = named or self.sources.of_file(self.planner.wishes.source)
        source = self.sources.find(named) if named else None
        given["variant_source"] = Named.of(source)
        return source

    def _asked(self, channel: Channel, entry: Entry) -> Asked:
        column, source_column = f"price_{channel.slug}", f"price_source_{channel.slug}"
        values = entry.values
        return Asked(values.get(column), values.get(source_column), values.get("variant_source"), column, source_column)

    def _refuse_without_size(self, entry: Entry, group: list[Entry]) -> None:
        """Values of a size without its SKU, or one row of several that names none."""
        sized = [*OF_SIZE[1:], *(f"price_{channel.slug}" for channel in self.channels)]
        said = any(
            name in entry.values and entry.values[name] != self.planner.sheet[name].value.empty for name in sized
        )
        if said or len(group) > 1:
            raise Fault(_("Cần mã quy cách."), "sku", row=entry.number)
