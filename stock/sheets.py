"""Reports as tables to take away: their columns, and their rows one by one, so that a long one is never held whole."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from catalog.exchange.columns import Column, Sheet
from catalog.exchange.values import Code, Day, Text, Whole
from catalog.selectors.people import producers_by_id
from core import clock
from stock.models import DocumentType, StockMove, Usage
from stock.selectors.access import Sight
from stock.selectors.consigned import Consigned
from stock.selectors.coverage import Coverage
from stock.selectors.flows import Flow, Key
from stock.selectors.goods import goods_by_variant
from stock.selectors.ledger import lots_by_id, narrowed_moves
from stock.selectors.points import points_by_id
from stock.selectors.slow import Mover
from stock.selectors.worth import Lying, list_prices

# Rows that are read from the database at a time.
READ = 2_000
LARGEST = 10**15

Rows = Iterator[dict[str, Any]]

POINT = Column("point", _("Điểm bán"), Text())
INVENTED = Column("invented", _("Minh họa"), Text())
PRODUCT = Column("product", _("Sản phẩm"), Text())
SIZE = Column("size", _("Quy cách"), Text())
SKU = Column("sku", _("Mã quy cách"), Code())
LOT = Column("lot", _("Lô"), Code())
PRODUCER = Column("producer", _("Chủ thể"), Text())
OWNER = Column("owner", _("Hàng của ai"), Text())
UNITS = Column("units", _("Đơn vị"), Whole())
PRICE = Column("price", _("Giá niêm yết hôm nay (đồng)"), Whole(LARGEST))
VALUE = Column("value", _("Giá trị (đồng)"), Whole(LARGEST))
COUNTERS = {
    "opening": _("Đầu kỳ"),
    "received": _("Nhập từ chủ thể"),
    "returned": _("Trả lại chủ thể"),
    "arrived": _("Nhận từ điểm khác"),
    "sent": _("Gửi điểm khác"),
    "sold": _("Đã bán"),
    "lost": _("Hủy, mất"),
    "short": _("Kiểm kê thiếu"),
    "found": _("Kiểm kê thừa"),
    "closing": _("Cuối kỳ"),
}
COUNTED = tuple(Column(name, title, Whole()) for name, title in COUNTERS.items())

VALUE_SHEET = Sheet(
    "gia-tri",
    _("Giá trị hàng"),
    (
        *(POINT, PRODUCT, SIZE, SKU, LOT, Column("expires_on", _("HSD"), Day())),
        *(PRODUCER, OWNER, UNITS, PRICE, VALUE, INVENTED),
    ),
)
MOVES_SHEET = Sheet(
    "xuat-nhap",
    _("Xuất nhập"),
    (
        Column("day", _("Ngày"), Day()),
        Column("time", _("Giờ"), Code()),
        *(Column("kind", _("Vì phiếu nào"), Text()), PRODUCT, SIZE, SKU, LOT, PRODUCER, OWNER),
        *(Column("from_place", _("Từ nơi"), Text()), Column("to_place", _("Đến nơi"), Text()), UNITS),
        Column("reason", _("Lý do"), Text()),
        INVENTED,
    ),
)
SHRINKAGE_SHEET = Sheet(
    "hao-hut",
    _("Hao hụt"),
    (
        *(POINT, PRODUCER, PRODUCT, SIZE, *COUNTED),
        Column("handled", _("Đã qua tay"), Whole()),
        Column("shrinkage", _("Hao hụt"), Whole()),
        INVENTED,
    ),
)
SLOW_SHEET = Sheet(
    "ban-cham",
    _("Bán chậm"),
    (
        *(POINT, PRODUCT, SIZE, SKU, UNITS, Column("sold", _("Đã bán"), Whole())),
        Column("last_sold_on", _("Bán lần cuối"), Day()),
        Column("there_since", _("Có ở đó từ"), Day()),
        Column("days_left", _("Đủ bán (ngày)"), Whole()),
        VALUE,
        INVENTED,
    ),
)
COVERAGE_SHEET = Sheet(
    "do-phu",
    _("Độ phủ"),
    (
        Column("unit", _("Đơn vị trước 7/2025"), Text()),
        *(POINT, Column("address", _("Địa chỉ"), Text()), Column("opened_on", _("Mở từ"), Day())),
        Column("counted", _("Được đếm"), Text()),
    ),
)
CONSIGNED_SHEET = Sheet(
    "ky-gui",
    _("Hàng ký gửi"),
    (
        *(POINT, PRODUCT, SIZE, SKU, LOT, *COUNTED, PRICE),
        Column("sold_value", _("Tiền bán (đồng)"), Whole(LARGEST)),
        Column("commission", _("Phần của điểm bán (đồng)"), Whole(LARGEST)),
        Column("due", _("Phần của chủ thể (đồng)"), Whole(LARGEST)),
        Column("left_value", _("Giá trị còn lại (đồng)"), Whole(LARGEST)),
        Column("unagreed", _("Bán khi không có hợp đồng"), Whole()),
        INVENTED,
    ),
)


def value_rows(lines: Iterable[Lying]) -> Rows:
    """Under VALUE_SHEET's columns."""
    listed = list(lines)
    points, lots = points_by_id(one.point_id for one in listed), lots_by_id(one.lot_id for one in listed)
    goods = goods_by_variant(one.variant_id for one in listed)
    makers = producers_by_id({key for one in listed for key in (one.producer_id, one.owner_id) if key is not None})
    for one in listed:
        yield {
            **_goods(goods[one.variant_id]),
            **_at(points[one.point_id]),
            "lot": lots[one.lot_id].code,
            "expires_on": one.expires_on,
            "producer": _name(makers[one.producer_id]),
            "owner": _name(makers.get(one.owner_id or 0)),
            "units": one.units,
            "price": one.price_minor,
            "value": one.worth_minor,
        }


