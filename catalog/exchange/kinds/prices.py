"""List prices: one row for each size and channel."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.exchange import cells
from catalog.exchange.cells import Cell
from catalog.exchange.columns import Column, Sheet
from catalog.exchange.evidence import Named, SourceCell, Sources
from catalog.exchange.faults import Fault, did_you_mean
from catalog.exchange.kinds.listed_prices import Asked, ListedPrices
from catalog.exchange.kinds.product_columns import source_help
from catalog.exchange.lookups import Nearest, channels, in_batches
from catalog.exchange.planning import Entry, Planner, Wishes, blamed
from catalog.exchange.report import Action
from catalog.exchange.values import Code, Value
from catalog.models import Channel, ProductVariant, VariantPrice
from catalog.models.channels import MINOR_DIGITS
from catalog.services.gathering import gathering


class Amount(Value):
    """An amount of money whose currency another column tells: kept as it stands until that is known."""

    empty = None
    is_text = False

    def parse(self, cell: Cell) -> Cell:
        cells.as_text(cell)
        return cell

    def write(self, value: Any) -> Cell:
        amount: Cell = value
        return amount


def columns() -> Iterator[Column]:
    yield Column("sku", gettext_lazy("Mã quy cách"), Code(64), "", "VI-DU-1-500", required=True, aliases=("Mã SKU",))
    home = gettext_lazy("Mã kênh bán, như vn.")
    yield Column("channel", gettext_lazy("Kênh"), Code(40), home, "vn", required=True, aliases=("Kênh bán",))
    gross = gettext_lazy("Gồm thuế, bằng tiền của kênh.")
    yield Column(
        "price", gettext_lazy("Giá"), Amount(), gross, "150.000 ₫", required=True, aliases=("Giá bán", "Đơn giá")
    )
    yield Column("source", gettext_lazy("Nguồn giá"), SourceCell(), source_help(), "Bảng giá tháng 11/2026")


class Prices(Planner):
    """The sheet of prices."""

    name = "prices"

    def __init__(self, sheet: Sheet, wishes: Wishes) -> None:
        super().__init__(sheet, wishes)
        self.sources = Sources()
        self.prices = ListedPrices(self, self.sources)
        self.channels = {channel.slug: channel for channel in channels()}
        self.nearest = Nearest(ProductVariant.objects.values_list("sku", flat=True))
        self.sizes: dict[str, ProductVariant] = {}
        self.held: dict[tuple[int, int], VariantPrice] = {}

    @classmethod
    def columns(cls) -> Sheet:
        return Sheet("prices", gettext_lazy("Giá"), list(columns()))

    @classmethod
    def rows(cls) -> Iterator[dict[str, Any]]:
        found = VariantPrice.objects.select_related("variant", "channel", "source")
        for price in found.order_by("variant__sku", "channel__position").iterator(chunk_size=500):
            yield {
                "sku": price.variant.sku,
                "channel": price.channel.slug,
                "price": _in_currency(price.price_minor, price.channel),
                "source": Named.of(price.source),
            }

    @classmethod
    def subject(cls, values: dict[str, Any]) -> tuple[Any, str]:
        return (values["sku"], values["channel"]), f"{values['sku']} {values['channel']}"

    def learn(self, entries: Sequence[Entry]) -> None:
        self.sources.learn(entry.values.get("source") for entry in entries)
        for batch in in_batches({entry.values["sku"] for entry in entries}):
            sizes = {size.sku: size for size in ProductVariant.objects.filter(sku__in=batch)}
            self.sizes |= sizes
            keys = [size.pk for size in sizes.values()]
            prices = list(VariantPrice.objects.select_related("source").filter(variant__in=keys))
            self.held |= {(price.variant_id, price.channel_id): price for price in prices}
            if pile := gathering():
                everywhere = [(key, channel.pk) for key in keys for channel in self.channels.values()]
                pile.know(VariantPrice, ["variant", "channel"], prices, everywhere)

    def put(self, group: list[Entry]) -> None:
        [entry] = group
        size = self.sizes.get(entry.values["sku"])
        if size is None:
            near = self.nearest.to(entry.values["sku"])
            raise Fault(_("Không có quy cách “%s”.") % entry.values["sku"], "sku", near)
        channel = self._channel(entry)
        with blamed(entry, "price"):
            amount = cells.number(entry.values["price"], MINOR_DIGITS[channel.currency])
            if amount >= 10**18:
                raise Fault(_("Số lớn quá, nhiều nhất là %d.") % (10**18 - 1))
        asked = Asked(amount, entry.values.get("source"), None, "price", "source")
        held = self.held.get((size.pk, channel.pk))
        if held is None:
            entry.line.action = Action.CREATE
        self.prices.put(size, channel, held, asked, entry)

    def note(self, entry: Entry, name: str, before: Any, after: Any) -> None:
        if name == "price":
            channel = self._channel(entry)
            before, after = (value if value is None else _in_currency(value, channel) for value in (before, after))
        super().note(entry, name, before, after)

    def _channel(self, entry: Entry) -> Channel:
        slug = entry.values["channel"]
        if slug not in self.channels:
            raise Fault(_("Không có kênh “%s”.") % slug, "channel", did_you_mean(slug, self.channels))
        return self.channels[slug]


def _in_currency(minor: int, channel: Channel) -> Cell:
    digits = MINOR_DIGITS[channel.currency]
    return Decimal(minor).scaleb(-digits) if digits else minor
