"""Inputs of the stock desk's operations, and what they say as services' payloads."""

from enum import Enum
from typing import Any, ClassVar

import graphene

from core import graph
from core.graph.scalars import Date
from stock.schema.enums import ShortReasonEnum, WriteOffReasonEnum

OWNER = "Whose goods; leave it out for the shop's own."
VERSION = "As last seen; a newer one is a conflict."


class Operation(graph.Input):
    """An input that becomes the payload of one kind of operation."""

    # Field name -> the type its global id is of.
    IDS: ClassVar[dict[str, str]] = {}

    class Meta:
        abstract = True

    @classmethod
    def payload(cls, given: dict[str, Any]) -> dict[str, Any]:
        """Keys instead of ids, values instead of enums. Raises GraphQLError for an id of another type."""
        return {name: cls._plain(name, value) for name, value in given.items() if value is not None}

    @classmethod
    def _plain(cls, name: str, value: Any) -> Any:
        if name in cls.IDS:
            return graph.required_key(value, cls.IDS[name])
        if isinstance(value, Enum):
            return value.value
        if isinstance(value, list):
            return [LINES[cls.__name__].payload(one) for one in value]
        return value


class ReceiveLineInput(Operation):
    """Units of a lot: one that is known, or what the label of a new one says."""

    IDS = {"lot": "Lot", "variant": "ProductVariant", "location": "Location"}

    lot = graphene.ID(description="A known lot; then nothing of the label is needed.")
    variant = graphene.ID(description="Of a new lot.")
    code = graphene.String(description="Of a new lot, as printed.")
    made_on = Date(description="Of a new lot: NSX.")
    expires_on = Date(description="Of a new lot: HSD; leave it out where it does not spoil.")
    location = graphene.ID(required=True, description="Where they were put.")
    quantity = graphene.Int(required=True, description="Units.")


class ReceiveInput(Operation):
    """Goods that a producer brought."""

    IDS = {"point": "SalesPoint", "producer": "Producer"}

    point = graphene.ID(required=True)
    producer = graphene.ID(required=True)
    is_consigned = graphene.Boolean(default_value=True, description="They stay the producer's until sold.")
    number = graphene.String(description="The paper's own number.")
    note = graphene.String()
    lines = graphene.List(graphene.NonNull(ReceiveLineInput), required=True)


class ReceiptReverseInput(Operation):
    """A receipt that was a mistake."""

    IDS = {"receipt": "GoodsReceipt"}

    receipt = graphene.ID(required=True)
    version = graphene.Int(required=True, description=VERSION)
    reason = graphene.String(required=True)


class SentLineInput(Operation):
    """Units that leave a shelf."""

    IDS = {"lot": "Lot", "owner": "Producer", "from_location": "Location"}

    lot = graphene.ID(required=True)
    owner = graphene.ID(description=OWNER)
    from_location = graphene.ID(required=True)
    quantity = graphene.Int(required=True, description="Units.")


class TransferDispatchInput(Operation):
    """Goods that leave for another sales point: a known transfer with its version, or both points and the lines."""

    IDS = {"transfer": "Transfer", "from_point": "SalesPoint", "to_point": "SalesPoint"}

    transfer = graphene.ID()
    version = graphene.Int(description=VERSION)
    from_point = graphene.ID()
    to_point = graphene.ID()
    note = graphene.String()
    lines = graphene.List(graphene.NonNull(SentLineInput))


class ArrivedLineInput(Operation):
    """What came of one line."""

    IDS = {"line": "TransferLine", "location": "Location"}

    line = graphene.ID(required=True)
    received = graphene.Int(required=True, description="Units that arrived.")
    short = graphene.Int(default_value=0, description="Units found missing.")
    short_reason = ShortReasonEnum(description="Needed where some are missing.")
    location = graphene.ID(description="Where they were put; the shelf without it.")


class TransferReceiveInput(Operation):
    """Goods that arrived, all or some of them."""

    IDS = {"transfer": "Transfer"}

    transfer = graphene.ID(required=True)
    version = graphene.Int(required=True, description=VERSION)
    lines = graphene.List(graphene.NonNull(ArrivedLineInput), required=True)


