"""Keys and values that programs keep on things of the shop, and nothing here reads.

A package says which of its models carry them, and who may write: a Carrier, which core.schema.carrying makes. Each key
is a row of its own, so two programs that write two keys at once lose neither.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.graph import rows
from core.models import MetadataEntry
from core.viewer import Viewer

# Of one thing, public and private keys each. Saleor's own clients keep a handful.
KEYS_KEPT = 100
KEY_LENGTH = 120
VALUE_LENGTH = 10_000


class MetadataErrorCode(StrEnum):
    """The dialect's whole list."""

    GRAPHQL_ERROR = "GRAPHQL_ERROR"
    INVALID = "INVALID"
    NOT_FOUND = "NOT_FOUND"
    REQUIRED = "REQUIRED"
    NOT_UPDATED = "NOT_UPDATED"


class MetadataError(DomainError):
    """Any of them."""

    code: StrEnum = MetadataErrorCode.INVALID


class ThingNotFound(MetadataError):
    """No such thing, or none that carries metadata, or none the viewer may write on: one answer for all three."""

    code = MetadataErrorCode.NOT_FOUND

    def __init__(self) -> None:
        super().__init__(_("Không có mục này, hoặc bạn không được sửa nó."), field="id")


class KeyRequired(MetadataError):
    code = MetadataErrorCode.REQUIRED

    def __init__(self) -> None:
        super().__init__(_("Khóa không được để trống."), field="input")


class TooLong(MetadataError):
    def __init__(self) -> None:
        message = _("Khóa dài tối đa %(key)d, giá trị dài tối đa %(value)d ký tự.")
        super().__init__(message % {"key": KEY_LENGTH, "value": VALUE_LENGTH}, field="input")


class TooManyKeys(MetadataError):
    code = MetadataErrorCode.NOT_UPDATED

    def __init__(self) -> None:
        super().__init__(_("Mỗi mục giữ tối đa %d khóa.") % KEYS_KEPT, field="input")


@dataclass(frozen=True)
class Carrier:
    """A model whose rows carry metadata."""

    model: type[models.Model]
    # Whether a viewer may write on the row of that key, and read what is private there.
    may_write: Callable[[Viewer, int], bool]
    # Called in the transaction of every write.
    written: Callable[[], None]

    @property
    def kind(self) -> str:
        return self.model._meta.label_lower


ENTRIES = rows.prepared(
    lambda p: (
        MetadataEntry.objects.filter(rows.among("object_id", p.ids), kind=p.kind, private=p.private)
        .order_by("object_id", "key")
        .values_list("object_id", "key", "value", named=True)
    ),
    ids=[models.BigIntegerField()],
    kind=models.CharField(),
)


def entries_of(carrier: Carrier, ids: Iterable[int], *, private: bool) -> dict[int, list[Any]]:
    """What each of these rows carries, by key in their order; private keys are for whoever `may_write`."""
    found: dict[int, list[Any]] = {}
    for row in ENTRIES(ids=sorted(set(ids)), kind=carrier.kind, private=private):
        found.setdefault(row.object_id, []).append(row)
    return found


@transaction.atomic
def write(viewer: Viewer, *, carrier: Carrier, key: int, values: Mapping[str, str], private: bool) -> None:
    """Keep these keys on a thing beside those it has, each with its new value.

    Raises ThingNotFound, KeyRequired, TooLong, TooManyKeys.
    """
    _judge(values)
    _take(viewer, carrier, key)
    mine = MetadataEntry.objects.filter(kind=carrier.kind, object_id=key, private=private)
    if len(set(mine.values_list("key", flat=True)) | values.keys()) > KEYS_KEPT:
        raise TooManyKeys
    MetadataEntry.objects.bulk_create(
        [
            MetadataEntry(kind=carrier.kind, object_id=key, private=private, key=name, value=value)
            for name, value in values.items()
        ],
        update_conflicts=True,
        unique_fields=["kind", "object_id", "private", "key"],
        update_fields=["value"],
    )
    carrier.written()


@transaction.atomic
def delete(viewer: Viewer, *, carrier: Carrier, key: int, names: Sequence[str], private: bool) -> None:
    """Forget these keys of a thing; those it has not are no matter. Raises ThingNotFound."""
    _take(viewer, carrier, key)
    MetadataEntry.objects.filter(kind=carrier.kind, object_id=key, private=private, key__in=names).delete()
    carrier.written()


def _judge(values: Mapping[str, str]) -> None:
    if not all(name.strip() for name in values):
        raise KeyRequired
    if any(len(name) > KEY_LENGTH or len(value) > VALUE_LENGTH for name, value in values.items()):
        raise TooLong


def _take(viewer: Viewer, carrier: Carrier, key: int) -> None:
    """Lock the thing, so that the count of its keys stays true until they are written."""
    if not carrier.may_write(viewer, key):
        raise ThingNotFound
    locked = carrier.model._default_manager.select_for_update().filter(pk=key).values_list("pk", flat=True)
    if not list(locked):
        raise ThingNotFound
