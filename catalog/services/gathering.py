"""Many writes at once: services say what they would write, row after row, and it is written in bulk.

    with gathered() as pile:
        pile.know(Product, ["external_reference"], products)      # so that services need not look them up one by one
        put_product(...)                                          # any number of them: nothing is written yet
        with transaction.atomic():
            pile.write()                                          # a few statements, however many rows

A service under `gathered` judges and answers as ever. What it would create has no key until it is written; what it
would change carries its new values. Only services whose every write is a `put` may be called so, which `whole` marks.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.db import DataError, IntegrityError, models, transaction
from django.utils import translation

from catalog.services.revision import turn_revision
from core import history

# Rows of one statement: SQLite takes 32,766 parameters.
BATCH = 500
REFUSED = (IntegrityError, DataError)

P = ParamSpec("P")
T = TypeVar("T")
Model = models.Model
Key = tuple[Any, ...]
Writing = Callable[[Sequence[Model]], object]


class ClashError(Exception):
    """The database refuses what was gathered under these marks, and says why of each."""

    def __init__(self, refused: dict[Any, Exception]) -> None:
        super().__init__(refused)
        self.refused = refused


class Pile:
    """What services would write, and the rows they need not look up."""

    def __init__(self) -> None:
        # Whatever the caller sets it to; what is gathered from then on is refused under it.
        self.mark: Any = None
        # Keys of products whose shelves must be renewed; those not written yet have none and are added when they do.
        self.stale: set[int] = set()
        self._known: dict[tuple[type[Model], tuple[str, ...]], dict[Key, Model | None]] = defaultdict(dict)
        self._rows: dict[tuple[type[Model], int], Model] = {}
        self._texts: dict[tuple[type[Model], str], set[str]] = {}
        self._once: dict[Callable[[], Any], Any] = {}
        self._new: dict[type[Model], list[tuple[Any, Model]]] = defaultdict(list)
        # What the changed rows held at first, for the history.
        self._old: dict[tuple[type[Model], int], tuple[Model, dict[str, Any]]] = {}
        self._changed: dict[type[Model], dict[int, tuple[Any, Model, set[str]]]] = defaultdict(dict)

    def know(self, model: type[Model], names: Sequence[str], found: Iterable[Model], keys: Iterable[Key] = ()) -> None:
        """Remember rows by these fields; and of the `keys` that no row has, that there is none."""
        at = self._known[model, tuple(sorted(names))]
        for key in keys:
            at.setdefault(_of(names, dict(zip(names, key, strict=True))), None)
        for row in found:
            at[_of(names, {name: held(row, name) for name in names})] = self._one(row)

    def find(self, model: type[Model], key: dict[str, Any]) -> Model | None:
        """The row of that key, as services have left it so far; looked up once."""
        at, wanted = self._known[model, tuple(sorted(key))], _of(key, key)
        if wanted not in at:
            saved = all(not isinstance(value, Model) or value.pk is not None for value in key.values())
            row = model._default_manager.filter(**key).first() if saved else None
            at[wanted] = self._one(row) if row else None
        return at[wanted]

    def texts(self, model: type[Model], column: str) -> set[str]:
        """All values of a text column, read once; the caller adds those it gives away."""
        if (model, column) not in self._texts:
            held = model._default_manager.exclude(**{column: None}).values_list(column, flat=True)
            self._texts[model, column] = set(held.iterator())
        return self._texts[model, column]

    def once(self, read: Callable[[], T]) -> T:
        """What it answers, asked once: for small tables that nothing gathered here changes."""
        if read not in self._once:
            self._once[read] = read()
        answer: T = self._once[read]
        return answer

    def create(self, key: dict[str, Any], row: Model) -> None:
        """Write it later."""
        model = type(row)
        self._known[model, tuple(sorted(key))][_of(key, key)] = row
        self._new[model].append((self.mark, row))

    def change(self, row: Model, fields: Iterable[str], old: dict[str, Any]) -> None:
        """Write these fields of it later, where it held `old`; a row that is yet to be created is created so."""
        if row.pk is None:
            return
        _, _, names = self._changed[type(row)].setdefault(row.pk, (self.mark, row, set()))
        names.update(fields)
        _, first = self._old.setdefault((type(row), row.pk), (row, {}))
        first.update({name: value for name, value in old.items() if name not in first})

    def _one(self, row: Model) -> Model:
        """The same object for one row, whatever key it was found by: it may carry changes."""
        return self._rows.setdefault((type(row), row.pk), row)

    def is_empty(self) -> bool:
        """Whether nothing would be written."""
        return not any(self._new.values()) and not any(self._changed.values())

    def write(self) -> set[int]:
        """Write it all, in the caller's transaction, and turn the revision over; keys of the new and stale products.

        Raises ClashError, after which the pile is of no more use and the transaction must be rolled back.
        """
        if self.is_empty():
            return self.stale
        turn_revision()
        with translation.override(settings.LANGUAGE_CODE):
            for model in _in_order(self._new):
                for new in _waves(model, self._new[model]):
                    _in_bulk(new, lambda rows, model=model: _insert(model, rows))  # type: ignore[misc]
            for model, changed in self._changed.items():
                for names, rows in _alike(changed.values()).items():
                    _in_bulk(rows, lambda some, model=model, names=names: _update(model, some, names))  # type: ignore[misc]
        self._record()
        made = {row.pk for new in self._new.values() for _, row in new if row._meta.model_name == "product"}
        stale = self.stale | made
        self._new.clear()
        self._changed.clear()
        self._old.clear()
        self.stale = set()
        return stale

    def _record(self) -> None:
        """Tell the history of what was written."""
        with history.gathered():
            for new in self._new.values():
                for _, row in new:
                    history.created(row)
            for row, old in self._old.values():
                now = {name: (before, held(row, name)) for name, before in old.items()}
                history.changed(row, {name: pair for name, pair in now.items() if pair[0] != pair[1]})


_pile: ContextVar[Pile | None] = ContextVar("pile", default=None)


@contextmanager
def gathered() -> Iterator[Pile]:
    """Gather what the services inside would write."""
    token = _pile.set(Pile())
    try:
        yield pile()
    finally:
        _pile.reset(token)


def pile() -> Pile:
    """The one being gathered on. Raises LookupError outside of `gathered`."""
    found = _pile.get()
    if found is None:
        raise LookupError("Nothing is being gathered.")
    return found


def gathering() -> Pile | None:
    """The one being gathered on, if any."""
    return _pile.get()


def whole(service: Callable[P, T]) -> Callable[P, T]:
    """A service that owns its transaction; while writes are gathered it writes nothing, and needs none."""
    alone = transaction.atomic(service)

    @wraps(service)
    def called(*args: P.args, **kwargs: P.kwargs) -> T:
        return service(*args, **kwargs) if _pile.get() else alone(*args, **kwargs)

    return called


def plain(value: Any) -> Any:
    """What a relation is compared by: the key of its row, or the row itself while that is not written."""
    if not isinstance(value, Model):
        return value
    return value.pk if value.pk is not None else ("new", id(value))


def held(row: Model, name: str) -> Any:
    """What a row holds, of a relation what `plain` makes of it, so that nothing is fetched to be compared."""
    field = row._meta.get_field(name)
    key = getattr(row, getattr(field, "attname", name))
    if key is None and isinstance(field, models.ForeignKey) and field.is_cached(row):
        return plain(getattr(row, name))
    return key


def _of(names: Iterable[str], values: dict[str, Any]) -> Key:
    """The key, in the order of the fields' names."""
    return tuple(plain(values[name]) for name in sorted(names))


