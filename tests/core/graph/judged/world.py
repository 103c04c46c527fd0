"""A schema of every wrapping; its loaders answer as a plan says: good values, nulls, exceptions, nonsense.

What stands at a place depends on the place and on the plan alone, so a row is given alone what it is given among many.
"""

from enum import Enum
from typing import Any
from zlib import crc32

import graphene
from graphql import GraphQLError, GraphQLSchema, Undefined
from graphql.type import get_named_type, is_abstract_type, is_leaf_type, is_list_type, is_non_null_type, is_object_type

from core.graph import kit, registry
from core.graph.connections import connection, cut
from core.graph.scalars import JSON

# The plan: a place's fate is the number at its hash. Zero is good; small plans of zeros are what a failure shrinks to.
plan: list[int] = [0]
done: list[str] = []

GOOD, NULL, RAISED, NONSENSE, UNDEFINED, REFUSED, BROKEN = range(7)


def fate(place: str) -> int:
    return plan[crc32(place.encode()) % len(plan)]


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


ColourEnum = graphene.Enum.from_enum(Colour)


class Fussy(graphene.Scalar):
    """A scalar that refuses some values and serialises others to nothing."""

    @staticmethod
    def serialize(value: Any) -> Any:
        if value == 3:
            raise ValueError("three is not fussy enough")
        return None if value == 4 else f"fussy {value}"

    @staticmethod
    def parse_value(value: Any) -> Any:
        if value == 3:
            raise GraphQLError("no three")
        return value

    @staticmethod
    def parse_literal(node: Any, _variables: Any = None) -> Any:
        return node.value


class Wish(kit.Input):
    n = graphene.Int(default_value=5)
    s = graphene.String(required=True)
    colours = graphene.List(ColourEnum)
    again = graphene.InputField(lambda: Wish)


LEAVES = {
    "int": graphene.Int,
    "text": graphene.String,
    "real": graphene.Float,
    "flag": graphene.Boolean,
    "key": graphene.ID,
    "colour": ColourEnum,
    "fussy": Fussy,
    "json": JSON,
}
COMPOSITES = {
    "stall": lambda: Stall,
    "basket": lambda: Basket,
    "thing": lambda: Thing,
    "either": lambda: Either,
}
WRAPPINGS = {
    "": lambda of: of,
    "_sure": graphene.NonNull,
    "_list": graphene.List,
    "_sure_list": lambda of: graphene.NonNull(graphene.List(of)),
    "_list_sure": lambda of: graphene.List(graphene.NonNull(of)),
    "_sure_list_sure": lambda of: graphene.NonNull(graphene.List(graphene.NonNull(of))),
    "_lists": lambda of: graphene.List(graphene.List(of)),
    "_lists_sure": lambda of: graphene.List(graphene.NonNull(graphene.List(graphene.NonNull(of)))),
}


def arguments() -> dict[str, Any]:
    return {
        "n": graphene.Int(),
        "m": graphene.Int(required=True, default_value=3),
        "s": graphene.String(),
        "c": graphene.Argument(ColourEnum, default_value=Colour.RED.value),
        "ns": graphene.List(graphene.NonNull(graphene.Int)),
        "w": graphene.Argument(Wish),
        "f": graphene.Argument(Fussy),
    }


def fields() -> dict[str, Any]:
    """A field of every wrapping of every type; those of wrappings that end in "sure" take arguments."""
    made = {}
    for name, of in (LEAVES | COMPOSITES).items():
        for suffix, wrap in WRAPPINGS.items():
            taken = arguments() if suffix.endswith("sure") else {}
            made[name + suffix] = graphene.Field(wrap(of), **taken)
    return made


# Leaves without arguments are columns, all else is loaded.
LOADED = [name for name in fields() if name.endswith("sure") or name.partition("_")[0] in COMPOSITES]
COLUMNS = fields().keys() - set(LOADED)

Thing = type("Thing", (graphene.Interface,), fields())


class Row:
    """A row whose columns are as its plan has them, some of them missing or in error."""

    def __init__(self, place: str) -> None:
        self.place = place

    def __getattr__(self, name: str) -> Any:
        if name not in COLUMNS:
            raise AttributeError(name)
        place = f"{self.place}.{name}"
        if fate(place) == BROKEN:
            raise (AttributeError if len(name) % 2 else ValueError)(f"no {place}")
        return value(schema().type_map["Thing"].fields[camel(name)].type, place)


def camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(other.title() for other in others)


def loader(name: str) -> Any:
    def load(rows: kit.Rows, info: Any, **given: Any) -> Any:
        asked = f"{name}{sorted((key, plain(one)) for key, one in given.items())}" if given else name
        if fate(f"load {asked}") == RAISED and fate(f"load {name}") == RAISED:
            raise RuntimeError(f"{asked} failed")
        if fate(f"load {name}") == fate(f"answer {name}") == BROKEN:
            return None
        kind = schema().type_map["Thing"].fields[camel(name)].type
        told = "+named" if info.asks("__typename") else ""
        return [value(kind, f"{getattr(row, 'place', '?')}.{asked}{told}") for row in rows]

    return staticmethod(load)


