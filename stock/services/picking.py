"""Which lots leave for another sales point when only so many of a variant are asked for."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import F, Q

from core import clock
from stock.errors import InsufficientStock, QuantityInvalid, blaming
from stock.models import StockBalance
from stock.models.points import SELLABLE
from stock.planning import Shelf, take
from stock.services.posting import MOST_UNITS
from stock.services.transfers import Sent


class Asked(NamedTuple):
    """So many units of a variant, whichever lots."""

    variant_id: int
    quantity: int


def picked(*, point_id: int, lines: Sequence[Asked | Sent]) -> list[Sent]:
    """The lines of a transfer: those that name a lot as they are, the others by FEFO out of what may be sold today.

    Nothing is kept for it: whoever dispatches is told if the shelf has changed. Raises QuantityInvalid, and
    InsufficientStock with how many of the variant there are.
    """
    shelves, places = _shelves(point_id, {one.variant_id for one in lines if isinstance(one, Asked)})
    for one in lines:
        if isinstance(one, Sent):
            shelves = [_without(shelf, places, one) for shelf in shelves]
    sent: list[Sent] = []
    for place, one in enumerate(lines):
        if isinstance(one, Sent):
            sent.append(one)
            continue
        with blaming(place):
            taken = _taken(shelves, one)
        sent += [_sent(places, key, quantity) for key, quantity in taken.items()]
        shelves = [shelf._replace(free=shelf.free - taken.get(shelf.balance_id, 0)) for shelf in shelves]
    return sent


def _taken(shelves: Sequence[Shelf], one: Asked) -> dict[int, int]:
    if not 0 < one.quantity <= MOST_UNITS:
        raise QuantityInvalid
    takings = take([shelf for shelf in shelves if shelf.variant_id == one.variant_id], one.quantity)
    units = {taking.shelf.balance_id: taking.quantity for taking in takings}
    if sum(units.values()) < one.quantity:
        raise InsufficientStock(sum(units.values()), one.variant_id)
    return units


Places = dict[int, tuple[int, int | None, int]]


def _sent(places: Places, balance_id: int, quantity: int) -> Sent:
    lot, owner, location = places[balance_id]
    return Sent(lot, owner, location, quantity)


def _without(shelf: Shelf, places: Places, one: Sent) -> Shelf:
    """The shelf without what another line takes of it by name."""
    same = places[shelf.balance_id] == (one.lot_id, one.owner_id, one.from_location_id)
    return shelf._replace(free=shelf.free - one.quantity) if same else shelf


def _shelves(point_id: int, variant_ids: set[int]) -> tuple[list[Shelf], Places]:
    """What of these variants may be sold today, and the lot, owner and location of each balance."""
    today = clock.today()
    rows = (
        StockBalance.objects.filter(
            Q(lot__expires_on=None) | Q(lot__expires_on__gte=today),
            location__point=point_id,
            location__usage__in=SELLABLE,
            variant__in=sorted(variant_ids),
            lot__recalled_at=None,
            on_hand__gt=F("reserved"),
        )
        .select_related("lot")
        .order_by("pk")
    )
    shelves = [
        Shelf(one.pk, point_id, one.variant_id, one.lot_id, one.lot.made_on, one.lot.expires_on, one.available)
        for one in rows
    ]
    return shelves, {one.pk: (one.lot_id, one.owner_id, one.location_id) for one in rows}