def move_rows(sight: Sight, **given: Any) -> Rows:
    """Under MOVES_SHEET's columns, as the database gives them."""
    language = _language()
    named = {
        "product": f"variant__product__name_{language}",
        "product_vi": "variant__product__name_vi",
        "size": "variant__name_vi",
        "sku": "variant__sku",
        "lot_code": "lot__code",
        "maker": "lot__producer__name_vi",
        "owner_name": "owner__name_vi",
        "start": "from_location__point__name_vi",
        "start_usage": "from_location__usage",
        "start_code": "from_location__code",
        "end": "to_location__point__name_vi",
        "end_usage": "to_location__usage",
        "end_code": "to_location__code",
        "is_invented": "to_location__point__is_demonstration",
    }
    found = narrowed_moves(sight, **given).order_by("-occurred_at", "-id")
    columns = {name: F(path) for name, path in named.items()}
    rows: QuerySet[StockMove, Any] = found.values("occurred_at", "document_type", "quantity", "reason", **columns)
    for row in rows.iterator(READ):
        at = row["occurred_at"].astimezone(clock.VIETNAM)
        yield {
            "day": at.date(),
            "time": f"{at:%H:%M:%S}",
            "kind": str(DocumentType(row["document_type"]).label),
            "product": row["product"] or row["product_vi"],
            "size": row["size"],
            "sku": row["sku"],
            "lot": row["lot_code"],
            "producer": row["maker"],
            "owner": row["owner_name"] or "",
            "from_place": _place(row["start"], row["start_usage"], row["start_code"]),
            "to_place": _place(row["end"], row["end_usage"], row["end_code"]),
            "units": row["quantity"],
            "reason": row["reason"],
            "invented": _invented(row["is_invented"]),
        }


