"""Many writes at once: the same services, the same rows, and statements that do not grow with them."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from catalog import selectors, services
from catalog.models import Product, ProductListing, ProductVariant, ShelvedProduct, VariantPrice
from catalog.models.products import Programme
from catalog.services.gathering import ClashError, gathered, gathering, pile
from tests import factories


@pytest.fixture
def place(db):
    """Where goods hang: category, channel and source."""
    return {
        "category": factories.category(parent=factories.category()),
        "channel": factories.channel(),
        "source": factories.source(),
    }


def put(place, number, name=None, price=1000, sku=None, position=1):
    product, _ = services.put_product(
        external_reference=f"G-{number}",
        name_vi=name or f"Mật ong {number}",
        name_en=None,
        category=place["category"],
        programme=Programme.OCOP,
    )
    variant, _ = services.put_variant(
        product=product, sku=sku or f"G-{number}-1", name_vi="Chai", position=position, source=place["source"]
    )
    services.set_price(variant=variant, channel=place["channel"], price_minor=price, source=place["source"])
    services.publish(product=product, channel=place["channel"])


def write():
    with transaction.atomic():
        services.renew_shelves(pile().write())


def known(place):
    """What the services would otherwise look up, row by row."""
    for model, names in (
        (Product, ["external_reference"]),
        (ProductVariant, ["sku"]),
        (VariantPrice, ["variant", "channel"]),
        (ProductListing, ["product", "channel"]),
    ):
        pile().know(model, names, model.objects.all())


def rows(model, *names):
    return set(model.objects.order_by().values_list(*names))


def state():
    return (
        rows(Product, "external_reference", "name_vi", "slug_vi", "name_folded"),
        rows(ProductVariant, "sku", "product__external_reference", "position"),
        rows(VariantPrice, "variant__sku", "price_minor"),
        rows(ProductListing, "product__external_reference", "published"),
        rows(ShelvedProduct, "product__external_reference", "shelf", "price_minor"),
    )


def test_what_is_gathered_is_what_the_services_write_alone(place):
    with transaction.atomic():
        for number in range(4):
            put(place, number)
        put(place, 2, price=7000)
        alone = state()
        transaction.set_rollback(True)
    with gathered():
        for number in range(4):
            put(place, number)
        put(place, 2, price=7000)
        assert not Product.objects.exists()
        with transaction.atomic():
            stale = pile().write()
    services.renew_shelves(stale)
    assert state() == alone


def test_statements_do_not_grow_with_rows(place):
    def statements(numbers):
        with gathered(), CaptureQueriesContext(connection) as asked, transaction.atomic():
            keys = [(f"G-{number}",) for number in numbers]
            pile().know(Product, ["external_reference"], [], keys)
            pile().know(ProductVariant, ["sku"], [], [(f"G-{number}-1",) for number in numbers])
            for number in numbers:
                put(place, number)
            pile().write()
        return len(asked)

    statements(range(1000, 1005))
    few, many = statements(range(10)), statements(range(20, 120))
    # SQLite inserts some thirty rows in a statement.
    assert many - few <= 100 / 10


def test_a_change_reaches_the_plain_column_too(place):
    put(place, 1, "Mật ong")
    with gathered():
        put(place, 1, "Mật ong rừng")
        with transaction.atomic():
            pile().write()
    plain = Product.objects.rewrite(False).values_list("name", "name_vi").get()
    assert plain == ("Mật ong rừng", "Mật ong rừng")


def test_two_new_products_of_one_name_get_two_addresses(place):
    with gathered():
        put(place, 1, "Mật ong")
        put(place, 2, "Mật ong")
        with transaction.atomic():
            pile().write()
    assert rows(Product, "slug_vi") == {("mat-ong",), ("mat-ong-2",)}


def test_nothing_to_write_turns_no_revision(place):
    put(place, 1)
    before = selectors.revision()
    with gathered():
        put(place, 1)
        assert pile().is_empty()
        with transaction.atomic():
            pile().write()
    assert selectors.revision() == before


def test_a_row_the_database_refuses_is_found_among_many(place):
    put(place, 0)
    with gathered() as held:
        for number in range(1, 9):
            held.mark = number
            # The fifth takes the place of its sibling, which only the database sees.
            if number == 5:
                product = Product.objects.get(external_reference="G-0")
                services.put_variant(product=product, sku="X", name_vi="Chai", position=1)
            else:
                put(place, number)
        with pytest.raises(ClashError) as clash, transaction.atomic():
            held.write()
    assert set(clash.value.refused) == {5}
    assert isinstance(clash.value.refused[5], IntegrityError)
    assert Product.objects.count() == 1


def test_the_same_row_found_by_another_key_carries_its_changes(place):
    put(place, 1)
    with gathered() as held:
        put(place, 1, "Tên mới")
        product = Product.objects.get()
        assert held.find(Product, {"pk": product.pk}).name_vi == "Tên mới"


def test_services_write_at_once_when_nothing_is_gathered(place):
    assert gathering() is None
    put(place, 1)
    assert Product.objects.count() == 1
    with pytest.raises(LookupError):
        pile()
