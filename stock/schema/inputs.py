"""Inputs of the stock desk's operations, and what they say as services' payloads."""

import graphene

from core.graph.scalars import Date
from stock.schema.enums import WriteOffReasonEnum
from stock.schema.operation import OWNER, VERSION, Operation
from stock.schema.transfer_inputs import (
    TransferCancelInput,
    TransferCloseInput,
    TransferDispatchInput,
    TransferDraftInput,
    TransferReceiveInput,
)


class ReceiveLineInput(Operation):
    """Units of a lot: one that is known by its id or its label's code, or what the label of a new one says."""

    IDS = {"lot": "Lot", "variant": "ProductVariant", "location": "Location", "zone": "RawMaterialZone"}

    lot = graphene.ID(description="A known lot; then nothing of the label is needed.")
    variant = graphene.ID(description="Of a new lot.")
    code = graphene.String(description="Of a new lot, as printed.")
    made_on = Date(description="Of a new lot: NSX.")
    expires_on = Date(description="Of a new lot: HSD; leave it out where it does not spoil.")
    zone = graphene.ID(description="Of a new lot: the raw-material zone it grew in, if one is known.")
    location = graphene.ID(required=True, description="Where they were put.")
    quantity = graphene.Int(required=True, description="Units.")


class ReceiveInput(Operation):
    """Goods that a producer brought."""

    IDS = {"point": "SalesPoint", "producer": "Producer"}
    LINE = ReceiveLineInput

    point = graphene.ID(required=True)
    producer = graphene.ID(required=True)
    is_consigned = graphene.Boolean(default_value=True, description="They stay the producer's until sold.")
    number = graphene.String(description="The paper's own number.")
    note = graphene.String()
    lines = graphene.List(graphene.NonNull(ReceiveLineInput), required=True)


class ReceiptDraftInput(ReceiveInput):
    """Goods that a producer brought, only written down: a new draft, or a known one written anew."""

    IDS = {"point": "SalesPoint", "producer": "Producer", "receipt": "GoodsReceipt"}

    receipt = graphene.ID(description="A draft of this producer here.")
    version = graphene.Int(description=VERSION)


class OfReceipt(Operation):
    """What is done to a receipt that is written down."""

    IDS = {"receipt": "GoodsReceipt"}

    receipt = graphene.ID(required=True)
    version = graphene.Int(required=True, description=VERSION)

    class Meta:
        abstract = True


class ReceiptPostInput(OfReceipt):
    """What was written down, put onto the shelf."""


class ReceiptCancelInput(OfReceipt):
    """A draft that brought nothing."""


class ReceiptReverseInput(OfReceipt):
    """A receipt that was a mistake."""

    reason = graphene.String(required=True)


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


class OfCount(Operation):
    """What is done to a count as a whole."""

    IDS = {"count": "StockCount"}

    count = graphene.ID(required=True)
    version = graphene.Int(required=True, description=VERSION)

    class Meta:
        abstract = True


class CountSubmitInput(OfCount):
    """A count for somebody else to approve."""


class CountReopenInput(OfCount):
    """A count to be counted again."""

    reason = graphene.String(required=True)


class CountApproveInput(OfCount):
    """A count that somebody else made; it is posted at once."""


class CaseCloseInput(Operation):
    """A discrepancy that has been explained."""

    IDS = {"case": "DiscrepancyCase"}

    case = graphene.ID(required=True)
    explanation = graphene.String(required=True)


# Kind of operation (stock.services.operations) -> its input.
KINDS: dict[str, type[Operation]] = {
    "receive": ReceiveInput,
    "receipt_draft": ReceiptDraftInput,
    "receipt_post": ReceiptPostInput,
    "receipt_cancel": ReceiptCancelInput,
    "receipt_reverse": ReceiptReverseInput,
    "transfer_draft": TransferDraftInput,
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
