"""Làng Mẫu, the model village: eight invented products of one invented maker, which show what the real ones lack.

Of the real products hardly any has a star that is proven to be valid, and none a story or a zone that a source tells.
Everything here says that it is made up: the products, the maker and the zones by `is_demonstration`, stories in their
first words, sizes, prices and certificates by their source. Decisions are dated from the day of the first load and stay
as they are: what is about to lapse then will lapse.
"""

from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import QuerySet

from catalog.loading.areas import REFORM
from catalog.loading.files import Row, rows
from catalog.loading.frame import CLASSIFICATION, FORMER_CLASSIFICATION
from catalog.loading.listings import list_once
from catalog.loading.report import Report
from catalog.loading.sizes import load_sizes
from catalog.loading.village_papers import load_labels, load_marks, load_papers
from catalog.models import Area, Category, Channel, Producer, Product, SellerCheck, Source, TaxClass
from catalog.models.areas import AreaLevel
from catalog.models.certificates import POTENTIAL_STARS, DayPrecision
from catalog.models.channels import LegalSeller
from catalog.models.producers import CheckMethod, ProducerKind, SellerState
from catalog.models.products import Fulfilment, Programme
from catalog.models.sources import Confidence
from catalog.models.zones import ZoneStandard
from catalog.services import (
    check_seller,
    confirm_certificate,
    put_certificate,
    put_producer,
    put_product,
    put_source,
    put_zone,
    record_kind,
    set_legal_seller,
    supply,
)
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
# Bought by the shop, which sells it itself; of all the others the shop is a go-between.
SOLD_BY_SHOP = "MH-03"


def load_model_village(channels: dict[str, Channel], report: Report) -> None:
    """The maker and the products, shown and priced; their certificates, unless they have some."""
    source, _ = put_source(
        document="Dữ liệu minh họa: Làng Mẫu",
        confidence=Confidence.CHECK,
        note="Người làm, sản phẩm, giá và quyết định đều do chúng tôi đặt ra",
        is_demonstration=True,
    )
    producer = _load_maker(source, report)
    today = clock.today()
    for row in rows("model_village"):
        product = report.of("products (demonstration)", _put_product(row, producer))
        load_sizes(product, row["demo_variants"], channels, source, report)
        load_papers(product, producer, source, today, report)
        list_once(product, channels, "listings (demonstration)", report)
        if not product.certificates.exists():
            _certify(product, today, source, report)
            if product.external_reference == SOLD_BY_SHOP:
                for channel in channels.values():
                    set_legal_seller(product=product, channel=channel, seller=LegalSeller.SHOP, by=SYSTEM)
    load_marks(producer, source, today, report)
    load_labels(today, report)
    for row in rows("model_village_zones"):
        _load_zone(row, source, report)


def _load_maker(source: Source, report: Report) -> Producer:
    """The maker with everything a seller tells; said to be verified once, when nobody has looked at it yet."""
    maker = put_producer(
        slug="lang-mau",
        name_vi="HTX Làng Mẫu (minh họa)",
        name_en="Làng Mẫu Cooperative (demonstration)",
        legal_name="Hợp tác xã Làng Mẫu (minh họa)",
        registration_number="MINHHOA-0001",
        registration_issuer="Cơ quan đăng ký minh họa",
        registered_on=date(2020, 1, 2),
        address_printed="Làng Mẫu (minh họa)",
        email="lang-mau@cho-phien.example",
        story_vi="Làng Mẫu không có thật. Hợp tác xã này cho thấy trang của một chủ thể khi đã đủ thông tin.",
        story_en="There is no Làng Mẫu. This cooperative shows what a producer's page looks like with everything told.",
        note="Không có hợp tác xã này: chúng tôi đặt ra để minh họa.",
        is_demonstration=True,
    )
    producer = report.of("producers (demonstration)", maker)
    form = record_kind(producer=producer, kind=ProducerKind.COOPERATIVE, source=source)
    report.of("legal forms (demonstration)", form)
    verified = not SellerCheck.objects.filter(producer_id=producer.pk).exists()
    if verified:
        check_seller(producer=producer, state=SellerState.VERIFIED, method=CheckMethod.LEGAL_PAPERS, seen=0, by=SYSTEM)
    report.count("seller checks (demonstration)", 1, int(verified))
    return producer


def _put_product(row: Row, producer: Producer) -> tuple[Product, bool]:
    former = row["former_category"]
    return put_product(
        external_reference=row["number"],
        name_vi=row["name_vi"],
        name_en=row["name_en"],
        category=Category.objects.get(classification_version=CLASSIFICATION, code=row["category"]),
        programme=Programme.OCOP,
        description_vi=row["description_vi"],
        description_en=row["description_en"],
        story_vi=row["story_vi"],
        story_en=row["story_en"],
        ingredients_vi=row["ingredients_vi"],
        ingredients_en=row["ingredients_en"],
        storage_vi=row["storage_vi"],
        storage_en=row["storage_en"],
        warnings_vi=row["warnings_vi"],
        warnings_en=row["warnings_en"],
        former_category=Category.objects.get(classification_version=FORMER_CLASSIFICATION, code=former)
        if former
        else None,
        producer=producer,
        tax_class=TaxClass(row["tax_class"]),
        shelf_life_days=_number(row["shelf_life_days"]),
        alcohol_bp=_number(row["alcohol_bp"]),
        fulfilment=Fulfilment.VOUCHER if row["voucher_days"] else Fulfilment.GOODS,
        voucher_days=_number(row["voucher_days"]),
        is_demonstration=True,
    )


def _number(text: str) -> int | None:
    return int(text) if text else None


def _load_zone(row: Row, source: Source, report: Report) -> None:
    """Fields that do not exist, said to lie in a commune that does."""
    commune: Area = QuerySet(Area).get(level=AreaLevel.COMMUNE, code=row["commune"], valid_from=REFORM)
    zone = put_zone(
        slug=row["slug"],
        name_vi=row["name_vi"],
        name_en=row["name_en"],
        crop_vi=row["crop_vi"],
        crop_en=row["crop_en"],
        commune=commune,
        source=source,
        area_m2=_number(row["area_m2"]),
        households=_number(row["households"]),
        standard=ZoneStandard(row["standard"]) if row["standard"] else None,
        is_demonstration=True,
    )
    products = Product.objects.filter(external_reference__in=row["products"].split())
    links = supply(zone=report.of("raw-material zones (demonstration)", zone), products=products)
    report.count("products of zones (demonstration)", len(products), links)


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
