"""What a product's own page tells of it, in the graph."""

from collections.abc import Sequence
from decimal import Decimal

import graphene

from catalog import selectors
from catalog.models.products import Fulfilment
from catalog.schema.categories import Category
from catalog.schema.chosen import categories_of
from catalog.schema.products import Product
from catalog.schema.translations import ProductTranslation, Translated
from core import graph
from core.graph.scalars import Decimal as DecimalScalar

FulfilmentEnum = graphene.Enum.from_enum(
    Fulfilment,
    name="FulfilmentEnum",
    description=lambda value: str(value.label) if value else "How what was bought reaches its buyer.",
)


def facts_of(products: Sequence[graph.Row], info: graph.Info) -> list[graph.Row]:
    """The facts of each product, read once for all fields of a level."""
    keys = tuple(product.id for product in products)
    found = info.once((selectors.facts_of, keys), lambda: selectors.facts_of(keys))
    return [found[key] for key in keys]


def told(products: Sequence[graph.Row], info: graph.Info, column: str) -> list[str | None]:
    """A text, or null where nobody wrote it."""
    return [getattr(facts, column) or None for facts in facts_of(products, info)]


def told_in(translations: Sequence[Translated], info: graph.Info, text: str) -> list[str | None]:
    """A text in the language of each translation."""
    facts = facts_of([one.row for one in translations], info)
    return [getattr(row, f"{text}_{one.language}") or None for row, one in zip(facts, translations, strict=True)]


@Product.extend
class ProductFacts:
    story = graphene.String(description="Who makes it and how, in Vietnamese; plain text, an empty line between parts.")
    ingredients = graphene.String(description="In Vietnamese, in the order of the label; plain text.")
    storage = graphene.String(description="How to keep it, in Vietnamese; plain text.")
    warnings = graphene.String(description="Allergens and whom it is not for, in Vietnamese; plain text.")
    shelf_life_days = graphene.Int(description="Days it keeps, unopened, from the day it was made; null: not known.")
    alcohol_by_volume = graphene.Field(
        DecimalScalar, description="Per cent of the volume, as 12.5; 0 for none, null where it is not known."
    )
    fulfilment = FulfilmentEnum(required=True)
    is_shipping_required = graphene.Boolean(required=True, description="False for a voucher.")
    voucher_days = graphene.Int(description="Days a voucher is valid, the day of sale not counted; null for goods.")
    former_category = graphene.Field(
        Category, description="Its category in an older classification, where a source names it."
    )

    @staticmethod
    def load_story(products: graph.Rows, info: graph.Info) -> list[str | None]:
        return told(products, info, "story_vi")

    @staticmethod
    def load_ingredients(products: graph.Rows, info: graph.Info) -> list[str | None]:
        return told(products, info, "ingredients_vi")

    @staticmethod
    def load_storage(products: graph.Rows, info: graph.Info) -> list[str | None]:
        return told(products, info, "storage_vi")

    @staticmethod
    def load_warnings(products: graph.Rows, info: graph.Info) -> list[str | None]:
        return told(products, info, "warnings_vi")

    @staticmethod
    def load_shelf_life_days(products: graph.Rows, info: graph.Info) -> list[int | None]:
        return [facts.shelf_life_days for facts in facts_of(products, info)]

    @staticmethod
    def load_alcohol_by_volume(products: graph.Rows, info: graph.Info) -> list[Decimal | None]:
        found = [facts.alcohol_bp for facts in facts_of(products, info)]
        return [None if basis_points is None else Decimal(basis_points) / 100 for basis_points in found]

    @staticmethod
    def load_fulfilment(products: graph.Rows, info: graph.Info) -> list[str]:
        return [facts.fulfilment for facts in facts_of(products, info)]

    @staticmethod
    def load_is_shipping_required(products: graph.Rows, info: graph.Info) -> list[bool]:
        return [facts.fulfilment == Fulfilment.GOODS for facts in facts_of(products, info)]

    @staticmethod
    def load_voucher_days(products: graph.Rows, info: graph.Info) -> list[int | None]:
        return [facts.voucher_days for facts in facts_of(products, info)]

    @staticmethod
    def load_former_category(products: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        keys = [facts.former_category_id for facts in facts_of(products, info)]
        categories = categories_of(info, keys)
        return [categories.get(key) if key else None for key in keys]


@ProductTranslation.extend
class TranslatedFacts:
    story = graphene.String(description="Plain text; null where nobody wrote it in this language, as the others.")
    ingredients = graphene.String()
    storage = graphene.String()
    warnings = graphene.String()

    @staticmethod
    def load_story(translations: Sequence[Translated], info: graph.Info) -> list[str | None]:
        return told_in(translations, info, "story")

    @staticmethod
    def load_ingredients(translations: Sequence[Translated], info: graph.Info) -> list[str | None]:
        return told_in(translations, info, "ingredients")

    @staticmethod
    def load_storage(translations: Sequence[Translated], info: graph.Info) -> list[str | None]:
        return told_in(translations, info, "storage")

    @staticmethod
    def load_warnings(translations: Sequence[Translated], info: graph.Info) -> list[str | None]:
        return told_in(translations, info, "warnings")
