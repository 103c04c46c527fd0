"""Inputs of operations on transfers."""

from typing import Any

import graphene
from graphql import GraphQLError

from stock.schema.enums import ShortReasonEnum
from stock.schema.operation import OWNER, VERSION, Operation


class SentLineInput(Operation):
    """Units that leave a shelf."""

    IDS = {"lot": "Lot", "owner": "Producer", "from_location": "Location"}

    lot = graphene.ID(required=True)
    owner = graphene.ID(description=OWNER)
    from_location = graphene.ID(required=True)
    quantity = graphene.Int(required=True, description="Units.")


class AskedLineInput(Operation):
    """Units that shall leave: of a lot at its place, or of a variant, whose lots are then picked by FEFO."""

    IDS = {**SentLineInput.IDS, "variant": "ProductVariant"}

    variant = graphene.ID(description="Instead of a lot, its owner and its place.")
    lot = graphene.ID(description="Needs its place.")
    owner = graphene.ID(description=OWNER)
    from_location = graphene.ID()
    quantity = graphene.Int(required=True, description="Units.")

    @classmethod
    def payload(cls, given: dict[str, Any]) -> dict[str, Any]:
        """Raises GraphQLError for a line that names neither a variant nor a lot at its place, or both."""
        names = {name for name in ("variant", "lot", "from_location") if given.get(name) is not None}
        if names not in ({"variant"}, {"lot", "from_location"}):
            raise GraphQLError("A line names a variant, or a lot and where it lies.", extensions={"code": "INVALID"})
        return super().payload(given)


class TransferDraftInput(Operation):
    """Goods that shall go to another sales point, only written down."""

    IDS = {"from_point": "SalesPoint", "to_point": "SalesPoint"}
    LINE = AskedLineInput

    from_point = graphene.ID(required=True)
    to_point = graphene.ID(required=True)
    note = graphene.String()
    lines = graphene.List(graphene.NonNull(AskedLineInput), required=True)


class TransferDispatchInput(Operation):
    """Goods that leave for another sales point: a known transfer with its version, or both points and the lines."""

    IDS = {"transfer": "Transfer", "from_point": "SalesPoint", "to_point": "SalesPoint"}
    LINE = SentLineInput

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


class OfTransfer(Operation):
    """What is done to a transfer that is under way."""

    IDS = {"transfer": "Transfer"}

    transfer = graphene.ID(required=True)
    version = graphene.Int(required=True, description=VERSION)

    class Meta:
        abstract = True


class TransferReceiveInput(OfTransfer):
    """Goods that arrived, all or some of them."""

    LINE = ArrivedLineInput

    lines = graphene.List(graphene.NonNull(ArrivedLineInput), required=True)


class TransferCloseInput(OfTransfer):
    """Shortages, settled by the sender."""

    reason = graphene.String(required=True)


class TransferCancelInput(OfTransfer):
    """A transfer that will not leave."""
