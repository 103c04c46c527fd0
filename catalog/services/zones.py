"""Raw-material zones and what is made of what grows there."""

from collections.abc import Collection
from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction

from catalog.errors import CommuneRequired, NameRequired, PlantingCodeInvalid, ZoneSizeInvalid, ZoneStandardInvalid
from catalog.models import Area, Product, RawMaterialZone, Source
from catalog.models.areas import AreaLevel
from catalog.models.zones import ZoneStandard
from catalog.services.revision import turn_revision
from catalog.services.upsert import put


class ZoneFacts(TypedDict, total=False):
    """What may be known of a zone beside its name, its crop and its place."""

    # Square metres; a hectare has 10,000.
    area_m2: int | None
    households: int | None
    planting_code: str | None
    planting_code_since: date | None
    standard: ZoneStandard | None
    standard_number: str
    standard_from: date | None
    # Its last day.
    standard_to: date | None
    is_demonstration: bool


@transaction.atomic
def put_zone(
    *,
    slug: str,
    name_vi: str,
    name_en: str | None,
    crop_vi: str,
    crop_en: str | None,
    commune: Area,
    source: Source,
    **facts: Unpack[ZoneFacts],
) -> tuple[RawMaterialZone, bool]:
    """The zone of that slug with these facts and no others, and whether it is new or changed.

    Raises NameRequired, CommuneRequired, ZoneSizeInvalid, PlantingCodeInvalid, ZoneStandardInvalid.
    """
    if not name_vi.strip():
        raise NameRequired
    if commune.level != AreaLevel.COMMUNE:
        raise CommuneRequired
    _judge(slug, facts)
    standard = facts.get("standard")
    values = {
        "name_vi": name_vi,
        "name_en": name_en,
        "crop_vi": crop_vi,
        "crop_en": crop_en,
        "commune": commune,
        "area_m2": facts.get("area_m2"),
        "households": facts.get("households"),
        "planting_code": facts.get("planting_code") or None,
        "planting_code_since": facts.get("planting_code_since"),
        "standard": standard.value if standard else "",
        "standard_number": facts.get("standard_number", ""),
        "standard_from": facts.get("standard_from"),
        "standard_to": facts.get("standard_to"),
        "source": source,
        "is_demonstration": facts.get("is_demonstration", False),
    }
    return put(RawMaterialZone, {"slug": slug}, values)


def _judge(slug: str, facts: ZoneFacts) -> None:
    if facts.get("area_m2") is not None and facts["area_m2"] < 1:  # type: ignore[operator]  # it is not None
        raise ZoneSizeInvalid("area_m2")
    if facts.get("households") is not None and facts["households"] < 1:  # type: ignore[operator]  # as above
        raise ZoneSizeInvalid("households")
    code = facts.get("planting_code")
    if code and RawMaterialZone.objects.filter(planting_code=code).exclude(slug=slug).exists():
        raise PlantingCodeInvalid
    if not code and facts.get("planting_code_since"):
        raise PlantingCodeInvalid
    begins, ends = facts.get("standard_from"), facts.get("standard_to")
    if not facts.get("standard") and (begins or ends or facts.get("standard_number")):
        raise ZoneStandardInvalid
    if begins and ends and ends < begins:
        raise ZoneStandardInvalid


@transaction.atomic
def supply(*, zone: RawMaterialZone, products: Collection[Product]) -> int:
    """Say that these products, and no others, are made of what the zone grows; how many links came or went."""
    before = set(zone.products.values_list("pk", flat=True))
    after = {product.pk for product in products}
    if before != after:
        turn_revision()
        zone.products.set(after)
    return len(before ^ after)