def plain(given: Any) -> str:
    """An argument's value and type as text; an input object by the fields it was given."""
    if isinstance(given, dict):
        return "{" + ", ".join(f"{key}: {plain(one)}" for key, one in sorted(given.items())) + "}"
    return repr(given)


def value(kind: Any, place: str) -> Any:
    """What a loader answers at this place, or a column holds."""
    match fate(place):
        case 1:
            return None
        case 2:
            return ValueError(f"{place} slipped")
        case 3:
            return nonsense(kind, place)
        case 4:
            return Undefined
        case 5:
            return GraphQLError(f"{place} refused", extensions={"code": "NO"})
    return good(kind, place)


def good(kind: Any, place: str) -> Any:
    if is_non_null_type(kind):
        return good(kind.of_type, place)
    if is_list_type(kind):
        items = [value(kind.of_type, f"{place}[{n}]") for n in range(crc32(place.encode()) % 4)]
        return tuple(items) if len(place) % 5 == 0 else items
    if is_leaf_type(kind):
        return leaf(kind.name, crc32(place.encode()) % 10)
    row = Row(place)
    if is_object_type(kind):
        return row
    return [("Stall", row), (Stall, row), (Basket, row), ("Basket", row)][crc32(place.encode()) % 4]


def leaf(name: str, n: int) -> Any:
    match name:
        case "Int":
            return [n, n, n, True, 4.0][n % 5]
        case "Float":
            return [n / 4, float(n), n][n % 3]
        case "Boolean":
            return n % 2 == 0
        case "Colour":
            return [Colour.RED, Colour.BLUE, "red", "blue"][n % 4]
        case "Fussy":
            return n
        case "JSON":
            return [n, {"n": [n, None]}, [n], f"{n}"][n % 4]
        case _:
            return f"đ{n}"


def nonsense(kind: Any, place: str) -> Any:
    if is_non_null_type(kind):
        return nonsense(kind.of_type, place)
    n = crc32(place.encode()) % 4
    if is_list_type(kind):
        return [7, "text", {"a": 1}, Interrupted(place)][n]
    if is_abstract_type(kind):
        return [("Nobody", Row(place)), ("Query", Row(place)), ("Thing", Row(place)), Row(place)][n]
    if is_object_type(kind):
        return [7, "text", {}, Row(place)][n]
    return {"Int": [2**31, "x", 1.5, []], "Float": [float("nan"), "x", {}, float("inf")]}.get(
        get_named_type(kind).name, [[], 99, {}, b"x"]
    )[n]


class Interrupted:
    """An iterable that fails on the way."""

    def __init__(self, place: str) -> None:
        self.place = place

    def __iter__(self) -> Any:
        raise ValueError(f"{self.place} was interrupted")
        yield


def load_page(rows: kit.Rows, info: Any, page: Any) -> Any:
    found = [Row(f"{getattr(row, 'place', '?')}.page") for row in rows]
    return [cut([row] * 2, page, lambda row: (row.place,), 2 if info.asks("totalCount") else None) for row in found]


THINGS = {"Meta": type("Meta", (), {"interfaces": (Thing,)}), "public": True}
THINGS |= {f"load_{name}": loader(name) for name in LOADED}
Stall = type("Stall", (kit.Object,), THINGS)
PAGED = {"page": connection(Stall), "load_page": staticmethod(load_page)}
Basket = type("Basket", (kit.Object,), THINGS | PAGED)


class Either(graphene.Union):
    class Meta:
        types = (Stall, Basket)


class Query(kit.Query):
    """The same fields again, off the root."""


for _name, _field in fields().items():
    setattr(Query, _name, _field)
    setattr(Query, f"load_{_name}", loader(_name))


class Make(kit.Mutation):
    """Note that it was done; answers whatever its fates say."""

    class Arguments:
        n = graphene.Int(required=True)

    told = graphene.Int()
    told_sure = graphene.Int(required=True)
    thing = graphene.Field(Thing)

    @staticmethod
    def mutate(info: Any, n: int) -> kit.Outcome:
        done.append(f"made {n}")
        if fate(f"make {n}") == RAISED:
            raise ValueError(f"{n} was not made")
        if fate(f"make {n}") == NULL:
            return None  # type: ignore[return-value]
        return kit.Outcome(
            told=value(schema().type_map["Int"], f"told {n}"),
            told_sure=value(schema().type_map["Int"], f"surely {n}"),
            thing=value(schema().type_map["Thing"], f"thing {n}"),
        )


class Mutation(kit.MutationRoot):
    make = Make.Field()
    make_sure = Make.Field(required=True)


_built: list[GraphQLSchema] = []


def schema() -> GraphQLSchema:
    if not _built:
        _built.append(registry.build([Query], [Mutation]))
    return _built[0]
