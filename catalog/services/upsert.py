"""Putting a row where it belongs without touching one that is already so."""

from typing import Any, TypeVar, cast

from django.conf import settings
from django.db import models
from django.utils import translation

from catalog.services.gathering import gathering, held, plain
from catalog.services.revision import turn_revision
from core import history

M = TypeVar("M", bound=models.Model)


def put(
    model: type[M], key: dict[str, Any], values: dict[str, Any], stamps: dict[str, Any] | None = None
) -> tuple[M, bool]:
    """The row of `key` with these values, and whether anything had to be written.

    `stamps` (when it was changed) are set only when something else is. Turns the revision over only then, too, and
    tells the history; in whose name is said around the service (core.history.acting). While writes are gathered it is
    written later.
    """
    # The plain column beside name_vi and name_en takes the active language's; it must not depend on who writes.
    with translation.override(settings.LANGUAGE_CODE):
        return _put(model, key, values, stamps or {})


def find(model: type[M], key: dict[str, Any]) -> M | None:
    """The row of `key`, with what services have gathered to write of it."""
    if pile := gathering():
        return cast(M | None, pile.find(model, key))
    return model._default_manager.filter(**key).first()


def _put(model: type[M], key: dict[str, Any], values: dict[str, Any], stamps: dict[str, Any]) -> tuple[M, bool]:
    row = find(model, key)
    if row is None:
        return _create(model, key, {**key, **values, **stamps}), True
    changed = [name for name, value in values.items() if held(row, name) != plain(value)]
    if not changed:
        return row, False
    old = {name: held(row, name) for name in changed}
    for name in changed:
        setattr(row, name, values[name])
    for name, value in stamps.items():
        setattr(row, name, value)
    _save(row, [*_columns(model, changed), *stamps], old)
    return row, True


def _create(model: type[M], key: dict[str, Any], values: dict[str, Any]) -> M:
    if pile := gathering():
        row = model(**values)
        pile.create(key, row)
        return row
    turn_revision()
    made = model._default_manager.create(**values)
    history.created(made)
    return made


def _save(row: models.Model, fields: list[str], old: dict[str, Any]) -> None:
    if pile := gathering():
        pile.change(row, fields, old)
        return
    turn_revision()
    row.save(update_fields=fields)
    history.changed(row, {name: (before, held(row, name)) for name, before in old.items()})


def _columns(model: type[models.Model], names: list[str]) -> list[str]:
    """The fields to write: the Vietnamese column of a translated field keeps the plain one equal to itself."""
    fields = {field.name for field in model._meta.get_fields()}
    plain = [name.removesuffix("_vi") for name in names if name.endswith("_vi") and name.removesuffix("_vi") in fields]
    return [*names, *plain]
