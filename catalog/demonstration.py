"""What shows the shop: sizes, weights and prices made up for the real products, and a model village with stars."""

from catalog.loading.goods import goods
from catalog.loading.model_village import load_model_village
from catalog.loading.report import Report
from catalog.loading.sizes import load_sizes
from catalog.models import Channel, Product
from catalog.models.sources import Confidence
from catalog.services import put_source, rebuild_shelves


def load(report: Report, accounts: bool) -> None:
    """A size or two for every product, priced in đồng, and in cents where it can be sent abroad; then Làng Mẫu."""
    source, _ = put_source(
        document="Dữ liệu minh họa của Chợ Phiên",
        confidence=Confidence.CHECK,
        note="Giá và khối lượng do chúng tôi đặt ra",
        is_demonstration=True,
    )
    channels = {channel.slug: channel for channel in Channel.objects.filter(slug__in=["vn", "intl"])}
    products = {product.external_reference: product for product in Product.objects.exclude(external_reference=None)}
    for number, ours, _printed in goods():
        load_sizes(products[number], ours["demo_variants"], channels, source, report)
    load_model_village(channels, report)


def after_removal() -> None:
    """Real products have lost sizes and prices that were made up: shelves and words are made anew."""
    rebuild_shelves()
