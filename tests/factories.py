"""The smallest valid rows, made by the services that keep them whole."""

from datetime import date
from itertools import count

from accounts.models import Membership, User
from catalog import services
from catalog.loading.report import Report
from catalog.loading.stars import load_star_rules
from catalog.models import (
    Area,
    Category,
    Certificate,
    Channel,
    Permit,
    Producer,
    Product,
    ProductMedia,
    ProductVariant,
    RawMaterialZone,
    RequiredPermit,
    Source,
    TaxClass,
)
from catalog.models.areas import AreaLevel
from catalog.models.permits import PermitKind
from catalog.models.producers import ProducerKind
from catalog.models.products import Programme
from catalog.models.sources import Confidence
from core.transitions import Actor
from tests import pictures

OFFICER = Actor(7, "officer")

_numbers = count(1)


def source(**values) -> Source:
    """A source that is sure, and of a document of its own."""
    given = {"document": f"Nguồn {next(_numbers)}", "confidence": Confidence.SURE, **values}
    return services.put_source(**given)[0]


def channel(slug: str = "vn", currency: str = "VND", **values) -> Channel:
    """The channel of that slug; a second call with the same slug finds it again."""
    found = Channel.objects.filter(slug=slug).first()
    given = {"name_vi": slug, "name_en": slug, "position": next(_numbers), "countries": ["VN"], **values}
    return found or services.put_channel(slug=slug, currency=currency, **given)[0]


def category(parent: Category | None = None, **values) -> Category:
    """A group, or a sub-group of `parent`."""
    number = next(_numbers)
    given = {
        "code": str(number),
        "position": number,
        "name_vi": f"Nhóm {number}",
        "name_en": f"Group {number}",
        **values,
    }
    return services.put_category(classification_version="thử", parent=parent, **given)[0]


def area(name_vi: str = "Xã Phong Nha", level: AreaLevel = AreaLevel.COMMUNE, **values) -> Area:
    """A unit of today; its code is its own."""
    given = {"valid_from": date(2025, 7, 1), "valid_to": None, "parent": None, **values}
    if "source" not in given:
        given["source"] = source()
    given = {"code": f"{next(_numbers):05}", "name_en": None, **given}
    return services.put_area(level=level, name_vi=name_vi, **given)[0]


def producer(kind: ProducerKind | None = None, **values) -> Producer:
    """One of that legal form ever since it was heard of; of none that is known without it."""
    number = next(_numbers)
    made = services.put_producer(**{"slug": f"chu-the-{number}", "name_vi": f"HTX {number}", **values})[0]
    if kind:
        services.record_kind(producer=made, kind=kind)
    return made


def product(name: str | None = None, **values) -> Product:
    """A product that nobody sees yet."""
    number = next(_numbers)
    given = {
        "external_reference": f"T-{number}",
        "name_vi": name or f"Sản phẩm {number}",
        "name_en": None,
        "programme": Programme.OCOP,
        "tax_class": TaxClass.STANDARD,
        **values,
    }
    if "category" not in given:
        given["category"] = category(parent=category())
    return services.put_product(**given)[0]


def variant(of: Product | None = None, **values) -> ProductVariant:
    number = next(_numbers)
    given = {"sku": f"SKU-{number}", "name_vi": f"Gói {number}", "position": number, **values}
    return services.put_variant(product=of or product(), **given)[0]


def price(of: ProductVariant, price_minor: int, where: Channel | None = None, **values) -> None:
    """A list price; in the đồng channel unless one is given."""
    given = {"source": source(), **values}
    services.set_price(variant=of, channel=where or channel(), price_minor=price_minor, **given)


def listed(name: str | None = None, price_minor: int = 50_000, where: Channel | None = None, **values) -> Product:
    """A product with one variant, shown and priced in a channel; tax rates are the caller's."""
    shown = product(name, **values)
    price(variant(shown), price_minor, where)
    services.publish(product=shown, channel=where or channel())
    return shown


def tax_rate(rate_bp: int = 800, tax_class: TaxClass = TaxClass.STANDARD, **values) -> None:
    """A rate that has held since 1 July 2025."""
    given = {"valid_from": date(2025, 7, 1), "valid_to": None, "source": source(), **values}
    services.put_tax_rate(tax_class=tax_class, rate_bp=rate_bp, **given)


def zone(**values) -> RawMaterialZone:
    """A raw-material zone that supplies nothing yet."""
    number = next(_numbers)
    given = {"slug": f"vung-{number}", "name_vi": f"Vùng {number}", "name_en": None, **values}
    given = {"crop_vi": "Lạc", "crop_en": None, **given}
    given["commune"] = given.get("commune") or area()
    given["source"] = given.get("source") or source()
    return services.put_zone(**given)[0]


def user(email: str | None = "lan@vidu.example", password: str | None = None, **values) -> User:
    return User.objects.create_user(email, password, **values)


def member(of: Producer, **values) -> User:
    """Someone who has acted for a producer since the beginning of 2020."""
    given = {"user": user(f"member{next(_numbers)}@vidu.example"), "role": "owner", **values}
    return Membership.objects.create(**{"producer": of, "valid_from": date(2020, 1, 1), **given}).user


def star_rules() -> None:
    """Who certifies stars and for how long, as the law has it."""
    load_star_rules(Report())


def certificate(of: Product | None = None, stars: int = 3, **values) -> Certificate:
    """A reported one, of a source of its own."""
    given = {"source": source(), "by": OFFICER, **values}
    return services.put_certificate(product=of or product(), stars=stars, **given)[0]


def confirmed(of: Product | None = None, stars: int = 3, issued_on: date = date(2026, 3, 2), **values) -> Certificate:
    """One that gives its stars from a day on; the star rules are the caller's."""
    reported = certificate(of, stars, **({"source": values.pop("source")} if "source" in values else {}))
    given = {"decision_number": f"{next(_numbers)}/QĐ-UBND", "by": OFFICER, **values}
    return services.confirm_certificate(certificate=reported, issued_on=issued_on, **given)


def media(of: Product | None = None, **values) -> ProductMedia:
    """A drawn picture of a product; its copies are the caller's to have made."""
    given = {"upload": pictures.upload(), "alt_vi": "Một tấm ảnh", "by": OFFICER, **values}
    return services.add_media(product=of or product(), **given)


def required_permit(code: str = "attp", **values) -> RequiredPermit:
    """What all goods need since 2018: a facility's certificate or its commitment."""
    given = {
        "valid_from": date(2018, 2, 2),
        "valid_to": None,
        "name_vi": "Giấy an toàn thực phẩm",
        "name_en": "Food safety paper",
        "kinds": [PermitKind.FACILITY, PermitKind.COMMITMENT],
        "source": source(),
        **values,
    }
    return services.put_required_permit(code=code, **given)[0]


def submitted(of: Product | Producer, kind: PermitKind = PermitKind.FACILITY, **values) -> Permit:
    """A paper of a product or of all that a maker makes, which nobody has seen yet."""
    given = {
        "number": f"{next(_numbers)}/GCN",
        "issuer": "Chi cục Quản lý chất lượng",
        "issued_on": date(2026, 1, 5),
        "source": source(),
        "by": OFFICER,
        "product" if isinstance(of, Product) else "producer": of,
        **values,
    }
    return services.submit_permit(kind=kind, **given)


def permit(of: Product | Producer, kind: PermitKind = PermitKind.FACILITY, **values) -> Permit:
    """A paper that an officer has seen."""
    return services.confirm_permit(permit=submitted(of, kind, **values), by=OFFICER)
