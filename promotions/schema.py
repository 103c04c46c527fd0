"""Prices in the graph: the list price with its tax. There are no price rules yet, so nothing is on sale."""

from functools import lru_cache
from typing import NamedTuple

import graphene

from catalog.schema import Product, ProductVariant
from catalog.schema.chosen import channel_of, frame_of
from core import graph
from core.graph.types import TaxedMoney, TaxedMoneyRange, TaxedMoneyRow, taxed
from promotions.pricing import net_of, per_kilogram


class TaxedMoneyRangeRow(NamedTuple):
    start: TaxedMoneyRow
    stop: TaxedMoneyRow


class VariantPrices(NamedTuple):
    price: TaxedMoneyRow
    price_undiscounted: TaxedMoneyRow
    discount: TaxedMoneyRow | None
    on_sale: bool


class ProductPrices(NamedTuple):
    price_range: TaxedMoneyRangeRow
    price_range_undiscounted: TaxedMoneyRangeRow
    discount: TaxedMoneyRow | None
    on_sale: bool
    display_gross_prices: bool
    tax_rate_bp: int


# A price is pure arithmetic, and a page of them made hundreds of rows: the ones last told are kept.
PRICES_KEPT = 20_000


@lru_cache(PRICES_KEPT)
def product_prices(low_minor: int, high_minor: int, rate_bp: int, currency: str) -> ProductPrices:
    """The prices of a product whose variants cost from `low_minor` to `high_minor`, tax included."""
    start = stop = taxed(net_of(low_minor, rate_bp), low_minor, currency)
    if high_minor != low_minor:
        stop = taxed(net_of(high_minor, rate_bp), high_minor, currency)
    span = TaxedMoneyRangeRow(start, stop)
    return ProductPrices(span, span, None, on_sale=False, display_gross_prices=True, tax_rate_bp=rate_bp)


@lru_cache(PRICES_KEPT)
def variant_prices(price_minor: int, rate_bp: int, currency: str) -> VariantPrices:
    """The prices of a variant that costs `price_minor`, tax included."""
    price = taxed(net_of(price_minor, rate_bp), price_minor, currency)
    return VariantPrices(price, price, None, on_sale=False)


def kilogram(price_minor: int, weight_g: int, rate_bp: int, currency: str) -> TaxedMoneyRow:
    """What a kilogram costs, tax included, of what costs `price_minor` for its weight."""
    gross = per_kilogram(price_minor, weight_g)
    return taxed(net_of(gross, rate_bp), gross, currency)


class VariantPricingInfo(graph.Object):
    """What a variant costs today in its channel."""

    public = True

    on_sale = graphene.Boolean(description="Whether it costs less than its list price.")
    discount = graphene.Field(TaxedMoney, description="List price less today's price; null when not on sale.")
    price = graphene.Field(TaxedMoney)
    price_undiscounted = graphene.Field(TaxedMoney, description="The list price.")


class ProductPricingInfo(graph.Object):
    """What a product's variants cost today in its channel."""

    public = True

    on_sale = graphene.Boolean(description="Whether any variant costs less than its list price.")
    discount = graphene.Field(TaxedMoney, description="Of the cheapest variant; null when not on sale.")
    price_range = graphene.Field(TaxedMoneyRange)
    price_range_undiscounted = graphene.Field(TaxedMoneyRange, description="Of the list prices.")
    display_gross_prices = graphene.Boolean(required=True, description="Always: the law wants prices with tax.")
    tax_rate_bp = graphene.Int(required=True, description="VAT inside the prices, in basis points: 800 is 8 %.")


class Pricer:
    """Prices of one execution: its day's tax rates and its channels."""

    def __init__(self, info: graph.Info) -> None:
        self.info = info
        self.taxes = frame_of(info).tax_table(info.today)
        info.fresh_until(self.taxes.until)
        self.known: dict[tuple[int, str], tuple[int, str]] = {}

    def terms(self, row: graph.Row) -> tuple[int, str]:
        """The VAT rate (basis points) and the currency of a product's or a variant's row in the channel it carries."""
        key = (row.channel_id, row.tax_class)
        if key not in self.known:
            channel = channel_of(self.info, row.channel_id)
            self.known[key] = (self.taxes.rate_bp(row.tax_class, export=channel.is_export), channel.currency)
        return self.known[key]


@Product.extend
class ProductPricing:
    pricing = graphene.Field(ProductPricingInfo, description="Null without a channel.")

    @staticmethod
    def load_pricing(products: graph.Rows, info: graph.Info) -> list[ProductPrices | None]:
        terms = Pricer(info).terms
        return [
            None
            if product.channel_id is None
            else product_prices(product.price_minor, product.price_max_minor, *terms(product))
            for product in products
        ]


@ProductVariant.extend
class VariantPricing:
    pricing = graphene.Field(VariantPricingInfo, description="Null without a channel.")
    price_per_kilogram = graphene.Field(
        TaxedMoney, description="Today's price of a kilogram; null without a channel, or where no weight is known."
    )

    @staticmethod
    def load_price_per_kilogram(variants: graph.Rows, info: graph.Info) -> list[TaxedMoneyRow | None]:
        terms = Pricer(info).terms
        return [
            kilogram(variant.price_minor, variant.net_weight_g, *terms(variant))
            if variant.channel_id is not None and variant.net_weight_g
            else None
            for variant in variants
        ]

    @staticmethod
    def load_pricing(variants: graph.Rows, info: graph.Info) -> list[VariantPrices | None]:
        terms = Pricer(info).terms
        return [
            None if variant.channel_id is None else variant_prices(variant.price_minor, *terms(variant))
            for variant in variants
        ]
