"""What each kind of operation of the stock desk does. Payloads hold keys, units and instants."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from catalog.models import Producer, ProductVariant, RawMaterialZone
from stock.errors import LineTwice, LotInvalid, NotFound, blaming
from stock.models import GoodsReceipt, Location, Lot, SalesPoint, ShortReason, Transfer, WriteOffReason
from stock.services import counts, handling, picking, receipts, transfers
from stock.services.documents import admit, found
from stock.services.lots import LOT_CODE_LENGTH, put_lot
from stock.services.sync import Context, Result, operation

Payload = Mapping[str, Any]


@operation("receive")
def receive(given: Payload, context: Context) -> Result:
    """Goods from a producer, straight onto the shelf; a lot that nobody has seen yet is made known by its label."""
    receipt = _receipt(given, context)
    _post(receipt.pk, receipt.version, context)
    return {"receipt": receipt.pk}


@operation("receipt_draft")
def receipt_draft(given: Payload, context: Context) -> Result:
    """Goods from a producer, only written down; of a known draft, anew."""
    return {"receipt": _receipt(given, context).pk}


@operation("receipt_post")
def receipt_post(given: Payload, context: Context) -> Result:
    """What was written down, put onto the shelf."""
    _post(given["receipt"], given["version"], context)
    return {"receipt": given["receipt"]}


@operation("receipt_cancel")
def receipt_cancel(given: Payload, context: Context) -> Result:
    """A draft that brought nothing."""
    receipts.cancel_receipt(receipt_id=given["receipt"], version=given["version"], by=context.by)
    return {"receipt": given["receipt"]}


@operation("receipt_reverse")
def receipt_reverse(given: Payload, context: Context) -> Result:
    """A receipt that was a mistake."""
    receipts.reverse_receipt(
        receipt_id=given["receipt"], version=given["version"], reason=given["reason"], by=context.by
    )
    return {"receipt": given["receipt"]}


@operation("transfer_draft")
def transfer_draft(given: Payload, context: Context) -> Result:
    """Goods that shall go to another sales point, only written down: lots by name, or picked by FEFO."""
    asked = [
        _sent(line) if line.get("variant") is None else picking.Asked(line["variant"], line["quantity"])
        for line in given.get("lines") or []
    ]
    admit(context.by, given["from_point"], given["to_point"])
    sent = picking.picked(point_id=given["from_point"], lines=asked)
    return {"transfer": _transfer(given, sent, context).pk}


@operation("transfer_dispatch")
def transfer_dispatch(given: Payload, context: Context) -> Result:
    """Goods that leave for another sales point: a new transfer, or one that was asked for."""
    if given.get("transfer") is None:
        draft = _transfer(given, [_sent(line) for line in given.get("lines") or []], context)
        key, version = draft.pk, draft.version
    else:
        key, version = given["transfer"], given.get("version") or 0
    transfers.dispatch(
        transfer_id=key, version=version, by=context.by, occurred_at=context.at, operation=context.operation
    )
    return {"transfer": key}


@operation("transfer_receive")
def transfer_receive(given: Payload, context: Context) -> Result:
    """Goods that arrived, with what is missing and why."""
    lines = given.get("lines") or []
    if len({line["line"] for line in lines}) < len(lines):
        raise LineTwice
    arrived = {
        line["line"]: transfers.Arrived(
            line["received"],
            line.get("short") or 0,
            ShortReason(line["short_reason"]) if line.get("short_reason") else None,
            line.get("location"),
        )
        for line in lines
    }
    transfers.receive_transfer(
        transfer_id=given["transfer"],
        version=given["version"],
        arrived=arrived,
        by=context.by,
        occurred_at=context.at,
        operation=context.operation,
    )
    return {"transfer": given["transfer"]}


@operation("transfer_close")
def transfer_close(given: Payload, context: Context) -> Result:
    """Shortages settled by the sender."""
    transfers.close_transfer(
        transfer_id=given["transfer"], version=given["version"], by=context.by, reason=given["reason"]
    )
    return {"transfer": given["transfer"]}


@operation("transfer_cancel")
def transfer_cancel(given: Payload, context: Context) -> Result:
    """A transfer that will not leave."""
    transfers.cancel_transfer(transfer_id=given["transfer"], version=given["version"], by=context.by)
    return {"transfer": given["transfer"]}


@operation("relocate")
def relocate(given: Payload, context: Context) -> Result:
    """Goods carried to another shelf."""
    paper = handling.relocate(
        point=found(SalesPoint, given.get("point"), "point"),
        units=_handled(given, "from_location"),
        to_location_id=given["to_location"],
        by=context.by,
        occurred_at=context.at,
        operation=context.operation,
    )
    return {"relocation": paper.pk}


@operation("write_off")
def write_off(given: Payload, context: Context) -> Result:
    """Goods that will not be sold."""
    paper = handling.write_off(
        point=found(SalesPoint, given.get("point"), "point"),
        units=_handled(given, "location"),
        reason=WriteOffReason(given["reason"]),
        note=given.get("note") or "",
        photo=given.get("photo") or "",
        by=context.by,
        occurred_at=context.at,
        operation=context.operation,
    )
    return {"write_off": paper.pk}


@operation("write_off_reverse")
def write_off_reverse(given: Payload, context: Context) -> Result:
    """A write-off that was a mistake."""
    handling.reverse_write_off(write_off_id=given["write_off"], reason=given["reason"], by=context.by)
    return {"write_off": given["write_off"]}


@operation("count_open")
def count_open(given: Payload, context: Context) -> Result:
    """A count of one location."""
    made = counts.open_count(location=found(Location, given.get("location"), "location"), by=context.by)
    return {"count": made.pk}


@operation("count_line")
def count_line(given: Payload, context: Context) -> Result:
    """How many units of a lot lay there."""
    line = counts.count_line(
        count_id=given["count"],
        lot_id=given["lot"],
        owner_id=given.get("owner"),
        counted=given["counted"],
        by=context.by,
        counted_at=context.at,
    )
    return {"count": given["count"], "count_line": line.pk}


@operation("count_submit")
def count_submit(given: Payload, context: Context) -> Result:
    """A count for somebody else to approve."""
    counts.submit_count(count_id=given["count"], version=given["version"], by=context.by)
    return {"count": given["count"]}


@operation("count_reopen")
def count_reopen(given: Payload, context: Context) -> Result:
    """A count to be counted again."""
    counts.reopen_count(count_id=given["count"], version=given["version"], by=context.by, reason=given["reason"])
    return {"count": given["count"]}


@operation("count_approve")
def count_approve(given: Payload, context: Context) -> Result:
    """A count that somebody else made."""
    counts.approve_count(count_id=given["count"], version=given["version"], by=context.by, operation=context.operation)
    return {"count": given["count"]}


@operation("case_close")
def case_close(given: Payload, context: Context) -> Result:
    """A discrepancy that has been explained."""
    counts.close_case(case_id=given["case"], explanation=given["explanation"], by=context.by)
    return {"case": given["case"]}


def _handled(given: Payload, location: str) -> handling.Handled:
    return handling.Handled(given["lot"], given.get("owner"), given[location], given["quantity"])


def _receipt(given: Payload, context: Context) -> GoodsReceipt:
    """A draft of what was brought: a new one, or a known one written anew. Raises NotFound for one of another place."""
    point = found(SalesPoint, given.get("point"), "point")
    producer = found(Producer, given.get("producer"), "producer")
    said = {
        "brought": [_brought(place, line, producer, point) for place, line in enumerate(given.get("lines") or [])],
        "by": context.by,
        "is_consigned": given.get("is_consigned", True),
        "number": given.get("number") or "",
        "note": given.get("note") or "",
    }
    key = given.get("receipt")
    if key is None:
        return receipts.draft_receipt(point=point, producer=producer, **said)
    if not GoodsReceipt.objects.filter(pk=key, point=point, producer=producer).exists():
        raise NotFound("receipt")
    return receipts.redraft_receipt(receipt_id=key, version=given.get("version") or 0, **said)


def _post(key: int, version: int, context: Context) -> None:
    receipts.post_receipt(
        receipt_id=key, version=version, by=context.by, occurred_at=context.at, operation=context.operation
    )


def _sent(line: Payload) -> transfers.Sent:
    return transfers.Sent(line["lot"], line.get("owner"), line["from_location"], line["quantity"])


def _transfer(given: Payload, sent: list[transfers.Sent], context: Context) -> Transfer:
    return transfers.draft_transfer(
        from_point=found(SalesPoint, given.get("from_point"), "from_point"),
        to_point=found(SalesPoint, given.get("to_point"), "to_point"),
        sent=sent,
        by=context.by,
        note=given.get("note") or "",
    )


def _brought(place: int, line: Payload, producer: Producer, point: SalesPoint) -> receipts.Brought:
    with blaming(place):
        return receipts.Brought(_lot(line, producer, point).pk, line["location"], line["quantity"])


def _lot(line: Payload, producer: Producer, point: SalesPoint) -> Lot:
    """The lot a line names by key, or by what its label says; the days of one that is known need not be told again.

    One that is first met at an invented shop is invented too. Raises LotInvalid when the label says otherwise, or the
    days of a new one are not told, ZoneInvalid, NotFound.
    """
    if line.get("lot") is not None:
        known = Lot.objects.filter(pk=line["lot"], producer=producer).first()
        if known is None:
            raise LotInvalid
        return known
    made_on: date | None = line.get("made_on")
    expires_on: date | None = line.get("expires_on")
    code = (line.get("code") or "").strip()
    variant = found(ProductVariant, line.get("variant"), "variant")
    if made_on is None and expires_on is None:
        known = Lot.objects.filter(variant=variant, producer=producer, code=code).first()
        if known is not None:
            return known
    if made_on is None:
        raise LotInvalid("made_on")
    if not code or len(code) > LOT_CODE_LENGTH or (expires_on is not None and expires_on < made_on):
        raise LotInvalid
    zone = found(RawMaterialZone, line["zone"], "zone") if line.get("zone") is not None else None
    lot, _ = put_lot(
        variant=variant,
        producer=producer,
        code=code,
        made_on=made_on,
        expires_on=expires_on,
        zone=zone,
        is_demonstration=point.is_demonstration,
    )
    if (lot.made_on, lot.expires_on) != (made_on, expires_on) or (zone is not None and lot.zone_id != zone.pk):
        raise LotInvalid
    return lot
