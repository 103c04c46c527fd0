"""Sizes with their names as shoppers choose by, and their prices, as our files write them; all of them made up."""

from catalog.loading.attributes import name_size
from catalog.loading.report import Report
from catalog.models import Channel, Product, Source
from catalog.services import put_variant, set_price


def load_sizes(product: Product, sizes: str, channels: dict[str, Channel], source: Source, report: Report) -> None:
    """`sizes` is "Gói 300 g|300 g pack@300@52000@450;...": names, grams, đồng, cents; grams and cents may be empty."""
    for position, size in enumerate(sizes.split(";"), start=1):
        names, grams, dong, cents = size.split("@")
        name_vi, _, name_en = names.partition("|")
        variant = report.of(
            "variants (demonstration)",
            put_variant(
                product=product,
                sku=f"{product.external_reference}-{position}",
                name_vi=name_vi,
                name_en=name_en,
                net_weight_g=int(grams) if grams else None,
                position=position,
                source=source,
            ),
        )
        name_size(variant, name_en)
        for slug, amount in (("vn", dong), ("intl", cents)):
            if amount:
                price = set_price(variant=variant, channel=channels[slug], price_minor=int(amount), source=source)
                report.of("prices (demonstration)", price)
