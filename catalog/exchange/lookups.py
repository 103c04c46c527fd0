"""What a file's cells name and the catalog holds: producers, categories, channels; read in batches, asked by name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from catalog.exchange.faults import Fault, did_you_mean
from catalog.models import Category, Channel, Classification, Producer
from core import clock
from core.text import fold

T = TypeVar("T")
# Keys of one look-up, well within what SQLite takes as parameters.
BATCH = 500
# More names than these are not compared for "did you mean".
MOST_COMPARED = 2000


def in_batches(keys: Iterable[T]) -> Iterator[list[T]]:
    """The keys, some hundreds at a time, in an order that is always the same."""
    ordered: list[Any] = sorted(set(keys))
    for start in range(0, len(ordered), BATCH):
        yield ordered[start : start + BATCH]


def channels() -> list[Channel]:
    """All of them in their order, active or not: goods keep their prices while a channel rests."""
    return list(Channel.objects.order_by("position"))


class Nearest:
    """What may have been meant, among names that are read once; for the first so many questions of a file."""

    MOST_ASKED = 100

    def __init__(self, names: QuerySet[Any, Any]) -> None:
        self._names = names
        self._read: list[str] | None = None
        self._asked = 0

    def to(self, text: str) -> str:
        """A question that names the nearest; empty when none is near."""
        self._asked += 1
        if self._asked > self.MOST_ASKED:
            return ""
        if self._read is None:
            self._read = list(self._names[:MOST_COMPARED])
        return did_you_mean(text, self._read)


class Producers:
    """Producers by their key, or by a name that only one has."""

    def __init__(self) -> None:
        self._nearest = Nearest(Producer.objects.values_list("slug", flat=True))
        self._by_slug: dict[str, Producer] = {}
        self._by_name: dict[str, list[Producer]] = defaultdict(list)

    def learn(self, named: Iterable[str]) -> None:
        """Look up those with one of these keys or names."""
        wanted = {name for name in named if name}
        for batch in in_batches(wanted):
            self._add(Producer.objects.filter(slug__in=batch))
        for batch in in_batches({fold(name) for name in wanted - self._by_slug.keys()}):
            self._add(Producer.objects.filter(name_folded__in=batch))

    def _add(self, found: Iterable[Producer]) -> None:
        for producer in found:
            if producer.slug not in self._by_slug:
                self._by_slug[producer.slug] = producer
                self._by_name[producer.name_folded].append(producer)

    def find(self, text: str) -> Producer | None:
        """The producer; None for an empty cell. Raises Fault."""
        if not text:
            return None
        named = self._by_name.get(fold(text), [])
        found = self._by_slug.get(text) or (named[0] if len(named) == 1 else None)
        if found is None and named:
            keys = ", ".join(producer.slug for producer in named)
            raise Fault(_("Nhiều chủ thể có tên này."), suggestion=_("Viết mã của một: %s.") % keys)
        if found is None:
            near = self._nearest.to(text) or _("Nhập chủ thể trước.")
            raise Fault(_("Không có chủ thể “%s”.") % text[:80], suggestion=near)
        return found


class Categories:
    """The whole classification, every version of it."""

    def __init__(self) -> None:
        self._by_code: dict[str, list[Category]] = defaultdict(list)
        for category in Category.objects.order_by("pk"):
            self._by_code[category.code].append(category)
        in_force = Classification.objects.on(clock.today()).first()
        self._version = in_force.version if in_force else ""

    def find(self, code: str, version: str, code_column: str, version_column: str) -> Category | None:
        """The category of a code in a version, or in the one in force; None for an empty code. Raises Fault."""
        if not code:
            return None
        named = self._by_code.get(code, [])
        if not named:
            raise Fault(_("Không có phân nhóm “%s”.") % code[:40], code_column, did_you_mean(code, self._by_code))
        wanted = [one for one in named if one.classification_version == (version or self._version)]
        if wanted:
            return wanted[0]
        if not version and len(named) == 1:
            return named[0]
        versions = [one.classification_version for one in named]
        reason = _("Phân nhóm “%(code)s” không có trong bộ “%(version)s”.")
        raise Fault(
            reason % {"code": code[:40], "version": version or self._version},
            version_column,
            _("Có trong: %s.") % ", ".join(versions),
        )
