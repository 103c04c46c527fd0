"""What has attributes: products, variants and pages; and lists of products filtered by them."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import graphene
from django.db.models import Q
from graphql import GraphQLError

from catalog import selectors
from catalog.schema.assigned import AssignedAttribute, typed
from catalog.schema.attributes import SaidRow, SelectedAttribute, reference_of
from catalog.schema.chosen import Chosen, all_channels, carried_by, categories_of, frame_of
from catalog.schema.collections import hidden
from catalog.schema.filters import ProductFilterInput, ProductWhereInput
from catalog.schema.pages import Page, shown_on
from catalog.schema.products import Product
from catalog.schema.variants import ProductVariant
from core import graph
from core.graph.connections import DEFAULT_PAGE, MAX_PAGE

Had = Sequence[selectors.Had]
Said = list[SaidRow]

VariantAttributeScope = graphene.Enum(
    "VariantAttributeScope",
    [(name, name) for name in ("ALL", "VARIANT_SELECTION", "NOT_VARIANT_SELECTION")],
    description=lambda value: None if value else "Those that shoppers choose a variant by, the others, or all.",
)


def said_of(info: graph.Info, owner: str, rows: graph.Rows, having: Callable[[Any], Had]) -> list[Said]:
    """The attributes each row has, with its values; `owner` is what the rows are: product, variant or page."""
    known = info.once(("attribute values", owner), dict[int, dict[int, list[Any]]])
    missing = {row.id for row in rows} - known.keys()
    if missing:
        found = selectors.values_of(owner, missing)
        known.update({key: found.get(key, {}) for key in missing})
    wanted: dict[int | None, list[Any]] = {}
    for row in rows:
        wanted.setdefault(row.channel_id, []).extend(given for of_one in known[row.id].values() for given in of_one)
    referred = {channel: _referred(info, channel, given) for channel, given in wanted.items()}
    return [
        [
            SaidRow(had.attribute, _seen(known[row.id].get(had.attribute.id, []), shown), row.channel_id, shown)
            for had in having(row)
        ]
        for row, shown in ((row, referred[row.channel_id]) for row in rows)
    ]


def _seen(given: list[Any], referred: dict[tuple[str, int], Any]) -> list[Any]:
    """Without values that refer to something the viewer does not see."""
    return [one for one in given if (key := reference_of(one)) is None or key in referred]


def _referred(info: graph.Info, channel_id: int | None, given: Iterable[Any]) -> dict[tuple[str, int], Any]:
    """What these values refer to, as rows of a channel by (entity type, key); what is hidden is absent."""
    keys: dict[str, set[int]] = {}
    for kind, key in filter(None, map(reference_of, given)):
        keys.setdefault(kind, set()).add(key)
    if not keys:
        return {}
    chosen = carried_by(info, channel_id) if all_channels(info) else None
    found: dict[tuple[str, int], Any] = {}
    for kind, wanted in keys.items():
        found |= {(kind, row.id): row for row in READ[kind](info, chosen, wanted)}
    return found


def _products(info: graph.Info, chosen: Chosen | None, keys: set[int]) -> Iterable[Any]:
    if chosen is None:
        return []
    found = selectors.products_by_key(((chosen.channel.id, key) for key in keys), whole=True)
    return chosen.carry(list(found.values()))


def _categories(info: graph.Info, chosen: Chosen | None, keys: set[int]) -> Iterable[Any]:
    known = categories_of(info, keys)
    return [known[key] for key in keys]


def _collections(info: graph.Info, chosen: Chosen | None, keys: set[int]) -> Iterable[Any]:
    if chosen is None:
        return []
    return chosen.carry(list(selectors.collections_by_id(chosen.channel.id, keys, hidden=hidden(info)).values()))


def _pages(info: graph.Info, chosen: Chosen | None, keys: set[int]) -> Iterable[Any]:
    channel = chosen.carried if chosen else None
    return selectors.pages_by_id(shown_on(info), keys, channel=channel, whole=True).values()


READ = {"product": _products, "category": _categories, "collection": _collections, "page": _pages}


def of_products(info: graph.Info, products: graph.Rows) -> list[Said]:
    table = frame_of(info).attributes.of_products
    return said_of(info, "product", products, lambda product: table.get(product.programme, ()))


def of_variants(info: graph.Info, variants: graph.Rows) -> list[Said]:
    table = frame_of(info).attributes.of_variants
    return said_of(info, "variant", variants, lambda variant: table.get(variant.programme, ()))


def of_pages(info: graph.Info, pages: graph.Rows) -> list[Said]:
    table = frame_of(info).attributes.of_pages
    return said_of(info, "page", pages, lambda page: table.get(page.page_type_id, ()))


def named(said: list[Said], slug: str) -> list[Any]:
    """Of each thing the attribute of that slug; None for things that have none."""
    return [next((typed(one) for one in of_one if one.attribute.slug == slug), None) for of_one in said]


def limited(said: list[Said], limit: int) -> list[list[Any]]:
    """Of each thing the first attributes. Raises GraphQLError for a limit out of bounds."""
    if not 0 <= limit <= MAX_PAGE:
        raise GraphQLError(f"limit must be from 0 to {MAX_PAGE}.", extensions={"code": "INVALID"})
    return [[typed(one) for one in of_one[:limit]] for of_one in said]


def _selected(**arguments: Any) -> graphene.List:
    return graphene.List(
        graphene.NonNull(SelectedAttribute),
        required=True,
        description="Every attribute things of its type have, in order, with the values given.",
        **arguments,
    )


def _assigned() -> tuple[graphene.Field, graphene.List]:
    one = graphene.Field(
        AssignedAttribute, slug=graphene.String(required=True), description="One of them; null for one it has not."
    )
    all_of_them = graphene.List(
        graphene.NonNull(AssignedAttribute),
        limit=graphene.Int(default_value=DEFAULT_PAGE, description=f"At most so many, {MAX_PAGE} at most."),
        required=True,
        description="Every attribute things of its type have, in order, by the kind of its value.",
    )
    return one, all_of_them


@Product.extend
class ProductAttributes:
    attributes = _selected()
    assigned_attribute, assigned_attributes = _assigned()

    @staticmethod
    def load_attributes(products: graph.Rows, info: graph.Info) -> list[Said]:
        return of_products(info, products)

    @staticmethod
    def load_assigned_attribute(products: graph.Rows, info: graph.Info, slug: str) -> list[Any]:
        return named(of_products(info, products), slug)

    @staticmethod
    def load_assigned_attributes(products: graph.Rows, info: graph.Info, limit: int) -> list[list[Any]]:
        return limited(of_products(info, products), limit)


@ProductVariant.extend
class VariantAttributes:
    attributes = _selected(variant_selection=VariantAttributeScope(description="ALL without it."))
    assigned_attribute, assigned_attributes = _assigned()

    @staticmethod
    def load_attributes(variants: graph.Rows, info: graph.Info, variant_selection: Any | None = None) -> list[Said]:
        scope = variant_selection.value if variant_selection else "ALL"
        said = of_variants(info, variants)
        if scope == "ALL":
            return said
        table = frame_of(info).attributes.of_variants
        selecting = {had.attribute.id for of_type in table.values() for had in of_type if had.selects_variant}
        wanted = scope == "VARIANT_SELECTION"
        return [[one for one in of_one if (one.attribute.id in selecting) == wanted] for of_one in said]

    @staticmethod
    def load_assigned_attribute(variants: graph.Rows, info: graph.Info, slug: str) -> list[Any]:
        return named(of_variants(info, variants), slug)

    @staticmethod
    def load_assigned_attributes(variants: graph.Rows, info: graph.Info, limit: int) -> list[list[Any]]:
        return limited(of_variants(info, variants), limit)


@Page.extend
class PageAttributes:
    attributes = _selected()
    assigned_attribute, assigned_attributes = _assigned()

    @staticmethod
    def load_attributes(pages: graph.Rows, info: graph.Info) -> list[Said]:
        return of_pages(info, pages)

    @staticmethod
    def load_assigned_attribute(pages: graph.Rows, info: graph.Info, slug: str) -> list[Any]:
        return named(of_pages(info, pages), slug)

    @staticmethod
    def load_assigned_attributes(pages: graph.Rows, info: graph.Info, limit: int) -> list[list[Any]]:
        return limited(of_pages(info, pages), limit)


class AttributeInput(graph.Input):
    """Products that have, themselves or in a variant, one of these values of an attribute."""

    slug = graphene.String(description="Of the attribute.")
    values = graphene.List(graphene.NonNull(graphene.String), description="Slugs of choices; any of them.")
    boolean = graphene.Boolean(description="Of an attribute that is yes or no.")


def _having(given: list[dict[str, Any]]) -> Q:
    """All of them. Raises GraphQLError for one that names no attribute."""
    for one in given:
        if not one.get("slug"):
            raise GraphQLError("An attribute filter names its slug.", extensions={"code": "INVALID"})
    return Q(*(selectors.having_values(one["slug"], one.get("values") or (), one.get("boolean")) for one in given))


@ProductFilterInput.extend
class FilteredByAttributes:
    attributes = graphene.List(graphene.NonNull(AttributeInput), description="All of these.")

    @staticmethod
    def condition_attributes(given: list[dict[str, Any]], channel: selectors.ChannelRow) -> Q:
        return _having(given)


@ProductWhereInput.extend
class WhereAttributes:
    attributes = graphene.List(graphene.NonNull(AttributeInput), description="All of these.")

    @staticmethod
    def condition_attributes(given: list[dict[str, Any]], channel: selectors.ChannelRow) -> Q:
        return _having(given)
