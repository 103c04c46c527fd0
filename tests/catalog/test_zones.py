"""Raw-material zones: what may be said of one, and what is made of what it grows."""

from datetime import date

import pytest
from django.db import IntegrityError

from catalog import errors, services
from catalog.models import CatalogRevision, RawMaterialZone
from catalog.models.areas import AreaLevel
from catalog.models.zones import ZoneStandard
from tests import factories


@pytest.mark.parametrize(
    ("constraint", "facts"),
    [
        ("zone_has_an_area", {"area_m2": 0}),
        ("zone_has_households", {"households": 0}),
        ("zone_code_since_has_code", {"planting_code_since": date(2025, 1, 1)}),
        ("zone_standard_known", {"standard": "best"}),
        ("zone_standard_known", {"standard_number": "VG-1"}),
        (
            "zone_standard_ends_after_it_begins",
            {"standard": "vietgap", "standard_from": date(2026, 1, 2), "standard_to": date(2026, 1, 1)},
        ),
    ],
)
def test_the_database_keeps_a_zone_possible(db, constraint, facts):
    zone = factories.zone()
    with pytest.raises(IntegrityError, match=constraint):
        RawMaterialZone.objects.filter(pk=zone.pk).update(**facts)


@pytest.mark.parametrize(
    ("refusal", "facts"),
    [
        (errors.ZoneSizeInvalid, {"area_m2": 0}),
        (errors.ZoneSizeInvalid, {"households": -1}),
        (errors.PlantingCodeInvalid, {"planting_code_since": date(2025, 1, 1)}),
        (errors.ZoneStandardInvalid, {"standard_number": "VG-1"}),
        (errors.ZoneStandardInvalid, {"standard_to": date(2026, 1, 1)}),
        (
            errors.ZoneStandardInvalid,
            {"standard": ZoneStandard.ORGANIC, "standard_from": date(2026, 1, 2), "standard_to": date(2026, 1, 1)},
        ),
        (errors.NameRequired, {"name_vi": " "}),
    ],
)
def test_an_impossible_zone_is_refused(db, refusal, facts):
    with pytest.raises(refusal):
        factories.zone(**facts)
    assert not RawMaterialZone.objects.exists()


def test_a_zone_lies_in_a_commune(db):
    with pytest.raises(errors.CommuneRequired):
        factories.zone(commune=factories.area("Huyện Bố Trạch", AreaLevel.DISTRICT))


def test_a_planting_code_is_of_one_zone(db):
    first = factories.zone(planting_code="QT-0012", planting_code_since=date(2025, 3, 4))
    with pytest.raises(errors.PlantingCodeInvalid):
        factories.zone(planting_code="QT-0012")
    again, changed = services.put_zone(
        slug=first.slug,
        name_vi=first.name_vi,
        name_en=None,
        crop_vi=first.crop_vi,
        crop_en=None,
        commune=first.commune,
        source=first.source,
        planting_code="QT-0012",
        planting_code_since=date(2025, 3, 4),
    )
    assert (again.pk, changed) == (first.pk, False)


def test_zones_without_a_code_are_many(db):
    assert factories.zone().planting_code is factories.zone(planting_code="").planting_code is None


def test_supplying_says_which_products_and_no_others(db):
    zone = factories.zone()
    first, second, third = (factories.product() for _ in range(3))
    assert services.supply(zone=zone, products=[first, second]) == 2
    before = CatalogRevision.objects.get().number
    assert services.supply(zone=zone, products=[second, first]) == 0
    assert CatalogRevision.objects.get().number == before
    assert services.supply(zone=zone, products=[second, third]) == 2
    assert set(zone.products.all()) == {second, third}
    assert CatalogRevision.objects.get().number != before
