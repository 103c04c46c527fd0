"""What each kind of operation of the stock desk does. Payloads hold keys, units and instants."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from catalog.models import Producer, ProductVariant
from stock.errors import LotInvalid, blaming
from stock.models import Location, Lot, SalesPoint, ShortReason, WriteOffReason
from stock.services import counts, handling, receipts, transfers
from stock.services.documents import found
from stock.services.lots import LOT_CODE_LENGTH, put_lot
from stock.services.sync import Context, Result, operation

Payload = Mapping[str, Any]


@operation("receive")
def receive(given: Payload, context: Context) -> Result:
    """Goods from a producer, straight onto the shelf; a lot that nobody has seen yet is made known by its label."""
    point = found(SalesPoint, given.get("point"), "point")
    producer = found(Producer, given.get("producer"), "producer")
    brought = [_brought(place, line, producer) for place, line in enumerate(given.get("lines") or [])]
    receipt = receipts.draft_receipt(
        point=point,
        producer=producer,
        brought=brought,
        by=context.by,
        is_consigned=given.get("is_consigned", True),
        number=given.get("number") or "",
        note=given.get("note") or "",
    )
    receipts.post_receipt(
        receipt_id=receipt.pk,
        version=receipt.version,
        by=context.by,
        occurred_at=context.at,
        operation=context.operation,
    )
    return {"receipt": receipt.pk}


@operation("receipt_reverse")
def receipt_reverse(given: Payload, context: Context) -> Result:
    """A receipt that was a mistake."""
    receipts.reverse_receipt(
        receipt_id=given["receipt"], version=given["version"], reason=given["reason"], by=context.by
    )
    return {"receipt": given["receipt"]}


@operation("transfer_dispatch")
def transfer_dispatch(given: Payload, context: Context) -> Result:
    """Goods that leave for another sales point: a new transfer, or one that was asked for."""
    if given.get("transfer") is None:
        sent = [
            transfers.Sent(line["lot"], line.get("owner"), line["from_location"], line["quantity"])
            for line in given.get("lines") or []
        ]
        draft = transfers.draft_transfer(
            from_point=found(SalesPoint, given.get("from_point"), "from_point"),
            to_point=found(SalesPoint, given.get("to_point"), "to_point"),
            sent=sent,
            by=context.by,
            note=given.get("note") or "",
        )
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
    arrived = {
        line["line"]: transfers.Arrived(
            line["received"],
            line.get("short") or 0,
            ShortReason(line["short_reason"]) if line.get("short_reason") else None,
            line.get("location"),
        )
        for line in given.get("lines") or []
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


def _brought(place: int, line: Payload, producer: Producer) -> receipts.Brought:
    with blaming(place):
        return receipts.Brought(_lot(line, producer).pk, line["location"], line["quantity"])


def _lot(line: Payload, producer: Producer) -> Lot:
    """The lot a line names by key, or by what its label says. Raises LotInvalid when the label says otherwise."""
    if line.get("lot") is not None:
        known = Lot.objects.filter(pk=line["lot"], producer=producer).first()
        if known is None:
            raise LotInvalid
        return known
    made_on: date | None = line.get("made_on")
    expires_on: date | None = line.get("expires_on")
    code = (line.get("code") or "").strip()
    if made_on is None or not code or len(code) > LOT_CODE_LENGTH or (expires_on is not None and expires_on < made_on):
        raise LotInvalid
    variant = found(ProductVariant, line.get("variant"), "variant")
    lot, _ = put_lot(variant=variant, producer=producer, code=code, made_on=made_on, expires_on=expires_on)
    if (lot.made_on, lot.expires_on) != (made_on, expires_on):
        raise LotInvalid
    return lot
