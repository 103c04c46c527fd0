"""What lay on shelves on a day, and what it is worth at the list price of today: the ledger keeps no prices."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.models import VariantPrice
from core.graph import rows
from stock.selectors.access import Sight
from stock.selectors.flows import EVERYTHING, Narrowed, flows
from stock.selectors.ledger import lots_by_id

CURRENCY = "VND"


class Band(models.TextChoices):
    """How near a lot's last day is, seen from a day."""

    EXPIRED = "expired", _("Quá hạn")
    WITHIN_7 = "within_7", _("Còn đến 7 ngày")
    WITHIN_14 = "within_14", _("Còn 8–14 ngày")
    WITHIN_30 = "within_30", _("Còn 15–30 ngày")
    WITHIN_90 = "within_90", _("Còn 31–90 ngày")
    LATER = "later", _("Còn hơn 90 ngày")
    KEEPS = "keeps", _("Không có hạn dùng")


# The last day of a band, counted from the day asked.
DAYS = {Band.WITHIN_7: 7, Band.WITHIN_14: 14, Band.WITHIN_30: 30, Band.WITHIN_90: 90}

PRICES = rows.prepared(
    lambda p: (
        VariantPrice.objects.filter(
            rows.among("variant_id", p.variants), channel__currency=CURRENCY, channel__is_active=True
        )
        .order_by("variant_id", "channel__position")
        .values_list("variant_id", "price_minor", named=True)
    ),
    variants=[models.BigAutoField()],
)


class Lying(NamedTuple):
    """Units of a lot of one owner at a sales point on a day; no price means that nobody has set one."""

    point_id: int
    owner_id: int | None
    lot_id: int
    variant_id: int
    producer_id: int
    expires_on: date | None
    band: Band
    units: int
    price_minor: int | None

    @property
    def worth_minor(self) -> int | None:
        """In đồng at today's list price, tax included."""
        return None if self.price_minor is None else self.units * self.price_minor


def list_prices(variant_ids: Iterable[int]) -> dict[int, int]:
    """In đồng, of the first channel that sells in it; variants without a price are left out."""
    found: dict[int, int] = {}
    for row in PRICES(variants=sorted(set(variant_ids))):
        found.setdefault(row.variant_id, row.price_minor)
    return found


def lying_on(sight: Sight, *, day: date, of: Narrowed = EVERYTHING, bands: Iterable[Band] = ()) -> list[Lying]:
    """What could be touched when a day had ended, as far as the viewer may see; `bands` narrow it by expiry.

    By sales point, then what spoils first. Five statements.
    """
    found = flows(sight, since=day, until=day, by=("point_id", "owner_id", "lot_id"), of=of)
    there = {key: flow.closing for key, flow in found.items() if flow.closing}
    lots = lots_by_id(key.lot_id for key in there)
    prices = list_prices(lot.variant_id for lot in lots.values())
    wanted = set(bands)
    listed = []
    for key, units in there.items():
        if key.point_id is None or key.lot_id is None:
            continue
        lot = lots[key.lot_id]
        band = band_of(lot.expires_on, day)
        if not wanted or band in wanted:
            listed.append(
                Lying(
                    *(key.point_id, key.owner_id, key.lot_id, lot.variant_id, lot.producer_id),
                    *(lot.expires_on, band, units, prices.get(lot.variant_id)),
                )
            )
    return sorted(listed, key=_spoils_first)


def band_of(expires_on: date | None, day: date) -> Band:
    """How near a lot's last day is, seen from a day."""
    if expires_on is None:
        return Band.KEEPS
    if expires_on < day:
        return Band.EXPIRED
    return next((band for band, days in DAYS.items() if expires_on <= day + timedelta(days=days)), Band.LATER)


def _spoils_first(one: Lying) -> tuple[int, bool, date, int, int]:
    return (one.point_id, one.expires_on is None, one.expires_on or date.min, one.lot_id, one.owner_id or 0)
