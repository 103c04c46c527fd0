"""Who acts on the shelves in the graph, and what the shelves refuse, as data."""

from typing import NamedTuple

import graphene

from core import graph
from core.errors import DomainError
from core.transitions import Actor
from stock import errors
from stock.schema.enums import StockErrorCodeEnum
from stock.selectors.access import acting


class StockError(graph.Object):
    """A refusal of the shelves."""

    public = True

    code = StockErrorCodeEnum(required=True)
    field = graphene.String(description="The input field to blame, if one is.")
    message = graphene.String(required=True, description="For the person, translated.")
    line = graphene.Int(description="Place, from 0, of the input's line to blame, if one is.")
    available = graphene.Int(description="Of INSUFFICIENT_STOCK: units that nobody has been promised.")


class Refused(NamedTuple):
    code: errors.StockErrorCode
    field: str | None
    message: str
    line: int | None
    available: int | None


def actor_of(info: graph.Info) -> Actor:
    """Who acts on the shelves, and as what; services say at which."""
    return acting(info.viewer)


def told(refusal: DomainError | None) -> Refused | None:
    """A refusal as data; one of a package below, whose code is none of ours, is INVALID with its sentence."""
    if refusal is None:
        return None
    if not isinstance(refusal, errors.StockError):
        return Refused(errors.StockErrorCode.INVALID, refusal.field, refusal.message, None, None)
    code = errors.StockErrorCode(refusal.code.value)
    available = refusal.available if isinstance(refusal, errors.InsufficientStock) else None
    return Refused(code, refusal.field, refusal.message, refusal.line, available)