def flow_rows(flows: Iterable[tuple[Key, Flow]]) -> Rows:
    """Under SHRINKAGE_SHEET's columns."""
    listed = list(flows)
    points = points_by_id(key.point_id for key, _flow in listed)
    makers = producers_by_id({key.producer_id for key, _flow in listed if key.producer_id is not None})
    goods = goods_by_variant(key.variant_id for key, _flow in listed if key.variant_id is not None)
    for key, flow in listed:
        yield {
            **(_goods(goods[key.variant_id]) if key.variant_id is not None else {}),
            **_at(points.get(key.point_id or 0)),
            "producer": _name(makers.get(key.producer_id or 0)),
            **{name: getattr(flow, name) for name in COUNTERS},
            "handled": flow.handled,
            "shrinkage": flow.shrinkage,
        }


def slow_rows(movers: Iterable[Mover]) -> Rows:
    """Under SLOW_SHEET's columns."""
    listed = list(movers)
    points, goods = points_by_id(one.point_id for one in listed), goods_by_variant(one.variant_id for one in listed)
    prices = list_prices(one.variant_id for one in listed)
    for one in listed:
        price = prices.get(one.variant_id)
        yield {
            **_goods(goods[one.variant_id]),
            **_at(points[one.point_id]),
            "units": one.units,
            "sold": one.sold,
            "last_sold_on": one.last_sold_on,
            "there_since": one.there_since,
            "days_left": one.days_left,
            "value": None if price is None else one.units * price,
        }


def coverage_rows(found: Coverage) -> Rows:
    """Under COVERAGE_SHEET's columns; a unit without a point has a row of its own."""
    units = [(str(_("Cấp tỉnh")), found.of_province), *((_name(one.area), one.points) for one in found.districts)]
    for name, points in [*units, ("", found.others)]:
        if not points and name:
            yield {"unit": name, "counted": str(_("chưa có"))}
        for point in points:
            yield {
                "unit": name,
                "point": _name(point),
                "address": point.address,
                "opened_on": point.opened_on,
                "counted": str(_("minh họa, không đếm") if point.is_demonstration else _("có") if name else ""),
            }


def consigned_rows(lines: Iterable[Consigned]) -> Rows:
    """Under CONSIGNED_SHEET's columns."""
    listed = list(lines)
    points, goods = points_by_id(one.point_id for one in listed), goods_by_variant(one.variant_id for one in listed)
    lots = lots_by_id(one.lot_id for one in listed)
    for one in listed:
        yield {
            **_goods(goods[one.variant_id]),
            **_at(points[one.point_id]),
            "lot": lots[one.lot_id].code,
            **{name: getattr(one.flow, name) for name in COUNTERS},
            "price": one.price_minor,
            "sold_value": one.sold_minor,
            "commission": one.commission_minor,
            "due": one.due_minor,
            "left_value": one.left_minor,
            "unagreed": one.unagreed,
        }


def _language() -> str:
    return "en" if get_language() == "en" else "vi"


def _name(row: Any) -> str:
    """A name in the reader's language, else in Vietnamese; nothing for none."""
    if row is None:
        return ""
    return str((row.name_en if _language() == "en" else None) or row.name_vi)


def _at(point: Any) -> dict[str, str]:
    """A sales point by name, and whether it is made up; nothing of none."""
    return {"point": _name(point), "invented": _invented(point is not None and point.is_demonstration)}


def _invented(is_demonstration: bool) -> str:
    return str(_("minh họa")) if is_demonstration else ""


def _goods(row: Any) -> dict[str, str]:
    english = _language() == "en"
    return {
        "product": (row.product_name_en if english else None) or row.product_name_vi,
        "size": (row.name_en if english else None) or row.name_vi,
        "sku": row.sku,
    }


def _place(point: str, usage: str, code: str) -> str:
    return f"{point}: {Usage(usage).label} {code}".strip()


def days_named(since: date, until: date) -> str:
    """What a file of some days is called by."""
    return f"{since.isoformat()}-{until.isoformat()}"
