"""What every paper's service does: admit who may, take the paper under lock as they last saw it, move it on."""

from typing import TypeVar

from django.db import models
from django.db.models import Q

from core import clock, transitions
from core.transitions import OFFICER_ROLE, SYSTEM_ROLE, Actor
from stock.errors import (
    DocumentSettled,
    LocationInvalid,
    LotExpired,
    LotInvalid,
    LotRecalled,
    NotFound,
    NotYourSalesPoint,
    StaleVersion,
    TextTooLong,
)
from stock.models import Location, Lot, PointStaff
from stock.models.documents import Document, Paper
from stock.models.points import SELLABLE
from stock.planning import is_fresh

D = TypeVar("D", bound=Document)
M = TypeVar("M", bound=models.Model)


def admit(by: Actor, *point_ids: int) -> None:
    """Let staff of any of these sales points through, and officers. Raises NotYourSalesPoint, ActorRequired."""
    by.required()
    if by.role in (OFFICER_ROLE, SYSTEM_ROLE):
        return
    today = clock.today()
    works = PointStaff.objects.filter(
        Q(until=None) | Q(until__gt=today), user=by.id, point__in=point_ids, since__lte=today
    )
    if not works.exists():
        raise NotYourSalesPoint


def found(model: type[M], key: int | None, field: str) -> M:
    """The row that an input field names. Raises NotFound for it."""
    row = model._default_manager.filter(pk=key).first() if key is not None else None
    if row is None:
        raise NotFound(field)
    return row


def taken(model: type[D], key: int, version: int, *states: str) -> D:
    """The paper, locked, as the caller last saw it. Raises NotFound, StaleVersion, DocumentSettled."""
    document = model._default_manager.select_for_update().filter(pk=key).first()
    if document is None:
        raise NotFound(model._meta.model_name or "id")
    if document.status not in states:
        raise DocumentSettled(document.state)
    if document.version != version:
        raise StaleVersion
    return document


def turn(document: Document, status: str, by: Actor, reason: str = "", **changed: object) -> None:
    """Move a locked paper to another state, with what changes beside it, and record who did."""
    before = document.status
    for name, value in {**changed, "status": status, "version": document.version + 1}.items():
        setattr(document, name, value)
    document.save(update_fields=[*changed, "status", "version"])
    if before != status:
        transitions.record(document, before=before, after=status, actor_id=by.id, actor_role=by.role, reason=reason)


def judge_texts(**texts: str) -> None:
    """Let texts through that their columns of a paper hold. Raises TextTooLong."""
    for name, text in texts.items():
        longest: int = Paper._meta.get_field(name).max_length  # type: ignore[union-attr, assignment]  # a CharField
        if len(text) > longest:
            raise TextTooLong(name, longest)


def opened(paper: Paper, by: Actor) -> None:
    """Record that a new paper came into being; one without states is posted at once."""
    status = paper.status if isinstance(paper, Document) else "posted"
    transitions.record(paper, before="", after=status, actor_id=by.id, actor_role=by.role)


def shelf_of(location_id: int, point_id: int, field: str = "location") -> Location:
    """A place of that sales point where goods are put. Raises LocationInvalid."""
    place = Location.objects.filter(pk=location_id, point=point_id, usage__in=SELLABLE).first()
    if place is None:
        raise LocationInvalid(field)
    return place


def lot_of(lot_id: int, owner_id: int | None) -> Lot:
    """The lot, whose units are the shop's own or their producer's. Raises LotInvalid."""
    lot = Lot.objects.filter(pk=lot_id).first()
    if lot is None or owner_id not in (None, lot.producer_id):
        raise LotInvalid
    return lot


def judge_sellable(lot: Lot) -> None:
    """Raises LotRecalled, LotExpired."""
    if lot.recalled_at is not None:
        raise LotRecalled(lot.code)
    if not is_fresh(lot.made_on, lot.expires_on, clock.today()):
        raise LotExpired(lot.code)


def only_key(model: type[models.Model], **key: object) -> int:
    """The primary key of the one row of that key."""
    found: int = model._default_manager.values_list("pk", flat=True).get(**key)
    return found
