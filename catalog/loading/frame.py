"""The frame goods hang in: the OCOP classification, channels and tax rates."""

from datetime import date

from catalog.loading.files import rows
from catalog.loading.report import Report
from catalog.models import Category, Channel, TaxClass
from catalog.models.sources import Confidence
from catalog.services import put_category, put_channel, put_source, put_tax_rate

CLASSIFICATION = "148/QĐ-TTg"

# Where small parcels go without an agent; more is an officer's decision in admin.
ABROAD = ("AU", "CA", "CH", "CN", "DE", "FR", "GB", "JP", "KR", "LA", "MY", "NL", "SG", "TH", "TW", "US")

DECREE_174 = "Nghị định 174/2025/NĐ-CP (giảm 2 % thuế GTGT đến hết 31/12/2026)"
VAT_LAW = "Luật Thuế giá trị gia tăng 48/2024/QH15"
# class, basis points, first day, day it ends, document, confidence
TAX_RATES = (
    (TaxClass.STANDARD, 800, date(2025, 7, 1), date(2027, 1, 1), DECREE_174, Confidence.SURE),
    (TaxClass.STANDARD, 1000, date(2027, 1, 1), None, VAT_LAW, Confidence.SURE),
    (TaxClass.PRODUCE, 500, date(2025, 7, 1), None, VAT_LAW, Confidence.SURE),
    (TaxClass.EXCISE, 1000, date(2025, 7, 1), None, VAT_LAW, Confidence.SURE),
    (TaxClass.EXPORT, 0, date(2025, 7, 1), None, VAT_LAW, Confidence.LIKELY),
)


def load_channels(report: Report) -> dict[str, Channel]:
    """Home and abroad, by slug."""
    home = put_channel(slug="vn", name_vi="Trong nước", name_en="Vietnam", currency="VND", position=1, countries=["VN"])
    abroad = put_channel(
        slug="intl",
        name_vi="Quốc tế",
        name_en="International",
        currency="USD",
        position=2,
        countries=ABROAD,
        is_export=True,
    )
    return {channel.slug: channel for channel in (report.of("channels", home), report.of("channels", abroad))}


def load_categories(report: Report) -> dict[str, Category]:
    """The six groups and their 26 sub-groups, by number."""
    categories: dict[str, Category] = {}
    for position, row in enumerate(rows("categories"), start=1):
        categories[row["code"]] = report.of(
            "categories",
            put_category(
                classification_version=CLASSIFICATION,
                code=row["code"],
                parent=categories[row["group"]] if row["group"] else None,
                position=position,
                name_vi=row["name_vi"],
                name_en=row["name_en"],
                heading_vi=row["heading_vi"],
                heading_en=row["heading_en"],
            ),
        )
    return categories


def load_tax_rates(report: Report) -> None:
    """What the law says from 1 July 2025 on."""
    for tax_class, rate_bp, valid_from, valid_to, document, confidence in TAX_RATES:
        source, _ = put_source(document=document, confidence=confidence)
        report.of(
            "tax rates",
            put_tax_rate(tax_class=tax_class, valid_from=valid_from, valid_to=valid_to, rate_bp=rate_bp, source=source),
        )