def _in_order(found: Iterable[type[Model]]) -> list[type[Model]]:
    """Models after those they refer to."""
    left, ordered = list(found), list[type[Model]]()
    while left:
        ready = [model for model in left if not _referred(model) & set(left) - {model}] or left
        ordered += ready
        left = [model for model in left if model not in ready]
    return ordered


def _referred(model: type[Model]) -> set[Any]:
    return {field.related_model for field in model._meta.get_fields() if isinstance(field, models.ForeignKey)}


def _waves(model: type[Model], new: list[tuple[Any, Model]]) -> Iterator[list[tuple[Any, Model]]]:
    """New rows after those of their own model that they refer to."""
    own = [
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model is model
    ]
    left = new
    while left:
        waiting = {id(row) for _, row in left}
        behind = [one for one in left if any(id(getattr(one[1], name)) in waiting for name in own)]
        late = {id(row) for _, row in behind}
        ready = [one for one in left if id(one[1]) not in late]
        # Those that wait for one another in a ring go together, for the database to refuse.
        yield ready or left
        left = behind if ready else []


def _alike(
    changed: Collection[tuple[Any, Model, set[str]]],
) -> dict[tuple[str, ...], list[tuple[Any, Model]]]:
    """The changed rows by the fields that change."""
    groups: dict[tuple[str, ...], list[tuple[Any, Model]]] = defaultdict(list)
    for mark, row, names in changed:
        groups[tuple(sorted(names))].append((mark, row))
    return groups


def _insert(model: type[Model], rows: Sequence[Model]) -> None:
    _plainly(model).bulk_create(rows, batch_size=BATCH)


def _update(model: type[Model], rows: Sequence[Model], names: Sequence[str]) -> None:
    _plainly(model).bulk_update(rows, names, batch_size=BATCH)


def _plainly(model: type[Model]) -> models.QuerySet[Model]:
    """All rows, past modeltranslation, which would write name_vi twice and leave the plain name as it was."""
    return models.QuerySet(model=model)


def _in_bulk(marked: Sequence[tuple[Any, Model]], write: Writing) -> None:
    """Write all of them; when the database refuses, find which. Raises ClashError."""
    try:
        with transaction.atomic():
            write([row for _, row in marked])
    except REFUSED:
        refused: dict[Any, Exception] = {}
        _blame(marked, write, refused)
        raise ClashError(refused) from None


def _blame(marked: Sequence[tuple[Any, Model]], write: Writing, refused: dict[Any, Exception]) -> None:
    """Write in halves, and halves of those, until every row that is refused is found alone."""
    try:
        with transaction.atomic():
            write([row for _, row in marked])
    except REFUSED as error:
        if len(marked) == 1:
            refused[marked[0][0]] = error
            return
        middle = len(marked) // 2
        _blame(marked[:middle], write, refused)
        _blame(marked[middle:], write, refused)
