"""Collections: their products, their order and where they are shown."""

from threading import Barrier

import pytest
from django.db import transaction

from catalog import errors, services
from catalog.models import CollectionProduct, ShelfTally, ShelvedProduct
from catalog.models.shelves import collection_shelf
from catalog.selectors import revision
from tests import factories
from tests.catalog import making


def shelf(collection) -> list[tuple[str, int]]:
    rows = ShelvedProduct.objects.filter(shelf=collection_shelf(collection.pk)).order_by("position")
    return list(rows.values_list("product__name_vi", "position"))


def test_a_collection_is_a_shelf_in_its_order(db):
    honey, pepper = factories.listed("Mật ong"), factories.listed("Hạt tiêu")
    made = making.collection(products=[pepper, honey])
    assert shelf(made) == [("Hạt tiêu", 1), ("Mật ong", 2)]
    services.place_products(collection=made, products=[honey, pepper])
    assert shelf(made) == [("Mật ong", 1), ("Hạt tiêu", 2)]
    services.place_products(collection=made, products=[honey])
    assert shelf(made) == [("Mật ong", 1)]
    tallied = ShelfTally.objects.filter(shelf=collection_shelf(made.pk), shift=0)
    assert [tally.products for tally in tallied] == [1]


def test_a_product_that_is_not_shown_keeps_its_place_and_stands_on_no_shelf(db):
    hidden = factories.product("Ớt")
    made = making.collection(products=[hidden, factories.listed("Mật ong")])
    assert shelf(made) == [("Mật ong", 2)]
    factories.price(factories.variant(hidden), 9_000)
    services.publish(product=hidden, channel=factories.channel())
    assert shelf(made) == [("Ớt", 1), ("Mật ong", 2)]


def test_shelves_made_anew_hold_collections_too(db):
    made = making.collection(products=[factories.listed("Ớt")])
    before = list(ShelvedProduct.objects.order_by("shelf").values_list("shelf", "position", "product"))
    services.rebuild_shelves()
    assert list(ShelvedProduct.objects.order_by("shelf").values_list("shelf", "position", "product")) == before
    assert shelf(made) == [("Ớt", 1)]


def test_the_same_order_again_writes_nothing(db):
    goods = [factories.product() for _ in range(2)]
    made = making.collection(products=goods)
    before = revision()
    assert not services.place_products(collection=made, products=[*goods, goods[0]])
    assert revision() == before


def test_a_collection_is_shown_and_hidden_in_each_channel(db):
    made, home = making.collection(shown=False), factories.channel()
    assert services.publish_collection(collection=made, channel=home)
    assert not services.publish_collection(collection=made, channel=home)
    assert services.withdraw_collection(collection=made, channel=home)
    assert not services.withdraw_collection(collection=made, channel=home)
    assert made.listings.get().published_at is not None


def test_a_collection_keeps_the_addresses_it_was_given(db):
    first = making.collection("Mùa khoai", name_en="Sweet potato season")
    again, _ = services.put_collection(slug=first.slug_vi, name_vi="Mùa khoai deo", name_en="Dried potato season")
    assert (again.pk, again.slug_en) == (first.pk, "sweet-potato-season")
    with pytest.raises(errors.NameRequired):
        services.put_collection(slug="x", name_vi="…")


def order_of(collection) -> list[int]:
    places = CollectionProduct.objects.filter(collection=collection).order_by("position")
    return list(places.values_list("product", flat=True))


def test_two_who_arrange_a_collection_at_once_leave_one_of_their_orders(at_once):
    one, two, three = (factories.listed(str(number)) for number in range(3))
    made = making.collection(products=[one])
    orders = [[one, two], [three]]
    at_once(*(lambda order=order: services.place_products(collection=made, products=order) for order in orders))
    assert order_of(made) in [[product.pk for product in order] for order in orders]


def test_control_two_orders_from_one_reading_are_mixed(at_once):
    one, two, three = (factories.listed(str(number)) for number in range(3))
    made = making.collection(products=[one])
    both_have_read = Barrier(2)

    def arrange(order):
        held = set(CollectionProduct.objects.filter(collection=made).values_list("product_id", flat=True))
        both_have_read.wait()
        wanted = {product.pk: place for place, product in enumerate(order, start=1)}
        with transaction.atomic():
            CollectionProduct.objects.filter(collection=made, product_id__in=held - wanted.keys()).delete()
            for key in wanted.keys() - held:
                CollectionProduct.objects.create(collection=made, product_id=key, position=wanted[key])

    at_once(lambda: arrange([one, two]), lambda: arrange([three]))
    assert order_of(made) == [three.pk, two.pk]
