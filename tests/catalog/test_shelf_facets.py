"""What shelves tell of products, and the counts by it, are the facts', whatever was done to them in whatever order."""

from collections import Counter
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError

from catalog import migrations, services
from catalog.models import FacetTally, Product, ShelfPlace, ShelvedProduct, SpanTally
from catalog.models.producers import ProducerKind
from catalog.models.products import Programme
from tests import factories

DAYS = [date(2019, 9, 2), date(2026, 3, 2), date(2026, 6, 1), date(2026, 11, 24), date(2029, 3, 2), date(2029, 3, 3)]


@pytest.fixture(autouse=True)
def today(db, clock):
    clock("2026-11-24T09:00")
    factories.star_rules()


def counted():
    """Facet counts by the simplest reading of the facts, and as they are kept."""
    told = Counter()
    for row in ShelvedProduct.objects.select_related("product"):
        product = row.product
        pair = (product.origin_id, product.origin_today_id)
        place = "" if pair == (None, None) else ShelfPlace.objects.get(origin=pair[0], origin_today=pair[1]).pk
        values = {"all": "", "category": product.category_id, "place": place, "producer": product.producer_id or ""}
        values |= {"programme": product.programme, "made_up": int(product.is_demonstration)}
        told.update((row.channel_id, row.shelf, facet, str(value)) for facet, value in values.items())
    kept = {(row.channel_id, row.shelf, row.facet, row.value): row.products for row in FacetTally.objects.all()}
    return told, kept


def held(day):
    """How many products of each shelf have which stars, and whose maker is of which kind, on a day; and as kept."""
    told = Counter()
    for row in ShelvedProduct.objects.all():
        for period in row.product.star_periods.all():
            if period.valid_from <= day < period.valid_to:
                told[row.channel_id, row.shelf, "stars", str(period.stars)] += 1
        for period in row.product.producer.kind_periods.all() if row.product.producer else ():
            if period.valid_from <= day and (period.valid_to is None or day < period.valid_to):
                told[row.channel_id, row.shelf, "kind", period.kind] += 1
    kept = Counter()
    for row in SpanTally.objects.filter(day__lte=day):
        kept[row.channel_id, row.shelf, row.facet, row.value] += row.change
    return told, +kept


def check():
    told, kept = counted()
    assert kept == told
    for day in DAYS:
        told, kept = held(day)
        assert kept == told, day


@pytest.fixture
def goods():
    """Two makers' products, here and abroad, from two places, one of them starred."""
    before, today = factories.area("Xã Sơn Lộc"), factories.area("Xã Đông Trạch")
    maker = factories.producer(ProducerKind.HOUSEHOLD)
    made = [
        factories.listed("Mắm", producer=maker, origin=before, origin_today=today),
        factories.listed("Trà", producer=maker, origin_today=today, programme=Programme.CNNT),
        factories.listed("Nấm", producer=factories.producer(), is_demonstration=True),
        factories.listed("Muối", origin=before, origin_today=today),
    ]
    abroad = factories.channel("intl", "USD")
    factories.price(made[0].variants.get(), 900, abroad)
    services.publish(product=made[0], channel=abroad)
    factories.confirmed(made[0], 3)
    return made


def put_again(product, **values):
    given = {"category": product.category, "programme": Programme(product.programme), **values}
    return services.put_product(
        external_reference=product.external_reference, name_vi=product.name_vi, name_en=None, **given
    )


def test_shelves_count_what_the_facts_say(goods):
    check()
    row = ShelvedProduct.objects.filter(product=goods[0]).first()
    assert row.spans == "stars 3 2026-03-02 2029-03-03;kind household 2018-05-07 -"
    assert ShelfPlace.objects.count() == 2


def test_counts_follow_every_change(goods):
    fish, tea, mushroom, salt = goods
    put_again(fish, programme=Programme.SPECIALITY, producer=None, origin=None, origin_today=None)
    put_again(mushroom, category=tea.category)
    check()
    services.change_kind(
        producer=tea.producer, kind=ProducerKind.ENTERPRISE, since=date(2026, 6, 1), by=factories.OFFICER
    )
    check()
    better = factories.confirmed(fish, 4, date(2026, 6, 1))
    factories.confirmed(salt, 5, date(2019, 9, 2))
    check()
    services.withdraw_certificate(certificate=better, on=date(2026, 7, 1), reason="Nhầm", by=factories.OFFICER)
    check()
    services.withdraw(product=fish, channel=factories.channel())
    check()


def test_a_new_star_is_told_by_shelves_and_an_old_one_read_again_is_not_written(goods):
    fish = goods[0]
    before = list(ShelvedProduct.objects.order_by("key").values_list("key", "spans"))
    services.lapse_certificates()
    put_again(fish)
    assert list(ShelvedProduct.objects.order_by("key").values_list("key", "spans")) == before
    factories.confirmed(fish, 4, date(2026, 6, 1))
    assert list(ShelvedProduct.objects.order_by("key").values_list("key", "spans")) != before


def test_a_rebuild_changes_no_count(goods):
    before = counted(), [held(day) for day in DAYS]
    services.rebuild_shelves()
    assert (counted(), [held(day) for day in DAYS]) == before
    check()


def filling():
    """The migration that brought these columns."""
    [name] = [path.stem for path in Path(migrations.__file__).parent.glob("*_shelves_by_facet.py")]
    return import_module(f"catalog.migrations.{name}")


def test_the_migration_fills_what_the_services_keep(goods):
    columns = ("channel_id", "shelf", "product_id", "place_id", "producer_id", "programme", "is_demonstration", "spans")
    before = set(ShelvedProduct.objects.values_list(*columns))
    ShelvedProduct.objects.update(place=None, producer=None, programme="", is_demonstration=False, spans="")
    for model in (FacetTally, SpanTally, ShelfPlace):
        model.objects.all().delete()
    filling().fill(apps, None)
    without_place = {row[:3] + row[4:] for row in before}
    assert {row[:3] + row[4:] for row in ShelvedProduct.objects.values_list(*columns)} == without_place
    check()


def test_a_place_is_kept_once(goods):
    place = ShelfPlace.objects.filter(origin=None).get()
    with pytest.raises(IntegrityError, match="shelfplace_once"):
        ShelfPlace.objects.create(origin=None, origin_today=place.origin_today)


def test_a_place_is_somewhere(db):
    with pytest.raises(IntegrityError, match="shelfplace_is_somewhere"):
        ShelfPlace.objects.create()


def test_nothing_is_counted_that_is_not_shown(db):
    factories.product(producer=factories.producer(ProducerKind.FARM))
    assert Product.objects.exists()
    assert not FacetTally.objects.exists()
    assert not SpanTally.objects.exists()
