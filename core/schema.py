"""Metadata in the graph: what carries it, who reads which half, and the mutations that write it.

A type carries it when its Meta names the interface ObjectWithMetadata and `carrying` decorates it.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

import graphene
from django.db import models
from graphql import GraphQLError

from core import graph, metadata
from core.graph.scalars import Metadata
from core.graph.types import MetadataItem
from core.viewer import Viewer

KindT = TypeVar("KindT", bound=type)

MetadataErrorCode = graphene.Enum.from_enum(
    metadata.MetadataErrorCode, description=lambda value: None if value else "Why metadata was not written."
)


class ObjectWithMetadata(graphene.Interface):
    """What programs may keep keys and values on. Private ones are told to those who may change the thing."""

    metadata = graphene.List(graphene.NonNull(MetadataItem), required=True, description="Public keys, in order.")
    metafield = graphene.String(key=graphene.String(required=True), description="The value of one public key.")
    metafields = graphene.Field(
        Metadata, keys=graphene.List(graphene.NonNull(graphene.String)), description="Public keys; all without `keys`."
    )
    private_metadata = graphene.List(graphene.NonNull(MetadataItem), required=True, description="Private keys.")
    private_metafield = graphene.String(key=graphene.String(required=True), description="Of one private key.")
    private_metafields = graphene.Field(
        Metadata, keys=graphene.List(graphene.NonNull(graphene.String)), description="Private keys; all without `keys`."
    )


class Carried(NamedTuple):
    """A type whose rows carry metadata."""

    kind: Any
    carrier: metadata.Carrier


_carried: dict[str, Carried] = {}


def carrying(
    model: type[models.Model], *, may_write: Callable[[Viewer, int], bool], written: Callable[[], None]
) -> Callable[[KindT], KindT]:
    """Class decorator of an ObjectWithMetadata: its rows, whose `id` is the model's, carry metadata.

    `may_write` says who writes on the row of a key and reads what is private there; `written` is called in the
    transaction of every write. The type finds its rows by `load_rows`.
    """
    carrier = metadata.Carrier(model, may_write, written)

    def carry(kind: KindT) -> KindT:
        for name, loader in _loaders(carrier):
            setattr(kind, name, staticmethod(loader))
        declared: Any = kind
        _carried[declared._meta.name] = Carried(kind, carrier)
        return kind

    return carry


def _loaders(carrier: metadata.Carrier) -> Iterator[tuple[str, Callable[..., list[Any]]]]:
    """The loaders of the interface's fields, by name."""
    for prefix, private in (("", False), ("private_", True)):
        yield f"load_{prefix}metadata", _items(carrier, private)
        yield f"load_{prefix}metafield", _one(carrier, private)
        yield f"load_{prefix}metafields", _several(carrier, private)


def _told(carrier: metadata.Carrier, private: bool, rows: graph.Rows, info: graph.Info) -> list[Any]:
    """What each row carries; in the place of what the viewer may not read, the refusal."""
    known: dict[int, list[Any]] = info.once((carrier.kind, private), dict)
    closed = {row.id for row in rows if not carrier.may_write(info.viewer, row.id)} if private else set()
    missing = {row.id for row in rows} - known.keys() - closed
    if missing:
        found = metadata.entries_of(carrier, missing, private=private)
        known |= {key: found.get(key, []) for key in missing}
    return [permission_denied() if row.id in closed else known[row.id] for row in rows]


def permission_denied() -> GraphQLError:
    """The dialect's clients look for its code in either place."""
    return GraphQLError(
        "Permission denied: private metadata is for those who may change the thing.",
        extensions={"code": "PermissionDenied", "exception": {"code": "PermissionDenied"}},
    )


def _items(carrier: metadata.Carrier, private: bool) -> Callable[..., list[Any]]:
    def load(rows: graph.Rows, info: graph.Info) -> list[Any]:
        return _told(carrier, private, rows, info)

    return load


def _one(carrier: metadata.Carrier, private: bool) -> Callable[..., list[Any]]:
    def load(rows: graph.Rows, info: graph.Info, key: str) -> list[Any]:
        told = _told(carrier, private, rows, info)
        return [one if isinstance(one, Exception) else _map(one).get(key) for one in told]

    return load


def _several(carrier: metadata.Carrier, private: bool) -> Callable[..., list[Any]]:
    def load(rows: graph.Rows, info: graph.Info, keys: Sequence[str] | None = None) -> list[Any]:
        told = _told(carrier, private, rows, info)
        return [one if isinstance(one, Exception) else _map(one, keys) for one in told]

    return load


def _map(entries: Sequence[Any], keys: Sequence[str] | None = None) -> dict[str, str]:
    return {entry.key: entry.value for entry in entries if keys is None or entry.key in keys}


