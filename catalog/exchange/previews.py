"""A sheet an officer sends in: kept with what it would do, shown, and written as it was shown."""

from datetime import timedelta

from django.db import transaction

from catalog.errors import ImportSettled, PreviewStale
from catalog.exchange.applying import attempt, carry_out
from catalog.exchange.kinds import KINDS
from catalog.exchange.planning import Plan, Wishes
from catalog.exchange.reading import read
from catalog.exchange.report import Outcome
from catalog.models import SheetImport
from catalog.models.imports import ImportState
from core import clock, transitions
from core.transitions import Actor

# A file that nobody has written after so long is forgotten with what is in it.
KEPT_FOR = timedelta(days=7)


def preview(
    *, kind: str, file_name: str, content: bytes, by: Actor, source: str = "", keep_going: bool = False
) -> SheetImport:
    """Keep a file with what it would do; nothing of it is written. For officers. Raises FileRefused, ActorRequired."""
    by.required()
    made = SheetImport(
        kind=kind, file_name=file_name[:200], content=content, source=source, keep_going=keep_going, sent_by=by.id
    )
    outcome = attempt(_plan(made, by), _unseen)
    made.report, made.fingerprints = outcome.as_data(), _by_row(outcome)
    with transaction.atomic():
        made.save(force_insert=True)
        transitions.record(made, before="", after=made.state, actor_id=by.id, actor_role=by.role)
    return made


def apply_preview(*, sheet: SheetImport, by: Actor) -> Outcome:
    """Write a file as its preview showed it. For officers.

    Raises ImportSettled when it is written, and PreviewStale when any row would now do something else; its preview is
    then renewed, so that it can be looked at and written. Raises ActorRequired.
    """
    by.required()
    if sheet.state != ImportState.PREVIEWED:
        raise ImportSettled
    shown = {int(row): told for row, told in sheet.fingerprints.items()}
    try:
        return carry_out(_plan(sheet, by), _unseen, shown, lambda outcome: _settle(sheet, outcome, by))
    except PreviewStale:
        outcome = attempt(_plan(sheet, by), _unseen)
        sheet.report, sheet.fingerprints = outcome.as_data(), _by_row(outcome)
        sheet.save(update_fields=["report", "fingerprints"])
        raise


def forget_previews() -> int:
    """Forget the files that were not written in time; how many."""
    old = SheetImport.objects.filter(state=ImportState.PREVIEWED, sent_at__lt=clock.now() - KEPT_FOR)
    return old.delete()[0]


def _settle(sheet: SheetImport, outcome: Outcome, by: Actor) -> None:
    """In the transaction that writes: of two who write one file at once, the second is refused."""
    won = SheetImport.objects.filter(pk=sheet.pk, state=ImportState.PREVIEWED).update(
        state=ImportState.APPLIED, applied_at=clock.now(), content=b"", report=outcome.as_data()
    )
    if not won:
        raise ImportSettled
    transitions.record(
        sheet, before=ImportState.PREVIEWED, after=ImportState.APPLIED, actor_id=by.id, actor_role=by.role
    )


def _plan(sheet: SheetImport, by: Actor) -> Plan:
    kind = KINDS[sheet.kind]
    wishes = Wishes(by, sheet.source, sheet.keep_going, sheet.file_name)
    return Plan(kind, read(bytes(sheet.content), kind.columns()), wishes)


def _by_row(outcome: Outcome) -> dict[str, str]:
    return {str(row): told for row, told in outcome.fingerprints().items()}


def _unseen(done: int, total: int) -> None:
    """A page shows no progress."""
