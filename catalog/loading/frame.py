"""The frame goods hang in: the OCOP classification, channels and tax rates."""

from datetime import date

from catalog.loading.files import Row, rows
from catalog.loading.report import Report
from catalog.loading.stars import CRITERIA_2019, CRITERIA_2023, DISTRICTS, FIRST_CRITERIA
from catalog.models import Category, Channel, Source, TaxClass
from catalog.models.categories import Ministry
from catalog.models.sources import Confidence
from catalog.services import put_category, put_channel, put_classification, put_source, put_tax_rate

CLASSIFICATION, FORMER_CLASSIFICATION = "148/QĐ-TTg", "1048/QĐ-TTg"
# version, first day, day it ends, document
CLASSIFICATIONS = (
    (FORMER_CLASSIFICATION, FIRST_CRITERIA, DISTRICTS, CRITERIA_2019),
    (CLASSIFICATION, DISTRICTS, None, CRITERIA_2023),
)
UNREAD = {
    FORMER_CLASSIFICATION: "Tên sáu ngành chưa đối chiếu với văn bản; các phân nhóm chưa nạp",
    CLASSIFICATION: "Tên phân nhóm chưa đối chiếu với văn bản",
}
FOOD_LAW = "Nghị định 15/2018/NĐ-CP, phụ lục II, III và IV (phân công quản lý thực phẩm)"
TOURISM_LAW = "Luật Du lịch 09/2017/QH14"

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
    """Both versions of the classification; the categories of the one in force (6 groups, 26 sub-groups), by number."""
    for version, valid_from, valid_to, document in CLASSIFICATIONS:
        source, _ = put_source(document=document, confidence=Confidence.SURE)
        put = put_classification(version=version, valid_from=valid_from, valid_to=valid_to, source=source)
        report.of("classifications", put)
    categories: dict[tuple[str, str], Category] = {}
    for position, row in enumerate(rows("categories"), start=1):
        parent = categories[row["version"], row["group"]] if row["group"] else None
        categories[row["version"], row["code"]] = report.of("categories", _put_category(row, position, parent))
    return {code: category for (version, code), category in categories.items() if version == CLASSIFICATION}


def _put_category(row: Row, position: int, parent: Category | None) -> tuple[Category, bool]:
    return put_category(
        classification_version=row["version"],
        code=row["code"],
        parent=parent,
        position=position,
        name_vi=row["name_vi"],
        name_en=row["name_en"],
        heading_vi=row["heading_vi"],
        heading_en=row["heading_en"],
        ministry=Ministry(row["ministry"]) if row["ministry"] else None,
        ministry_source=_ministry_source(row["ministry"]) if row["ministry"] else None,
        source=_category_source(row["version"], Confidence(row["confidence"])),
    )


def _category_source(version: str, confidence: Confidence) -> Source:
    document = next(document for known, _, _, document in CLASSIFICATIONS if known == version)
    note = "" if confidence == Confidence.SURE else UNREAD[version]
    source, _ = put_source(document=document, confidence=confidence, note=note)
    return source


def _ministry_source(ministry: str) -> Source:
    """The law that shares goods out among ministries; the decisions' own tables of them have not been read."""
    source, _ = put_source(
        document=TOURISM_LAW if ministry == Ministry.CULTURE else FOOD_LAW,
        confidence=Confidence.LIKELY,
        note="Suy từ phân công theo loại hàng; bảng phân công trong quyết định chưa đối chiếu",
    )
    return source


def load_tax_rates(report: Report) -> None:
    """What the law says from 1 July 2025 on."""
    for tax_class, rate_bp, valid_from, valid_to, document, confidence in TAX_RATES:
        source, _ = put_source(document=document, confidence=confidence)
        report.of(
            "tax rates",
            put_tax_rate(tax_class=tax_class, valid_from=valid_from, valid_to=valid_to, rate_bp=rate_bp, source=source),
        )
