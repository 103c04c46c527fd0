"""Sources in sheets: one cell says which document, how sure it is, and what else is known of it.

    Báo Quảng Trị 07/07/2025 | Chắc chắn | ghi chú | 07/07/2025 | minh họa

The document alone will do: it then means the only source of that document, or a new one that is to be checked. A source
named here is made if there is none; one that is there is never changed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from catalog.exchange import cells, values
from catalog.exchange.cells import Cell
from catalog.exchange.faults import Fault
from catalog.exchange.lookups import in_batches
from catalog.exchange.values import Choice, Value
from catalog.models import Source
from catalog.models.sources import Confidence
from catalog.services import put_source
from catalog.services.gathering import gathering
from core.errors import DomainError
from core.text import fold

DEMONSTRATION = ("minh hoa", "demonstration")
LONGEST_DOCUMENT = 300
PARTS = 5


class Named(NamedTuple):
    """A source as a cell names it; of the document alone nothing else is told."""

    document: str
    confidence: str | None = None
    note: str = ""
    published_on: date | None = None
    is_demonstration: bool = False

    @classmethod
    def of(cls, source: Source | None) -> "Named | None":
        """The name of a source that is there."""
        if source is None:
            return None
        return cls(source.document, source.confidence, source.note, source.published_on, source.is_demonstration)


class SourceCell(Value):
    """A cell that names a source; empty names none."""

    empty = None
    confidence = Choice(Confidence)

    def parse(self, cell: Cell) -> Named:
        parts = values.parted(cells.as_text(cell))
        if len(parts) > PARTS or not parts[0]:
            raise Fault(_("Nguồn viết như: tên văn bản | mức tin cậy | ghi chú | ngày | minh họa."))
        document, stated, note, day, made_up = parts + [""] * (PARTS - len(parts))
        if max(len(document), len(note)) > LONGEST_DOCUMENT:
            raise Fault(_("Tên văn bản và ghi chú dài nhất %d chữ.") % LONGEST_DOCUMENT)
        if len(parts) == 1:
            return Named(document)
        if made_up and fold(made_up) not in DEMONSTRATION:
            raise Fault(_("Phần cuối của nguồn là “minh họa” hoặc để trống."))
        return Named(
            document,
            self.confidence.parse(stated) if stated else Confidence.CHECK.value,
            note,
            cells.day(day) if day else None,
            bool(made_up),
        )

    def write(self, value: Named | None) -> Cell:
        if value is None:
            return ""
        return values.joined(
            [
                cells.clean(value.document),
                str(self.confidence.write(value.confidence)) if value.confidence else "",
                cells.clean(value.note),
                f"{value.published_on:%d/%m/%Y}" if value.published_on else "",
                _("minh họa") if value.is_demonstration else "",
            ]
        )


class Sources:
    """The sources that a file's cells name."""

    def __init__(self) -> None:
        self._by_document: dict[str, list[Source]] = defaultdict(list)

    def learn(self, named: Iterable[Named | None]) -> None:
        """Look up those of the same documents."""
        documents = {one.document for one in named if one is not None}
        for batch in in_batches(documents - self._by_document.keys()):
            for source in Source.objects.filter(document__in=batch).order_by("pk"):
                self._by_document[source.document].append(source)
        if pile := gathering():
            found = [source for sources in self._by_document.values() for source in sources]
            pile.know(Source, ["document", "confidence", "note"], found)

    @contextmanager
    def undone_with(self) -> Iterator[None]:
        """Forget what was made inside if it is refused: its savepoint takes the row back."""
        before = {document: [*found] for document, found in self._by_document.items()}
        try:
            yield
        except (Fault, DomainError):
            self._by_document = defaultdict(list, before)
            raise

    def of_file(self, document: str) -> Named | None:
        """The document a whole file is said by, if it names one."""
        return SourceCell().read(document) if document else None

    def find(self, named: Named) -> Source:
        """The source of that name, made if there is none. Raises Fault."""
        known = self._by_document[named.document]
        if named.confidence is None and len(known) > 1:
            choices = "; ".join(str(SourceCell().write(Named.of(source))) for source in known)
            raise Fault(_("Có nhiều nguồn cùng tên văn bản này."), suggestion=_("Viết đủ một trong: %s.") % choices)
        if named.confidence is None and known:
            return known[0]
        confidence = Confidence(named.confidence or Confidence.CHECK)
        wanted = named._replace(confidence=confidence.value)
        for source in known:
            held = Named.of(source)
            if held and held[:3] == wanted[:3]:
                if held != wanted and wanted[3:] != (None, False):
                    reason = _("Nguồn này đã có với ngày hoặc dấu minh họa khác.")
                    raise Fault(reason, suggestion=str(SourceCell().write(held)))
                return source
        made, _written = put_source(
            document=wanted.document,
            confidence=confidence,
            note=wanted.note,
            published_on=wanted.published_on,
            is_demonstration=wanted.is_demonstration,
        )
        known.append(made)
        return made
