"""The fields of mutations: a root field calls `mutate`; a payload's objects load by the primary keys in its Outcome."""

from collections.abc import Callable
from typing import Any

from core.graph.kit import ModelObject, Outcome, Rows


def root_mutation(mutation: Any) -> Callable[..., list[Outcome]]:
    """The loader of a root field: the one plain resolver, for its one row.

    An Outcome that names a field the payload has not is a programming error, told as the field's.
    """
    payload = frozenset(mutation._meta.fields)

    def load(_root: Rows, info: Any, **arguments: Any) -> list[Outcome]:
        info.context.shared.clear()  # what loaders shared before this mutation may be changed by it
        outcome = mutation.mutate(info, **arguments)
        if strange := vars(outcome).keys() - payload:
            raise TypeError(f"{mutation._meta.name} has no payload field {', '.join(sorted(strange))}.")
        return [outcome]

    load.volatile = True  # type: ignore[attr-defined]
    return load


def payload_loader(name: str, named: Any) -> Callable[..., list[Any]] | None:
    """For a payload field of a model's type, a loader of the rows whose keys the Outcome names; else None."""
    kind = getattr(named, "graphene_type", None)
    if not (isinstance(kind, type) and issubclass(kind, ModelObject)):
        return None
    load_rows: Callable[..., list[Any]] = kind.load_rows

    def load(outcomes: Rows, info: Any) -> list[Any]:
        answers: list[Any] = []
        for outcome in outcomes:
            keys = getattr(outcome, name)
            if isinstance(keys, list):
                answers.append(load_rows(keys, info))
            else:
                answers.append(None if keys is None else load_rows([keys], info)[0])
        return answers

    return load
