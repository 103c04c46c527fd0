"""Lots: what is told of them first stands, and the fields they grew in are fields that supply them."""

import pytest

from catalog.services import supply
from core import clock, graph
from stock import services
from stock.errors import StockErrorCode, ZoneInvalid
from stock.models import Lot
from tests import factories
from tests.stock import shelves
from tests.stock.test_sync import operation

LOT = "query($id: ID!) { lot(id: $id) { code zone { name } } }"


def zone_of(variant):
    made = factories.zone(name_vi="Đồng khoai")
    supply(zone=made, products=[variant.product])
    return made


def test_a_lot_grew_where_its_product_s_raw_materials_grow(db, graphql):
    variant = factories.variant()
    made = shelves.lot(variant, zone=zone_of(variant))
    plain = shelves.lot()
    read = [graphql(LOT, id=graph.global_id("Lot", one.pk))["lot"]["zone"] for one in (made, plain)]
    assert read == [{"name": "Đồng khoai"}, None]


def test_a_zone_that_supplies_another_product_is_refused(db):
    with pytest.raises(ZoneInvalid) as refusal:
        shelves.lot(zone=zone_of(factories.variant()))
    assert refusal.value.field == "zone"
    assert not Lot.objects.exists()


def test_a_zone_told_later_is_kept_and_the_first_one_told_stands(db):
    variant, maker = factories.variant(), factories.producer()
    first, second = zone_of(variant), zone_of(variant)
    told = {"variant": variant, "producer": maker, "code": "L-7"}
    assert shelves.lot(**told).zone is None
    assert shelves.lot(**told, zone=first).zone == first
    assert shelves.lot(**told, zone=second).zone == first
    assert Lot.objects.get().zone == first


def test_staff_tell_the_zone_with_the_label_and_contradictions_are_refused(db):
    shop, variant = shelves.point(), factories.variant()
    maker, first, second = shelves.consigned(shop), zone_of(variant), zone_of(variant)
    line = {"variant": variant.pk, "code": "L-1", "made_on": clock.today(), "location": shelves.place(shop).pk}

    def received(zone: int):
        lines = [{**line, "quantity": 2, "zone": zone}]
        asked = operation("receive", {"point": shop.pk, "producer": maker.pk, "lines": lines})
        (answer,) = services.sync(operations=[asked], by=factories.OFFICER)
        return answer.refusal and answer.refusal.code

    assert received(first.pk) is None
    assert Lot.objects.get().zone == first
    assert received(second.pk) == StockErrorCode.LOT_INVALID
    assert received(factories.zone().pk) == StockErrorCode.ZONE_INVALID
    assert received(0) == StockErrorCode.NOT_FOUND
    assert shelves.balance(Lot.objects.get(), shop).on_hand == 2
