"""Asking another sales point for what is out here: its staff see a transfer to send, picked by FEFO."""

from datetime import date

import pytest

from stock import services
from stock.models import Transfer, TransferStatus
from tests import factories
from tests.stock import shelves
from tests.stock.desk_visits import filled, signed_in

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def shop(db):
    return shelves.point(slug="dong-hoi", name_vi="Điểm Đồng Hới")


@pytest.fixture
def variant(shop, other):
    """Out here, where twelve should stand; five and five of it elsewhere."""
    maker = shelves.consigned(other)
    made = factories.variant(factories.product("Khoai deo", producer=maker))
    for code, ends in (("MUON", date(2027, 6, 28)), ("SOM", date(2026, 12, 28))):
        shelves.stocked(shelves.lot(made, ends, producer=maker, code=code), other, 5)
    services.put_reorder_rule(point=shop, variant=made, minimum=5, target=12)
    return made


@pytest.fixture
def asker(shop):
    return signed_in(shop, email="xin@vidu.example")


def text(answer) -> str:
    return answer.content.decode()


def test_what_is_out_is_asked_of_who_has_it_and_they_send_it(asker, variant, shop, other):
    ask = f"/desk/dong-hoi/chuyen-hang/xin/{variant.pk}/"
    assert f'href="{ask}"' in text(asker.get("/desk/dong-hoi/"))
    page = asker.get(ask)
    assert page.context["form"]["quantity"].value() == 10
    refused = asker.post(ask, filled(page, quantity="11"))
    assert refused.context["form"].errors == {"quantity": ["Chỉ còn 10 sản phẩm."]}
    asked = asker.post(ask, filled(refused, quantity="7"), follow=True)
    assert "Đã xin." in text(asked)
    transfer = Transfer.objects.get()
    assert (transfer.from_point, transfer.to_point, transfer.status) == (other, shop, TransferStatus.DRAFT)
    assert list(transfer.lines.order_by("pk").values_list("lot__code", "quantity")) == [("SOM", 5), ("MUON", 2)]
    sender = signed_in(other, email="gui@vidu.example")
    day = sender.get("/desk/le-thuy/")
    assert {str(one.words): one.many for one in day.context["numbers"]}["Chờ gửi đi"] == 1
    there = f"/desk/le-thuy/chuyen-hang/{transfer.pk}/"
    assert there in text(day)
    assert "Đã gửi đi." in text(sender.post(there, filled(sender.get(there), "gui"), follow=True))


def test_who_asked_may_think_better_of_it_but_not_send(asker, variant, shop):
    ask = f"/desk/dong-hoi/chuyen-hang/xin/{variant.pk}/"
    asker.post(ask, filled(asker.get(ask), quantity="7"))
    transfer = Transfer.objects.get()
    here = f"/desk/dong-hoi/chuyen-hang/{transfer.pk}/"
    page = asker.get(here)
    assert 'value="gui"' not in text(page)
    sent = asker.post(here, {**filled(page, "bo"), "do": "gui"})
    assert "Bạn không làm việc ở điểm bán này." in str(sent.context["steps"]["gui"].errors)
    asker.post(here, filled(asker.get(here), "bo"))
    transfer.refresh_from_db()
    assert transfer.status == TransferStatus.CANCELLED


def test_what_nobody_has_is_had_of_its_maker_and_what_suffices_is_not_asked_for(asker, shop):
    nobody = factories.variant()
    services.put_reorder_rule(point=shop, variant=nobody, minimum=5, target=12)
    page = text(asker.get(f"/desk/dong-hoi/chuyen-hang/xin/{nobody.pk}/"))
    assert "Chưa điểm bán nào khác có." in page
    assert f"?hang={nobody.pk}" in page
    assert asker.get(f"/desk/dong-hoi/chuyen-hang/xin/{factories.variant().pk}/").status_code == 404