class TransferCloseInput(Operation):
    """Shortages, settled by the sender."""

    IDS = {"transfer": "Transfer"}

    transfer = graphene.ID(required=True)
    version = graphene.Int(required=True, description=VERSION)
    reason = graphene.String(required=True)


class TransferCancelInput(Operation):
    """A transfer that will not leave."""

    IDS = {"transfer": "Transfer"}

    transfer = graphene.ID(required=True)
    version = graphene.Int(required=True, description=VERSION)


class RelocateInput(Operation):
    """Goods carried to another shelf of the same sales point."""

    IDS = {
        "point": "SalesPoint",
        "lot": "Lot",
        "owner": "Producer",
        "from_location": "Location",
        "to_location": "Location",
    }

    point = graphene.ID(required=True)
    lot = graphene.ID(required=True)
    owner = graphene.ID(description=OWNER)
    from_location = graphene.ID(required=True)
    to_location = graphene.ID(required=True)
    quantity = graphene.Int(required=True, description="Units.")


class WriteOffInput(Operation):
    """Goods that will not be sold."""

    IDS = {"point": "SalesPoint", "lot": "Lot", "owner": "Producer", "location": "Location"}

    point = graphene.ID(required=True)
    lot = graphene.ID(required=True)
    owner = graphene.ID(description=OWNER)
    location = graphene.ID(required=True)
    quantity = graphene.Int(required=True, description="Units.")
    reason = WriteOffReasonEnum(required=True)
    note = graphene.String(description="Needed for another reason.")
    photo = graphene.String(description="The name of a picture that the desk kept for this operation.")


class WriteOffReverseInput(Operation):
    """A write-off that was a mistake."""

    IDS = {"write_off": "WriteOff"}

    write_off = graphene.ID(required=True)
    reason = graphene.String(required=True)


class CountOpenInput(Operation):
    """A count of one location; joined if one is open there."""

    IDS = {"location": "Location"}

    location = graphene.ID(required=True)


class CountLineInput(Operation):
    """How many units of a lot lay there at the operation's instant."""

    IDS = {"count": "StockCount", "lot": "Lot", "owner": "Producer"}

    count = graphene.ID(required=True)
    lot = graphene.ID(required=True)
    owner = graphene.ID(description=OWNER)
    counted = graphene.Int(required=True, description="Units.")


class CountSubmitInput(Operation):
    """A count for somebody else to approve."""

    IDS = {"count": "StockCount"}

    count = graphene.ID(required=True)
    version = graphene.Int(required=True, description=VERSION)


class CountReopenInput(Operation):
    """A count to be counted again."""

    IDS = {"count": "StockCount"}

    count = graphene.ID(required=True)
    version = graphene.Int(required=True, description=VERSION)
    reason = graphene.String(required=True)


class CountApproveInput(Operation):
    """A count that somebody else made; it is posted at once."""

    IDS = {"count": "StockCount"}

    count = graphene.ID(required=True)
    version = graphene.Int(required=True, description=VERSION)


class CaseCloseInput(Operation):
    """A discrepancy that has been explained."""

    IDS = {"case": "DiscrepancyCase"}

    case = graphene.ID(required=True)
    explanation = graphene.String(required=True)


LINES: dict[str, type[Operation]] = {
    "ReceiveInput": ReceiveLineInput,
    "TransferDispatchInput": SentLineInput,
    "TransferReceiveInput": ArrivedLineInput,
}
# Kind of operation (stock.services.operations) -> its input.
KINDS: dict[str, type[Operation]] = {
    "receive": ReceiveInput,
    "receipt_reverse": ReceiptReverseInput,
    "transfer_dispatch": TransferDispatchInput,
    "transfer_receive": TransferReceiveInput,
    "transfer_close": TransferCloseInput,
    "transfer_cancel": TransferCancelInput,
    "relocate": RelocateInput,
    "write_off": WriteOffInput,
    "write_off_reverse": WriteOffReverseInput,
    "count_open": CountOpenInput,
    "count_line": CountLineInput,
    "count_submit": CountSubmitInput,
    "count_reopen": CountReopenInput,
    "count_approve": CountApproveInput,
    "case_close": CaseCloseInput,
}
