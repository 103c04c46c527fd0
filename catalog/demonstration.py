"""Sizes, weights and prices made up to show the shop; each row refers to a source that says so."""

from catalog.loading.goods import goods
from catalog.loading.report import Report
from catalog.models import Channel, Product, Source
from catalog.models.sources import Confidence
from catalog.services import put_source, put_variant, set_price


def load(report: Report, accounts: bool) -> None:
    """A size or two for every product, priced in đồng, and in cents where it can be sent abroad."""
    source, _ = put_source(
        document="Dữ liệu minh họa của Chợ Phiên",
        confidence=Confidence.CHECK,
        note="Giá và khối lượng do chúng tôi đặt ra",
        is_demonstration=True,
    )
    channels = {channel.slug: channel for channel in Channel.objects.filter(slug__in=["vn", "intl"])}
    products = {product.external_reference: product for product in Product.objects.exclude(external_reference=None)}
    for number, ours, _printed in goods():
        for position, size in enumerate(ours["demo_variants"].split(";"), start=1):
            _load_size(f"{number}-{position}", position, size, products[number], channels, source, report)


def _load_size(
    sku: str,
    position: int,
    size: str,
    product: Product,
    channels: dict[str, Channel],
    source: Source,
    report: Report,
) -> None:
    """`size` is "Gói 300 g|300 g pack@300@52000@450": names, grams, đồng, cents; the last may be empty."""
    names, grams, dong, cents = size.split("@")
    name_vi, _, name_en = names.partition("|")
    variant = report.of(
        "variants (demonstration)",
        put_variant(
            product=product,
            sku=sku,
            name_vi=name_vi,
            name_en=name_en,
            net_weight_g=int(grams),
            position=position,
            source=source,
        ),
    )
    for slug, amount in (("vn", dong), ("intl", cents)):
        if amount:
            price = set_price(variant=variant, channel=channels[slug], price_minor=int(amount), source=source)
            report.of("prices (demonstration)", price)
