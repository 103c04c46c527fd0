"""What was made up to show the shop, found over all packages and taken away whole.

Made up are the rows that say so (`is_demonstration`), those whose `source` is made up, and their parts: rows that go
with another by CASCADE, and rows of a model that says with what they are made up:

    MADE_UP_WITH = ("lot", "location")    # all of these are made up

A part that has evidence of its own, or says that it is real, is real, and so is whatever points at made-up rows
otherwise; while one of them leans on what is made up, nothing is removed. Ledgers keep what was done, by numbers that
lead nowhere then; but lines of a ledger that are made up themselves go, since one real line among them stops it all.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple

from django.apps import apps
from django.db import transaction
from django.db.models import CASCADE, SET_NULL, ForeignKey, Model, ProtectedError
from django.utils.translation import gettext_lazy as _

from core import ledgers
from core.errors import DomainError

FLAG, EVIDENCE, WITH = "is_demonstration", "source", "MADE_UP_WITH"
# Keys of one statement.
BATCH = 500
# Of one model so many real rows are named.
NAMED = 5

Found = dict[type[Model], set[Any]]


class Leaning(NamedTuple):
    """A real row and what of the made-up it points at."""

    row: str
    column: str


class RealLeansOnIt(DomainError):
    """Something real points at what is made up; `leaning` says what, a few of each kind."""

    def __init__(self, leaning: list[Leaning]) -> None:
        self.leaning = leaning
        rows = "; ".join(f"{one.row} ({one.column})" for one in leaning)
        super().__init__(_("Dữ liệu thật còn dựa vào dữ liệu minh họa nên chưa xóa gì: %(rows)s.") % {"rows": rows})


def find() -> Found:
    """The keys of everything made up, by model. Raises RealLeansOnIt."""
    found: Found = defaultdict(set)
    for model in _models():
        if _has(model, FLAG):
            found[model] |= set(model._base_manager.filter(**{FLAG: True}).values_list("pk", flat=True))
    while _grow(found):
        pass
    if leaning := list(_leaning(found)):
        raise RealLeansOnIt(leaning)
    return {model: keys for model, keys in found.items() if keys}


@transaction.atomic
def remove() -> Counter[str]:
    """Take all of it away, or nothing; how many rows of which model. Raises RealLeansOnIt.

    For the command: whoever runs the shop's computer. A package's `demonstration.after_removal()` then mends what was
    worked out from it.
    """
    found = find()
    counts: Counter[str] = Counter({model._meta.label: len(keys) for model, keys in found.items()})
    waiting = dict(found)
    while waiting:
        gone = [model for model, keys in waiting.items() if _deleted(model, keys)]
        if not gone:
            raise RealLeansOnIt([Leaning(model._meta.label, "PROTECT") for model in waiting])
        for model in gone:
            del waiting[model]
    for package in apps.get_app_configs():
        if find_spec(f"{package.name}.demonstration"):
            after = getattr(import_module(f"{package.name}.demonstration"), "after_removal", None)
            if after is not None:
                after()
    return counts


def _models() -> list[type[Model]]:
    """Every model of every package, with the tables between many and many."""
    return apps.get_models(include_auto_created=True)


def _has(model: type[Model], name: str) -> bool:
    return any(field.name == name for field in model._meta.concrete_fields)


def _pointers(found: Found) -> Iterator[tuple[type[Model], ForeignKey[Any, Any], set[Any]]]:
    """Every column that may point at something made up, with the keys that are."""
    for model in _models():
        for field in model._meta.concrete_fields:
            if isinstance(field, ForeignKey) and found.get(field.related_model):
                yield model, field, found[field.related_model]


def _grow(found: Found) -> bool:
    """Add what is made up because of what was found; whether there was any."""
    more: Found = defaultdict(set)
    for model in _models():
        if columns := getattr(model, WITH, ()):
            more[model] |= _made_up_with(model, columns, found) - found[model]
    for model, field, keys in _pointers(found):
        if field.name == EVIDENCE or field.remote_field.on_delete is CASCADE:
            rows = _pointing(model, field, keys, found[model])
            real = set() if field.name == EVIDENCE else _real_among(model, rows, found)
            more[model] |= rows - real
    for model, keys in more.items():
        found[model] |= keys
    return any(more.values())


def _made_up_with(model: type[Model], columns: tuple[str, ...], found: Found) -> set[Any]:
    """Rows of which all these columns lead to what is made up."""
    first, *rest = columns
    fields = [field for field in model._meta.concrete_fields if isinstance(field, ForeignKey)]
    keys_of: dict[str, set[Any]] = {field.name: found.get(field.related_model, set()) for field in fields}
    targets = [keys_of[name] for name in rest]
    rows: set[Any] = set()
    for some in _batches(keys_of[first]):
        listed = model._base_manager.filter(**{f"{first}__in": some}).values_list("pk", *(f"{one}_id" for one in rest))
        rows |= {pk for pk, *keys in listed if all(key in target for key, target in zip(keys, targets, strict=True))}
    return rows


def _leaning(found: Found) -> Iterator[Leaning]:
    for model, field, keys in _pointers(found):
        if field.remote_field.on_delete is SET_NULL:
            continue
        rows = sorted(_pointing(model, field, keys, found[model]))[:NAMED]
        for row in model._base_manager.filter(pk__in=rows):
            yield Leaning(f"{model._meta.verbose_name} {row}", field.name)


def _pointing(model: type[Model], field: ForeignKey[Any, Any], keys: set[Any], known: set[Any]) -> set[Any]:
    """Keys of rows whose column points at one of these, but for those that are known."""
    rows: set[Any] = set()
    for some in _batches(keys):
        rows |= set(model._base_manager.filter(**{f"{field.name}__in": some}).values_list("pk", flat=True))
    return rows - known


def _real_among(model: type[Model], rows: set[Any], found: Found) -> set[Any]:
    """Those that say they are real, or have evidence that is."""
    real: set[Any] = set()
    for some in _batches(rows):
        listed = model._base_manager.filter(pk__in=some)
        if _has(model, FLAG):
            real |= set(listed.filter(**{FLAG: False}).values_list("pk", flat=True))
        elif _has(model, EVIDENCE):
            made_up = next((keys for one, keys in found.items() if _is_evidence(model, one)), set())
            evidence = listed.exclude(**{EVIDENCE: None}).values_list("pk", EVIDENCE)
            real |= {key for key, source in evidence if source not in made_up}
    return real


def _is_evidence(model: type[Model], of: type[Model]) -> bool:
    return model._meta.get_field(EVIDENCE).related_model is of


def _deleted(model: type[Model], keys: set[Any]) -> bool:
    """Whether nothing held these rows back any more."""
    ledger = ledgers.unlocked(model) if model in ledgers.registered() else nullcontext()
    try:
        with transaction.atomic(), ledger:
            for generation in _leaves_first(model, keys):
                for some in _batches(generation):
                    model._base_manager.filter(pk__in=some).delete()
    except ProtectedError:
        return False
    return True


def _leaves_first(model: type[Model], keys: set[Any]) -> Iterator[set[Any]]:
    """The rows in an order in which none of their own table points at one that goes before it."""
    own = [field for field in model._meta.concrete_fields if field.related_model is model]
    left = set(keys)
    while left:
        pointed: set[Any] = set()
        for field in own:
            for some in _batches(left):
                pointed |= set(model._base_manager.filter(pk__in=some).values_list(field.attname, flat=True))
        free = left - pointed
        if not free:
            raise ProtectedError(f"{model._meta.label} rows point at one another", set())
        yield free
        left -= free


def _batches(keys: Iterable[Any]) -> Iterator[list[Any]]:
    listed = sorted(keys)
    for start in range(0, len(listed), BATCH):
        yield listed[start : start + BATCH]
