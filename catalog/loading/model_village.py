"""Làng Mẫu, the model village: six invented products of one invented maker, which show what stars look like.

Of the real products hardly any has a star that is proven to be valid. Everything here says that it is made up: the
products and the maker by `is_demonstration`, their sizes, prices and certificates by their source. Decisions are dated
from the day of the first load and stay as they are: what is about to lapse then will lapse.
"""

from datetime import date, timedelta
from typing import NamedTuple

from catalog.loading.files import rows
from catalog.loading.frame import CLASSIFICATION
from catalog.loading.report import Report
from catalog.loading.sizes import load_sizes
from catalog.models import Category, Channel, Producer, Product, Source, TaxClass
from catalog.models.certificates import POTENTIAL_STARS, DayPrecision
from catalog.models.producers import ProducerKind
from catalog.models.products import Programme
from catalog.models.sources import Confidence
from catalog.services import confirm_certificate, publish, put_certificate, put_producer, put_product, put_source
from catalog.services.certificates import PrintedDay
from core import clock
from core.transitions import SYSTEM


class Decision(NamedTuple):
    """A made-up decision, so many days before the load."""

    product: str
    stars: int
    days_ago: int
    # Hundredths of a point.
    score: int


DECISIONS = (
    Decision("MH-01", 3, 400, 65_50),
    Decision("MH-02", 3, 900, 61_20),
    Decision("MH-02", 4, 200, 78_40),
    Decision("MH-03", 5, 300, 92_15),
    Decision("MH-04", 3, 1500, 58_75),
    Decision("MH-05", 4, 150, 83_30),
    # Three years are 1,095 or 1,096 days: it ends 20 days after the load, or 19.
    Decision("MH-06", 3, 1076, 55_60),
)
AWAITS_CENTRE, AWAITING_DAYS, AWAITING_SCORE = "MH-05", 40, 91_50


def load_model_village(channels: dict[str, Channel], report: Report) -> None:
    """The maker and the products, shown and priced; their certificates, unless they have some."""
    source, _ = put_source(
        document="Dữ liệu minh họa: Làng Mẫu",
        confidence=Confidence.CHECK,
        note="Người làm, sản phẩm, giá và quyết định đều do chúng tôi đặt ra",
        is_demonstration=True,
    )
    maker = put_producer(
        slug="lang-mau",
        name_vi="HTX Làng Mẫu (minh họa)",
        name_en="Làng Mẫu Cooperative (demonstration)",
        kind=ProducerKind.COOPERATIVE,
        note="Không có hợp tác xã này: chúng tôi đặt ra để minh họa.",
        is_demonstration=True,
    )
    producer = report.of("producers (demonstration)", maker)
    today = clock.today()
    for row in rows("model_village"):
        product = report.of("products (demonstration)", _put_product(row, producer))
        load_sizes(product, row["demo_variants"], channels, source, report)
        for channel in channels.values():
            report.count("listings (demonstration)", 1, int(publish(product=product, channel=channel)))
        if not product.certificates.exists():
            _certify(product, today, source, report)


def _put_product(row: dict[str, str], producer: Producer) -> tuple[Product, bool]:
    return put_product(
        external_reference=row["number"],
        name_vi=row["name_vi"],
        name_en=row["name_en"],
        category=Category.objects.get(classification_version=CLASSIFICATION, code=row["category"]),
        programme=Programme.OCOP,
        description_vi=row["description_vi"],
        description_en=row["description_en"],
        producer=producer,
        tax_class=TaxClass(row["tax_class"]),
        is_demonstration=True,
    )


def _certify(product: Product, today: date, source: Source, report: Report) -> None:
    for number, decision in enumerate(DECISIONS, start=1):
        if decision.product != product.external_reference:
            continue
        issued_on = today - timedelta(days=decision.days_ago)
        paper = f"MH-{number:02}/QĐ-MINHHOA"
        certificate, _ = put_certificate(
            product=product,
            stars=decision.stars,
            source=source,
            by=SYSTEM,
            issued=PrintedDay(issued_on, DayPrecision.DAY),
            decision_number=paper,
        )
        confirm_certificate(
            certificate=certificate, decision_number=paper, issued_on=issued_on, by=SYSTEM, score=decision.score
        )
        report.count("certificates (demonstration)", 1, 1)
    if product.external_reference == AWAITS_CENTRE:
        sent_on = PrintedDay(today - timedelta(days=AWAITING_DAYS), DayPrecision.DAY)
        awaiting = put_certificate(
            product=product,
            stars=POTENTIAL_STARS,
            source=source,
            by=SYSTEM,
            issued=sent_on,
            province_score=AWAITING_SCORE,
            awaits_centre=True,
        )
        report.of("certificates (demonstration)", awaiting)
