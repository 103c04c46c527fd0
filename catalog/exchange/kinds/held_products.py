"""The products a sheet is compared with, and all of them for export: their facts as the sheet's values."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from catalog.exchange import places
from catalog.exchange.evidence import Named
from catalog.exchange.kinds import product_columns as columns
from catalog.exchange.lookups import channels, in_batches
from catalog.models import Product, ProductListing, ProductVariant, VariantPrice
from catalog.services.gathering import gathering

RELATED = ("producer", "category__parent", "former_category", "origin", "origin_today")
EXPORTED_AT_ONCE = 500


class HeldProducts:
    """Products by reference and sizes by SKU, of which services need look up none again."""

    def __init__(self) -> None:
        self._products: dict[str, Product] = {}
        self._sizes: dict[str, ProductVariant] = {}
        self._sizes_of: dict[int, list[ProductVariant]] = {}
        self._prices: dict[tuple[int, int], VariantPrice] = {}
        self._shown: dict[int, set[int]] = {}

    def learn(self, references: Collection[str], skus: Collection[str]) -> None:
        """Look up these products with all their sizes, and the sizes of these SKUs, whosever they are."""
        for batch in in_batches(references):
            self._add(Product.objects.select_related(*RELATED).filter(external_reference__in=batch))
        for batch in in_batches(set(skus) - self._sizes.keys()):
            for size in ProductVariant.objects.select_related("source", "product").filter(sku__in=batch):
                self._sizes[size.sku] = size
        if pile := gathering():
            pile.know(Product, ["external_reference"], self._products.values(), [(one,) for one in references])
            pile.know(ProductVariant, ["sku"], self._sizes.values(), [(sku,) for sku in skus])

    def _add(self, found: Iterable[Product]) -> None:
        products = {product.pk: product for product in found}
        self._products |= {str(product.external_reference): product for product in products.values()}
        sizes = {size.pk: size for size in sizes_of(products)}
        for size in sizes.values():
            self._sizes[size.sku] = size
            self._sizes_of.setdefault(size.product_id, []).append(size)
        prices = list(prices_of(sizes))
        self._prices |= {(price.variant_id, price.channel_id): price for price in prices}
        listings = list(ProductListing.objects.filter(product__in=products))
        for listing in listings:
            if listing.published:
                self._shown.setdefault(listing.product_id, set()).add(listing.channel_id)
        if pile := gathering():
            everywhere = [channel.pk for channel in channels()]
            keys = [(size, channel) for size in sizes for channel in everywhere]
            pile.know(VariantPrice, ["variant", "channel"], prices, keys)
            pile.know(
                ProductListing, ["product", "channel"], listings, [(one, at) for one in products for at in everywhere]
            )

    def product(self, reference: str) -> Product | None:
        """The product of a reference, also one that is only gathered yet."""
        if reference not in self._products and (pile := gathering()):
            found = pile.find(Product, {"external_reference": reference})
            if isinstance(found, Product):
                self._products[reference] = found
        return self._products.get(reference)

    def size(self, sku: str) -> ProductVariant | None:
        """The size of a SKU."""
        return self._sizes.get(sku)

    def positions(self, product: Product) -> dict[int, str]:
        """The SKU at each place among a product's sizes."""
        return {size.position: size.sku for size in self._sizes_of.get(product.pk, [])} if product.pk else {}

    def price(self, size: ProductVariant, channel_id: int) -> VariantPrice | None:
        """What a size costs in a channel."""
        return self._prices.get((size.pk, channel_id)) if size.pk else None

    def is_shown(self, product: Product, channel_id: int) -> bool:
        """Whether a product is published in a channel."""
        return bool(product.pk) and channel_id in self._shown.get(product.pk, set())

    @classmethod
    def rows(cls) -> Iterator[dict[str, Any]]:
        """A row for each size of each product by reference, for export; a product without sizes has one row."""
        keys = Product.objects.exclude(external_reference=None).order_by("external_reference")
        everywhere = channels()
        references = [str(reference) for reference in keys.values_list("external_reference", flat=True)]
        for start in range(0, len(references), EXPORTED_AT_ONCE):
            held = cls()
            held.learn(references[start : start + EXPORTED_AT_ONCE], ())
            for reference in references[start : start + EXPORTED_AT_ONCE]:
                product = held._products[reference]
                facts = facts_of(product)
                sizes: list[ProductVariant | None] = [*held._sizes_of.get(product.pk, [])]
                for size in sizes or [None]:
                    yield facts | size_facts(size) | held._sale(product, size, everywhere)

    def _sale(self, product: Product, size: ProductVariant | None, everywhere: Iterable[Any]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for channel in everywhere:
            price = self.price(size, channel.pk) if size else None
            values[f"price_{channel.slug}"] = price.price_minor if price else None
            values[f"price_source_{channel.slug}"] = Named.of(price.source) if price else None
            values[f"shown_{channel.slug}"] = self.is_shown(product, channel.pk)
        return values


def sizes_of(product_ids: Collection[int]) -> QuerySet[ProductVariant]:
    """The sizes of products in their order."""
    found = ProductVariant.objects.select_related("source").filter(product__in=list(product_ids))
    return found.order_by("product", "position")


def prices_of(size_ids: Collection[int]) -> Iterator[VariantPrice]:
    """The prices of sizes, with their sources."""
    for batch in in_batches(size_ids):
        yield from VariantPrice.objects.select_related("source").filter(variant__in=batch)


def facts_of(product: Product) -> dict[str, Any]:
    """A product's own columns."""
    facts = {name: getattr(product, name) for name in (*columns.PLAIN, *columns.CHOICES)}
    former = product.former_category
    return facts | {
        "producer": product.producer.slug if product.producer else "",
        "code": product.external_reference,
        "category": product.category.code,
        "classification": product.category.classification_version,
        "former_category": former.code if former else "",
        "former_classification": former.classification_version if former else "",
        "origin_code": places.written(product.origin),
        "origin_day": product.origin.valid_from if product.origin else None,
        "origin_today_code": places.written(product.origin_today),
        "origin_today_day": product.origin_today.valid_from if product.origin_today else None,
    }


def size_facts(size: ProductVariant | None) -> dict[str, Any]:
    """A size's own columns; without a size all are empty."""
    return {
        "sku": size.sku if size else "",
        "variant_name_vi": size.name_vi if size else "",
        "variant_name_en": size.name_en if size else None,
        "net_weight_g": size.net_weight_g if size else None,
        "position": size.position if size else None,
        "variant_source": Named.of(size.source) if size else None,
    }