class MetadataInput(graph.Input):
    """One key and its new value."""

    key = graphene.String(required=True, description=f"At most {metadata.KEY_LENGTH} characters.")
    value = graphene.String(required=True, description=f"At most {metadata.VALUE_LENGTH} characters.")


class MetadataError(graph.Object):
    """A refusal of a metadata mutation."""

    public = True

    field = graphene.String(description="The argument to blame, if one is.")
    message = graphene.String(description="For the person, translated.")
    code = MetadataErrorCode(required=True)


class MetadataMutation(graph.Mutation):
    """What metadata mutations answer."""

    errors = graphene.List(graphene.NonNull(MetadataError), required=True)
    item = graphene.Field(ObjectWithMetadata, description="What was written on; null if nothing was.")

    class Meta:
        abstract = True

    @staticmethod
    def load_item(outcomes: graph.Rows, info: graph.Info) -> list[Any]:
        return [None if outcome.item is None else _item(outcome.item, info) for outcome in outcomes]


def _item(written: tuple[Any, int], info: graph.Info) -> tuple[Any, graph.Row] | None:
    kind, key = written
    row = kind.load_rows([key], info)[0]
    return None if row is None else (kind, row)


def _written(id: str, write: Callable[[metadata.Carrier, int], None]) -> graph.Outcome:
    """Write on the thing of a global id; a refusal is data."""
    try:
        kind, carrier, key = _thing(id)
        write(carrier, key)
    except metadata.MetadataError as refusal:
        return graph.Outcome(errors=[_Refused(refusal.field, refusal.message, refusal.code)])
    return graph.Outcome(item=(kind, key))


class _Refused(NamedTuple):
    field: str | None
    message: str
    code: Any


def _thing(id: str) -> tuple[Any, metadata.Carrier, int]:
    """The type, carrier and key behind a global id. Raises ThingNotFound."""
    parsed = graph.parse_global_id(id)
    carried = _carried.get(parsed[0]) if parsed else None
    key = graph.key_of(id, parsed[0]) if parsed else None
    if carried is None or key is None:
        raise metadata.ThingNotFound
    return carried.kind, carried.carrier, key


def _update(info: graph.Info, id: str, given: Sequence[Any], *, private: bool) -> graph.Outcome:
    values = {one["key"]: one["value"] for one in given}
    return _written(
        id, lambda carrier, key: metadata.write(info.viewer, carrier=carrier, key=key, values=values, private=private)
    )


def _delete(info: graph.Info, id: str, names: Sequence[str], *, private: bool) -> graph.Outcome:
    return _written(
        id, lambda carrier, key: metadata.delete(info.viewer, carrier=carrier, key=key, names=names, private=private)
    )


class UpdateMetadata(MetadataMutation):
    """Keep public keys on a thing beside those it has."""

    class Arguments:
        id = graphene.ID(required=True)
        input = graphene.List(graphene.NonNull(MetadataInput), required=True)

    @staticmethod
    def mutate(info: graph.Info, id: str, input: list[Any]) -> graph.Outcome:
        return _update(info, id, input, private=False)


class DeleteMetadata(MetadataMutation):
    """Forget public keys of a thing."""

    class Arguments:
        id = graphene.ID(required=True)
        keys = graphene.List(graphene.NonNull(graphene.String), required=True)

    @staticmethod
    def mutate(info: graph.Info, id: str, keys: list[str]) -> graph.Outcome:
        return _delete(info, id, keys, private=False)


class UpdatePrivateMetadata(MetadataMutation):
    """Keep private keys on a thing beside those it has."""

    class Arguments:
        id = graphene.ID(required=True)
        input = graphene.List(graphene.NonNull(MetadataInput), required=True)

    @staticmethod
    def mutate(info: graph.Info, id: str, input: list[Any]) -> graph.Outcome:
        return _update(info, id, input, private=True)


class DeletePrivateMetadata(MetadataMutation):
    """Forget private keys of a thing."""

    class Arguments:
        id = graphene.ID(required=True)
        keys = graphene.List(graphene.NonNull(graphene.String), required=True)

    @staticmethod
    def mutate(info: graph.Info, id: str, keys: list[str]) -> graph.Outcome:
        return _delete(info, id, keys, private=True)


class Mutation(graph.MutationRoot):
    update_metadata = UpdateMetadata.Field(description="Write public metadata, for those who may change the thing.")
    delete_metadata = DeleteMetadata.Field(description="Forget public metadata.")
    update_private_metadata = UpdatePrivateMetadata.Field(description="Write private metadata.")
    delete_private_metadata = DeletePrivateMetadata.Field(description="Forget private metadata.")
