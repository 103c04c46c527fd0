"""The recall of a lot as an officer does it: seen first, stopped with its code typed, listed, and taken back."""

import io
import re

import pytest
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from accounts.models import User
from core import graph
from core.viewer import Viewer
from stock import services
from stock.models import Alert, DocumentType, Lot, Reservation, ReservationStatus, Usage
from stock.models.lots import Symbology
from tests import factories
from tests.stock import shelves
from tests.stock.asking import officer as officer_viewer

SOLD = (Usage.SHELF, Usage.CUSTOMER)
STOP = {
    "reason": "Có dị vật",
    "advice": "Mang lại nơi đã mua.",
    "phone": "0232 382 1234",
    "reason_en": "",
    "advice_en": "",
}


@pytest.fixture(autouse=True)
def today(clock):
    """In Vietnamese, whatever page of another language was looked at before."""
    with translation.override("vi"):
        yield clock("2026-11-26T09:00")


@pytest.fixture
def officer(db, client):
    user = factories.user("can-bo@vidu.example")
    user.user_permissions.add(Permission.objects.get(codename="view_stockmove"))
    client.force_login(user)
    return client


@pytest.fixture
def shop(db):
    return shelves.point(slug="dong-hoi", name_vi="Điểm bán Đồng Hới")


@pytest.fixture
def lot(shop):
    """20 jars at a shop, 3 of them sold and 2 promised, and 4 on the road to another."""
    factories.tax_rate()
    product = factories.listed("Mật ong rừng")
    made = shelves.lot(product.variants.get(), producer=shelves.consigned(shop), code="L-0907")
    shelves.received(made, shop, 20)
    shelves.move(shelves.going(made, shop, 3, SOLD), document=DocumentType.SALE)
    other = shelves.point(name_vi="Điểm bán Minh Hóa")
    road = shelves.place(other, Usage.TRANSIT).pk
    shelves.move(shelves.going(made, shop, 4)._replace(from_location_id=shelves.place(shop).pk, to_location_id=road))
    services.reserve(reference="đơn 1", wanted={made.variant_id: 2})
    return made


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode().replace("\N{NO-BREAK SPACE}", " "))


@pytest.mark.parametrize("page", ["", "{lot}/", "{lot}/so.csv", "hang/{variant}/"])
def test_only_officers_come_in(client, lot, shop, page):
    address = f"/thu-hoi/{page.format(lot=lot.pk, variant=lot.variant_id)}"
    assert client.get(address).status_code == 302
    for user in (
        factories.user("nguoi-mua@vidu.example"),
        factories.member(lot.producer),
        User.objects.get(pk=shelves.seller(shop).id),
    ):
        client.force_login(user)
        assert client.get(address).status_code == 403
        assert client.post(f"/thu-hoi/{lot.pk}/", {**STOP, "typed": lot.code}).status_code == 403
    lot.refresh_from_db()
    assert lot.recalled_at is None


@pytest.mark.parametrize("typed", ["L-0907", "l 0907", "{trace}", "8938505974194", "mat ong"])
def test_a_lot_is_found_by_any_code_of_it_and_by_words(officer, lot, typed):
    services.put_barcode(symbology=Symbology.EAN_13, value="8938505974194", variant=lot.variant)
    page = officer.get("/thu-hoi/", {"q": typed.format(trace=lot.trace_code)})
    ways = (f'href="/thu-hoi/{lot.pk}/"', f'href="/thu-hoi/hang/{lot.variant_id}/"')
    assert any(way in page.content.decode() for way in ways)
    assert "L-0907" in text(officer.get(f"/thu-hoi/hang/{lot.variant_id}/"))


def test_what_is_not_there_is_said(officer, lot):
    assert "Không thấy lô nào khớp với “xyz9”" in text(officer.get("/thu-hoi/?q=xyz9"))
    no_key = "9" * 25
    for address in ("999999/", f"{no_key}/", f"{no_key}/so.csv", f"hang/{no_key}/"):
        assert officer.get(f"/thu-hoi/{address}").status_code == 404


def test_the_page_tells_first_what_would_stop(officer, lot):
    answer = officer.get(f"/thu-hoi/{lot.pk}/")
    assert "Thu hồi sẽ dừng" in text(answer)
    assert answer.context["total"] == {"shelf": 13, "road": 4, "promised": 2, "sold": 3, "lost": 0}
    first, second = answer.context["shops"]
    assert (first.point["name"], first.shelf, first.promised) == ("Điểm bán Đồng Hới", 13, 2)
    assert (second.point["name"], second.road) == ("Điểm bán Minh Hóa", 4)


def test_nothing_stops_before_the_code_is_typed(officer, lot):
    for wrong in ({"typed": "L-0908"}, {"typed": ""}, {"typed": "L-0907", "reason": ""}):
        answer = officer.post(f"/thu-hoi/{lot.pk}/", {**STOP, **wrong})
        assert answer.status_code == 400
    assert officer.get(f"/thu-hoi/{lot.pk}/?typed=L-0907").status_code == 200
    assert Lot.objects.filter(recalled_at=None).count() == 1


def test_what_the_service_refuses_stands_beside_its_field(officer, lot):
    answer = officer.post(f"/thu-hoi/{lot.pk}/", {**STOP, "typed": "L-0907", "phone": "gọi bà Lan"})
    assert "phone" in answer.context["form"].errors
    lot.refresh_from_db()
    assert lot.recalled_at is None


