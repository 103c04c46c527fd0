"""The smallest valid rows of stock, made by the services that keep them whole."""

from contextvars import copy_context
from datetime import date
from functools import partial
from itertools import count

from catalog.models.areas import AreaLevel
from catalog.services import put_area
from core import clock
from core.models import Transition
from core.transitions import Actor
from stock import services
from stock.models import DocumentType, Location, Lot, SalesPoint, StockBalance, Usage
from stock.models.points import PointLevel, StaffRole
from stock.services.posting import Going
from stock.services.receipts import Brought
from tests import factories

_numbers = count(1)


def point(**values) -> SalesPoint:
    """A sales point that has been open since 2026 began."""
    number = next(_numbers)
    area, _ = put_area(
        level=AreaLevel.COMMUNE,
        code=str(10_000 + number),
        valid_from=date(2025, 7, 1),
        valid_to=None,
        name_vi=f"Xã {number}",
        name_en=None,
        parent=None,
        source=factories.source(),
    )
    given = {
        "slug": f"diem-{number}",
        "name_vi": f"Điểm bán {number}",
        "level": PointLevel.COMMUNE,
        "area": area,
        "address": f"{number} đường Chợ",
        "opened_on": date(2026, 1, 1),
        **values,
    }
    return services.put_point(**given)[0]


def lot(variant=None, expires_on: date | None = date(2027, 6, 30), **values) -> Lot:
    """A lot made on 1 October 2026."""
    given = {
        "variant": variant or factories.variant(),
        "producer": values.pop("producer", None) or factories.producer(),
        "code": f"L{next(_numbers)}",
        "made_on": date(2026, 10, 1),
        "expires_on": expires_on,
        **values,
    }
    return services.put_lot(**given)[0]


def place(where: SalesPoint, usage: Usage = Usage.SHELF) -> Location:
    return Location.objects.get(point=where, usage=usage, code="")


def going(of: Lot, where: SalesPoint, units: int, ends=(Usage.PRODUCER, Usage.SHELF), **values) -> Going:
    """Units of a consigned lot from one usage of a sales point to another; a document line of its own."""
    left, right = (place(where, usage) for usage in ends)
    return Going(of.pk, of.producer_id, left.pk, right.pk, units, **{"line": next(_numbers), **values})


def move(*moves: Going, document: DocumentType = DocumentType.RECEIPT, **values):
    given = {"occurred_at": clock.now(), "by": factories.OFFICER, **values}
    return services.post(document=document, going=moves, **given)


def stocked(of: Lot, where: SalesPoint, units: int) -> StockBalance:
    """Units on the shelf."""
    move(going(of, where, units))
    return balance(of, where)


def balance(of: Lot, where: SalesPoint, usage: Usage = Usage.SHELF) -> StockBalance:
    return StockBalance.objects.get(lot=of, location=place(where, usage))


def consigned(where: SalesPoint, **values):
    """A producer whose goods may stand at the sales point."""
    maker = factories.producer()
    services.agree(producer=maker, point=where, commission_bp=1500, valid_from=date(2026, 1, 1), **values)
    return maker


def received(of: Lot, where: SalesPoint, units: int, by=factories.OFFICER):
    """A posted receipt of one line."""
    draft = services.draft_receipt(
        point=where, producer=of.producer, brought=[Brought(of.pk, place(where).pk, units)], by=by
    )
    return services.post_receipt(receipt_id=draft.pk, version=draft.version, by=by)


def seller(where: SalesPoint) -> Actor:
    """Somebody who works there."""
    number = next(_numbers)
    user = factories.user(f"nguoi-ban-{number}@vidu.example")
    services.employ(point=where, user=user, role=StaffRole.SELLER, since=date(2026, 1, 1), by=factories.OFFICER)
    return Actor(user.pk, "seller")


def on_this_clock(call, *arguments):
    """The call with the test's clock, which a thread of its own would not have."""
    return partial(copy_context().run, call, *arguments)


def listed_lot(shop: SalesPoint, units: int) -> Lot:
    """A product on sale with units of one lot on a shelf."""
    factories.tax_rate()
    product = factories.listed("Khoai deo")
    made = lot(product.variants.get(), producer=consigned(shop))
    received(made, shop, units)
    return made


def states(of) -> list[str]:
    return list(
        Transition.objects.filter(kind=of._meta.label_lower, object_id=of.pk)
        .order_by("pk")
        .values_list("to_state", flat=True)
    )
