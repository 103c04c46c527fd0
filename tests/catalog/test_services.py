"""Writes: what they keep, what they refuse, and that every one of them turns the catalog's revision over."""

import pytest
from django.db import transaction
from django.utils import translation

from catalog import selectors, services
from catalog.errors import NameRequired, PriceInvalid
from catalog.models import Product
from catalog.models.products import Programme
from tests import factories


def again(product, **values):
    given = {"name_vi": product.name_vi, "name_en": product.name_en, "category": product.category}
    return services.put_product(
        external_reference=product.external_reference, programme=Programme.OCOP, **{**given, **values}
    )


def test_names_are_folded_and_sorted_by_the_service(db):
    product = factories.product("Đũa gỗ Quảng Thủy")
    assert product.name_folded == "dua go quang thuy"
    assert product.slug_vi == "dua-go-quang-thuy"
    assert product.name_sort < factories.product("Ếch").name_sort


def test_a_second_product_of_a_name_gets_an_address_of_its_own(db):
    assert [factories.product("Mật ong").slug_vi for _ in range(3)] == ["mat-ong", "mat-ong-2", "mat-ong-3"]


def test_an_address_outlives_a_new_name(db):
    product = factories.product("Khoai deo")
    again(product, name_vi="Khoai gieo")
    product.refresh_from_db()
    assert (product.slug_vi, product.name_folded) == ("khoai-deo", "khoai gieo")


def test_a_product_without_a_vietnamese_name_is_refused(db):
    with pytest.raises(NameRequired):
        factories.product("!!!")


def test_a_negative_price_is_refused_and_changes_nothing(db):
    variant = factories.variant()
    with pytest.raises(PriceInvalid):
        factories.price(variant, -1)
    assert not variant.prices.exists()


def test_putting_what_is_there_writes_nothing(db, clock):
    product = factories.listed()
    before, revision = product.updated_at, selectors.revision()
    clock("2030-01-01T00:00")
    assert again(product)[1] is False
    product.refresh_from_db()
    assert (product.updated_at, selectors.revision()) == (before, revision)


def test_a_new_name_shows_when_it_was_changed(db, clock):
    product = factories.product()
    at = clock("2030-01-01T00:00")
    again(product, name_vi="Tên mới")
    product.refresh_from_db()
    assert product.updated_at == at


def test_the_plain_column_is_vietnamese_whoever_writes(db):
    with translation.override("en"):
        product = factories.product("Mật ong", name_en="Honey")
    stored = Product.objects.rewrite(False).filter(pk=product.pk).values_list("name", "slug").get()
    assert stored == ("Mật ong", "mat-ong")


def test_every_write_turns_the_revision_over(db):
    seen = {selectors.revision()}
    product, channel = factories.product(), factories.channel()
    writes = [
        factories.source,
        factories.category,
        factories.producer,
        factories.tax_rate,
        lambda: again(product, name_vi="Khác"),
        lambda: factories.variant(product),
        lambda: factories.price(product.variants.get(), 1000),
        lambda: services.publish(product=product, channel=channel),
        lambda: services.withdraw(product=product, channel=channel),
        lambda: services.report_stars(
            product=product, stars_printed="3", year_printed="2019", source=factories.source()
        ),
    ]
    for number, write in enumerate(writes, start=2):
        seen.add(selectors.revision())
        write()
        seen.add(selectors.revision())
        assert len(seen) == number + 1


def test_a_number_that_was_rolled_back_never_means_another_catalog(db):
    numbers = []
    for _ in range(2):
        with transaction.atomic():
            factories.product()
            numbers.append(selectors.revision())
            transaction.set_rollback(True)
    assert numbers[0] != numbers[1]
