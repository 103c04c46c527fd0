"""A product's page says whose papers nobody has seen, and which marks it bears today."""

from datetime import date

import pytest

from catalog import services
from catalog.models.marks import MarkKind
from tests import factories
from tests.catalog import papering

UNSEEN = {"vi": "Giấy tờ chưa được kiểm", "en": "Papers not checked"}


@pytest.fixture(autouse=True)
def today(db, clock):
    clock("2026-11-24T09:00")
    factories.channel(), factories.channel("intl", "USD")
    factories.tax_rate()


def shown(client, language="vi"):
    prefix = "/en" if language == "en" else ""
    return client.get(f"{prefix}/san-pham/mam/", follow=True).content.decode()


def test_goods_on_a_waiver_say_that_nobody_has_seen_their_papers(client):
    factories.required_permit()
    product = factories.product("Mắm", producer=factories.producer())
    factories.price(factories.variant(product), 50_000)
    services.waive_permits(product=product, source=factories.source(), by=factories.OFFICER)
    services.publish(product=product, channel=factories.channel())
    page = shown(client)
    assert UNSEEN["vi"] in page
    assert "Giấy an toàn thực phẩm" in page
    factories.permit(product.producer)
    assert UNSEEN["vi"] not in shown(client)


def test_a_mark_is_named_with_its_number_and_owner_while_it_may_be_borne(client, clock):
    maker = factories.producer()
    product = factories.listed("Mắm", producer=maker)
    mark = papering.mark(product, number="4-000012", name_vi="Mắm Một", owner="Hội Nông dân")
    papering.lent(mark, maker, valid_to=date(2026, 12, 31))
    assert "Nhãn hiệu số 4-000012 của Hội Nông dân" in shown(client)
    clock("2027-01-01T00:00")
    assert "4-000012" not in shown(client)


def test_a_place_name_is_called_one(client):
    maker = factories.producer()
    product = factories.listed("Mắm", producer=maker)
    place = papering.mark(product, kind=MarkKind.GEOGRAPHICAL, number="00012", owner="UBND tỉnh", valid_to=None)
    papering.lent(place, maker)
    assert "Chỉ dẫn địa lý số 00012 của UBND tỉnh" in shown(client)
