"""What the history says, in words: who, when, which field, from what to what. A few statements, however many lines."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.paginator import Paginator
from django.db.models import Field, ForeignKey, Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.formats import localize
from django.utils.translation import gettext as _

from core import history
from core.clock import VIETNAM
from core.desk.rows import rows_of_page
from core.models import ChangeEvent, FieldChange

if TYPE_CHECKING:
    from core.desk.writing import ServiceAdmin

ON_A_PAGE = 20
# Enough to tell one text from another in a list.
SHOWN = 300
Labels = dict[tuple[type[Model] | None, Any], str]


class Line(NamedTuple):
    """One change in words; `thing` is the row, `field` empty for the row as a whole."""

    at: datetime
    who: str
    thing: str
    event: str
    field: str
    old: str
    new: str
    is_hidden: bool
    reason: str


def lines(changes: Iterable[FieldChange]) -> list[Line]:
    """The changes in words, in their order."""
    listed = list(changes)
    labels = _labels(listed)
    people = _people({change.actor_id for change in listed if change.actor_id is not None})
    return [_line(change, labels, people) for change in listed]


def told(line: Line) -> str:
    """One line of a sentence: the field, both values and who it was."""
    if not line.field:
        return f"{line.thing}: {line.event} ({line.who})"
    values = _("không lưu giá trị") if line.is_hidden else f"{line.old or '∅'} → {line.new or '∅'}"
    return f"{line.field}: {values} ({line.who})"


def lines_of_page(page: "ServiceAdmin", request: HttpRequest, object_id: str) -> list[Line]:
    """What last happened to a row and the rows below it."""
    return lines(history.of(rows_of_page(page, request, object_id))[:ON_A_PAGE])


def whole_history(page: "ServiceAdmin", request: HttpRequest, row: Model) -> HttpResponse:
    """A page of its own with everything."""
    pages = Paginator(history.of(rows_of_page(page, request, str(row.pk))), 100)
    shown = pages.get_page(request.GET.get("p"))
    context = {
        **page.admin_site.each_context(request),
        "title": _("Lịch sử sửa đổi: %(row)s") % {"row": page.called(row)},
        "opts": page.opts,
        "object": row,
        "shown": shown,
        "desk_history": lines(shown.object_list),
    }
    return TemplateResponse(request, "core/desk/whole_history.html", context)


def label_of(model: type[Model], field: Field[Any, Any] | None, name: str) -> str:
    """A column's name for people, as its page of the desk calls it."""
    page = admin.site._registry.get(model)
    labels = getattr(page, "labels", {})
    return str(labels.get(name) or (field.verbose_name if field is not None else name))


def _line(change: FieldChange, labels: Labels, people: dict[int, str]) -> Line:
    model = _model(change.kind)
    field = _field(model, change.field)
    return Line(
        at=change.at.astimezone(VIETNAM),
        who=people.get(change.actor_id or 0) or (change.actor_role if change.actor_id else _("hệ thống")),
        thing=labels.get((model, change.object_id), f"{change.kind} {change.object_id}"),
        event=str(ChangeEvent(change.event).label),
        field=label_of(model, field, change.field) if model and change.field else change.field,
        old=_worded(field, change.old, labels),
        new=_worded(field, change.new, labels),
        is_hidden=change.is_hidden,
        reason=change.reason,
    )


def _worded(field: Field[Any, Any] | None, value: Any, labels: Labels) -> str:
    if value is None or value == "":
        return ""
    if isinstance(field, ForeignKey):
        return labels.get((field.related_model, value), f"#{value}")
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if field is not None and field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    text = localize(value) if isinstance(value, int) else str(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _labels(changes: list[FieldChange]) -> Labels:
    """What rows and the rows that they point to are called, a statement for each model."""
    keys: dict[type[Model], set[Any]] = defaultdict(set)
    for change in changes:
        model = _model(change.kind)
        if model is None:
            continue
        keys[model].add(change.object_id)
        field = _field(model, change.field)
        if isinstance(field, ForeignKey):
            keys[field.related_model] |= {value for value in (change.old, change.new) if value is not None}
    return {
        (model, pk): str(row)
        for model, wanted in keys.items()
        for pk, row in model._base_manager.in_bulk(wanted).items()
    }


def _people(ids: set[int]) -> dict[int, str]:
    found = get_user_model()._base_manager.filter(pk__in=ids)
    return {person.pk: person.get_full_name() or str(person) for person in found}


def _model(kind: str) -> type[Model] | None:
    try:
        return apps.get_model(kind)
    except (LookupError, ValueError):
        return None  # a model that has left the shop since


def _field(model: type[Model] | None, name: str) -> Field[Any, Any] | None:
    if model is None or not name:
        return None
    return next((field for field in model._meta.concrete_fields if name in (field.name, field.attname)), None)
