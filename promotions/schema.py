"""Prices in the graph: the list price with its tax. There are no price rules yet, so nothing is on sale."""

from typing import NamedTuple

import graphene

from catalog.schema import Product, ProductVariant
from catalog.schema.chosen import channel_of, frame_of
from core import graph
from core.graph.types import TaxedMoney, TaxedMoneyRange, TaxedMoneyRow, taxed
from promotions.pricing import net_of


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
        pricer = Pricer(info)
        answers: list[ProductPrices | None] = []
        for product in products:
            if product.channel_id is None:
                answers.append(None)
                continue
            rate_bp, currency = pricer.terms(product)
            low, high = product.price_minor, product.price_max_minor
            start = stop = taxed(net_of(low, rate_bp), low, currency)
            if high != low:
                stop = taxed(net_of(high, rate_bp), high, currency)
            span = TaxedMoneyRangeRow(start, stop)
            answers.append(
                ProductPrices(span, span, None, on_sale=False, display_gross_prices=True, tax_rate_bp=rate_bp)
            )
        return answers


@ProductVariant.extend
class VariantPricing:
    pricing = graphene.Field(VariantPricingInfo, description="Null without a channel.")

    @staticmethod
    def load_pricing(variants: graph.Rows, info: graph.Info) -> list[VariantPrices | None]:
        pricer = Pricer(info)
        answers: list[VariantPrices | None] = []
        for variant in variants:
            if variant.channel_id is None:
                answers.append(None)
                continue
            rate_bp, currency = pricer.terms(variant)
            price = taxed(net_of(variant.price_minor, rate_bp), variant.price_minor, currency)
            answers.append(VariantPrices(price, price, None, on_sale=False))
        return answers
