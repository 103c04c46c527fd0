"""The schema kit: graphene types whose fields are columns of a row or have a loader.

A loader is a static method `load_<field>(rows, info, **arguments)`. It is given every parent row of its level at once
and answers with a list of the same length, in their order; a slot may hold an exception, and then only that row's
field fails. A field without a loader is the row's attribute of that name. Rows are named tuples, never model instances.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import graphene
from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured
from graphene.types.mutation import MutationOptions
from graphene.types.utils import yank_fields_from_attrs
from graphene_django import DjangoObjectType

from core.graph.ids import global_id
from core.graph.limits import check_filter

Row = Any
Rows = Sequence[Any]
Loader = Callable[..., Sequence[Any]]
LoaderT = TypeVar("LoaderT", bound=Callable[..., Any])
ExtensionT = TypeVar("ExtensionT", bound=type)

# (type name, snake_case field name) -> package, for fields that another package than the type's own brought.
extended: dict[tuple[str, str], str] = {}
_frozen: list[bool] = []


def freeze() -> None:
    """Called by the registry when the schema is built; a later `extend` raises."""
    _frozen.append(True)


def volatile(loader: LoaderT) -> LoaderT:
    """Mark a loader whose answers may never be kept by the answer cache (stock, budgets)."""
    loader.volatile = True  # type: ignore[attr-defined]
    return loader


def _extend(kind: Any, extension: type, as_: type) -> None:
    package = extension.__module__.partition(".")[0]
    if _frozen:
        raise ImproperlyConfigured(f"{extension.__qualname__} extends {kind.__name__} after the schema was built.")
    for name, field in yank_fields_from_attrs(extension.__dict__, _as=as_).items():
        if name in kind._meta.fields:
            raise ImproperlyConfigured(f"{extension.__qualname__} redefines {kind.__name__}.{name}.")
        kind._meta.fields[name] = field
        extended[kind._meta.name, name] = package
    for name, member in extension.__dict__.items():
        if name.startswith(("load_", "condition_")):
            if hasattr(kind, name):
                raise ImproperlyConfigured(f"{extension.__qualname__} redefines {kind.__name__}.{name}.")
            setattr(kind, name, member)


class Extendable:
    """A type to which a package above may add fields, as the SDL's `extend type` does."""

    @classmethod
    def extend(cls, extension: ExtensionT) -> ExtensionT:
        """Class decorator: add the extension's fields and their loaders (an input's `condition_<field>`) to this type.

        Raises ImproperlyConfigured for a field that exists already, or once the schema is built.
        """
        mounted = graphene.InputField if issubclass(cls, graphene.InputObjectType) else graphene.Field
        _extend(cls, extension, mounted)
        return extension


# Types that implement an interface: no field names them, so the schema is told of them.
implementing: list[type] = []


class Object(Extendable, graphene.ObjectType):
    """An object type over rows of any shape. It says `public = True` or gives `visible_to(viewer)`."""

    class Meta:
        abstract = True

    @classmethod
    def __init_subclass_with_meta__(cls, interfaces: Iterable[type] = (), **options: Any) -> None:
        super().__init_subclass_with_meta__(interfaces=interfaces, **options)
        if interfaces:
            implementing.append(cls)


class ModelObject(Extendable, DjangoObjectType):
    """An object type over rows of one model.

    `Meta.fields` names columns; they take type and description from the model. `id` is the Relay global id.
    Relations are never generated: each needs a loader. `load_rows(keys, info)` finds rows by primary key.
    """

    id = graphene.ID(required=True, description="Unguessable only where the key is; stable and opaque.")

    class Meta:
        abstract = True

    @classmethod
    def __init_subclass_with_meta__(cls, model: Any = None, fields: Iterable[str] = (), **options: Any) -> None:
        columns = tuple(fields)
        for name in columns:
            try:
                relation = model._meta.get_field(name).is_relation
            except FieldDoesNotExist as error:
                raise ImproperlyConfigured(f"{cls.__name__}: {error}") from error
            if relation:
                raise ImproperlyConfigured(f"{cls.__name__}.{name} is a relation: write a loader for it.")
        super().__init_subclass_with_meta__(
            model=model, fields=columns, skip_registry=True, convert_choices_to_enum=False, **options
        )

    @classmethod
    def load_id(cls, rows: Rows, info: Any) -> list[str]:
        name = cls._meta.name
        return [global_id(name, row.id) for row in rows]


class Input(Extendable, graphene.InputObjectType):
    """An input object. A filter's fields each have a `condition_<field>(value, **context) -> Q`."""

    class Meta:
        abstract = True

    @classmethod
    def conditions(cls, given: dict[str, Any], **context: Any) -> list[Any]:
        """The conditions of the fields that were given, in the order of the input type's fields.

        Raises LimitExceeded for a filter of more values than one statement takes.
        """
        check_filter(given)
        return [
            getattr(cls, f"condition_{name}")(given[name], **context)
            for name in cls._meta.fields
            if given.get(name) is not None
        ]

    @classmethod
    def is_volatile(cls, given: dict[str, Any]) -> bool:
        """Whether a field that was given, at any depth of AND and OR, has a condition marked volatile."""
        own = any(
            getattr(getattr(cls, f"condition_{name}", None), "volatile", False)
            for name in given
            if given[name] is not None
        )
        # Inputs that are no filters of this kind are left alone; fields of theirs may hide a dict's own `values`.
        return own or any(cls.is_volatile(part) for joint in ("AND", "OR") for part in given.get(joint) or ())


class Outcome:
    """What a mutation did: ids, scalars and refusals by payload field; `errors` is empty unless given."""

    def __init__(self, **fields: Any) -> None:
        self.__dict__.update(fields)

    def __getattr__(self, name: str) -> Any:
        return [] if name == "errors" else None


class Mutation(Extendable, graphene.Mutation):
    """A mutation: `mutate(info, **arguments) -> Outcome` calls a service; payload objects load by their primary key."""

    # A payload holds what its own caller just did.
    public = True

    class Meta:
        abstract = True

    @classmethod
    def __init_subclass_with_meta__(cls, _meta: MutationOptions | None = None, **options: Any) -> None:
        super().__init_subclass_with_meta__(_meta=_meta or MutationOptions(cls), **options)


class Query:
    """Base of a package's root query fields; the registry joins every package's."""


class MutationRoot:
    """Base of a package's root mutation fields; the registry joins every package's."""
