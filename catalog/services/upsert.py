"""Putting a row where it belongs without touching one that is already so."""

from typing import Any, TypeVar

from django.conf import settings
from django.db import models
from django.utils import translation

from catalog.services.revision import turn_revision

M = TypeVar("M", bound=models.Model)


def put(
    model: type[M], key: dict[str, Any], values: dict[str, Any], stamps: dict[str, Any] | None = None
) -> tuple[M, bool]:
    """The row of `key` with these values, and whether anything had to be written.

    `stamps` (when it was changed) are set only when something else is. Turns the revision over only then, too.
    """
    # The plain column beside name_vi and name_en takes the active language's; it must not depend on who writes.
    with translation.override(settings.LANGUAGE_CODE):
        return _put(model, key, values, stamps or {})


def _put(model: type[M], key: dict[str, Any], values: dict[str, Any], stamps: dict[str, Any]) -> tuple[M, bool]:
    row = model._default_manager.filter(**key).first()
    if row is None:
        turn_revision()
        return model._default_manager.create(**key, **values, **stamps), True
    changed = [name for name, value in values.items() if _held(row, name) != _plain(value)]
    if not changed:
        return row, False
    turn_revision()
    for name in changed:
        setattr(row, name, values[name])
    for name, value in stamps.items():
        setattr(row, name, value)
    row.save(update_fields=[*_columns(model, changed), *stamps])
    return row, True


def _held(row: models.Model, name: str) -> Any:
    """What the row holds: of a relation the key, so that nothing is fetched to be compared."""
    return getattr(row, getattr(row._meta.get_field(name), "attname", name))


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value


def _columns(model: type[models.Model], names: list[str]) -> list[str]:
    """The fields to write: the Vietnamese column of a translated field keeps the plain one equal to itself."""
    fields = {field.name for field in model._meta.get_fields()}
    plain = [name.removesuffix("_vi") for name in names if name.endswith("_vi") and name.removesuffix("_vi") in fields]
    return [*names, *plain]