def test_a_lot_is_stopped_its_shops_told_and_its_road_listed(officer, lot, shop):
    answer = officer.post(f"/thu-hoi/{lot.pk}/", {**STOP, "typed": "l0907"}, follow=True)
    page = text(answer)
    assert "Lô này đang bị thu hồi" in page
    assert "Điểm bán Đồng Hới còn 13 đơn vị" in page
    assert "Thu hồi ngày 26/11/2026: Có dị vật" in page
    assert answer.context["total"]["promised"] == 0
    assert Alert.objects.get(kind="recall", closed_at=None).point == shop
    lot.refresh_from_db()
    assert (lot.recall_advice, lot.recall_phone) == ("Mang lại nơi đã mua.", "+842323821234")
    rows = b"".join(officer.get(f"/thu-hoi/{lot.pk}/so.csv").streaming_content).decode("utf-8-sig").splitlines()
    assert len(rows) == 4
    assert any("Đã bán" in row for row in rows)
    assert "L-0907" in text(officer.get("/thu-hoi/"))


def test_numbers_to_call_are_said_as_they_are_read_out(officer, lot, shop):
    shop.phone = "+842323822010"
    shop.save(update_fields=["phone"])
    officer.post(f"/thu-hoi/{lot.pk}/", {**STOP, "typed": "L-0907"})
    shown = text(officer.get(f"/thu-hoi/{lot.pk}/"))
    assert ">0232 382 2010</a>" in shown
    assert "0232 382 1234" in shown


def test_a_mistaken_recall_is_lifted_with_its_reason_on_the_page(officer, lot):
    officer.post(f"/thu-hoi/{lot.pk}/", {**STOP, "typed": "L-0907"})
    assert officer.post(f"/thu-hoi/{lot.pk}/", {"reason": ""}).status_code == 400
    page = text(officer.post(f"/thu-hoi/{lot.pk}/", {"reason": "Nhầm lô"}, follow=True))
    assert "Thôi thu hồi ngày 26/11/2026: Nhầm lô" in page
    lot.refresh_from_db()
    assert lot.recalled_at is None


def test_the_history_of_recalls_is_for_officers(graphql, lot):
    services.recall(lot_id=lot.pk, reason="Có dị vật", by=factories.OFFICER)
    document = "query ($lot: ID!) { lot(id: $lot) { recallHistory { isRecall reason } } }"
    given = {"lot": graph.global_id("Lot", lot.pk)}
    for stranger in (Viewer.anonymous(), Viewer(lambda: factories.member(lot.producer))):
        assert graphql(document, viewer=stranger, **given)["lot"]["recallHistory"] == []
    told = graphql(document, viewer=officer_viewer(), **given)["lot"]["recallHistory"]
    assert told == [{"isRecall": True, "reason": "Có dị vật"}]


def test_a_lot_of_many_moves_costs_what_one_of_few_does(officer, lot, shop):
    def statements() -> int:
        officer.get(f"/thu-hoi/{lot.pk}/")
        with CaptureQueriesContext(connection) as asked:
            officer.get(f"/thu-hoi/{lot.pk}/")
        return len(asked)

    few = statements()
    for _ in range(5):
        shelves.move(shelves.going(lot, shelves.point(), 1))
    assert statements() == few


def test_the_command_stops_lists_and_lifts(lot):
    out = io.StringIO()
    call_command("recall_lot", "L-0907", reason="Có dị vật", phone="0232 382 1234", stdout=out)
    told = out.getvalue()
    assert "L-0907" in told
    assert "Điểm bán Đồng Hới: Kệ bán 13, 0 held" in told
    assert "Bán hàng: 3 Điểm bán Đồng Hới: Kệ bán → Điểm bán Đồng Hới: Đã bán" in told
    lot.refresh_from_db()
    assert lot.recall_phone == "+842323821234"
    call_command("recall_lot", lot.trace_code, reason="Nhầm lô", lift=True, stdout=out)
    lot.refresh_from_db()
    assert lot.recalled_at is None


def test_the_command_refuses_what_names_no_lot_or_several(lot, shop):
    with pytest.raises(CommandError, match="No lot"):
        call_command("recall_lot", "khong-co", reason="Có dị vật")
    shelves.lot(producer=factories.producer(), code="L-0907")
    with pytest.raises(CommandError, match="Several lots"):
        call_command("recall_lot", "L-0907", reason="Có dị vật")
    with pytest.raises(CommandError, match="không còn bị thu hồi"):
        call_command("recall_lot", lot.trace_code, reason="Nhầm lô", lift=True)


@pytest.mark.django_db(transaction=True)
def test_the_page_runs_in_no_transaction_of_its_own(officer, lot):
    """A recall is two transactions: the second must see what the first kept out."""
    seen = []

    def watch(execute, sql, params, many, context):
        if "stock_lot" in sql and sql.lstrip().upper().startswith("UPDATE"):
            seen.append(len(context["connection"].savepoint_ids))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        assert officer.post(f"/thu-hoi/{lot.pk}/", {**STOP, "typed": "L-0907"}).status_code == 302
    assert seen == [0]
    assert lot.variant.lots.get().recalled_at is not None
    assert Reservation.objects.get().status == ReservationStatus.RELEASED
