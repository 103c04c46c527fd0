"""Stock on the officers' desk: what is written goes through services, the ledger is only shown."""

from datetime import date

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.groups import MODERATORS, PROGRAMME_OFFICERS
from core.desk.reading import ReadOnlyAdmin
from core.models import FieldChange
from stock import services
from stock.admin.ledger import REACHED
from stock.criteria import Criterion
from stock.models import (
    Barcode,
    ConsignmentAgreement,
    DiscrepancyCase,
    DocumentType,
    Location,
    PointCriterion,
    PointStaff,
    ReorderRule,
    SalesPoint,
    StockMove,
    Usage,
)
from stock.models.lots import Symbology
from stock.models.points import StaffRole
from tests import factories
from tests.stock import shelves

pytestmark = pytest.mark.usefixtures("now")

WRITTEN = {"salespoint", "reorderrule", "consignmentagreement", "barcode"}


@pytest.fixture(autouse=True)
def officer(db, client):
    user = factories.user("who-may-all@vidu.example", is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


def text(answer) -> str:
    return answer.content.decode()


def filled(client, page_address, **values):
    """The form as it is shown, sent back with these values; the rows below it too."""
    page = client.get(page_address).context
    form = page["adminform"].form
    shown = {field.html_name: field.value() for field in form} | {page["seen_name"]: page.get("seen", "")}
    for formset in (inline.formset for inline in page["inline_admin_formsets"]):
        for row in (formset.management_form, *formset.forms):
            shown |= {field.html_name: field.value() for field in row}
    sent = {name: value for name, value in (shown | values).items() if value is not None and value is not False}
    return client.post(page_address, sent)


def step(client, row, name, **values):
    return client.post(f"/admin/stock/{row._meta.model_name}/{row.pk}/{name}/", values)


def test_only_what_officers_decide_can_be_written():
    pages = {
        model._meta.model_name: page for model, page in admin.site._registry.items() if model._meta.app_label == "stock"
    }
    assert len(pages) > 12
    assert {name for name, page in pages.items() if not isinstance(page, ReadOnlyAdmin)} == WRITTEN


def test_programme_officers_may_and_moderators_may_not(client, shop):
    user = factories.user("can-bo@vidu.example", is_staff=True)
    client.force_login(user)
    user.groups.set(Group.objects.filter(name=MODERATORS))
    assert client.get("/admin/stock/salespoint/").status_code == 403
    user.groups.set(Group.objects.filter(name=PROGRAMME_OFFICERS))
    for page in ("salespoint", "stockmove", "lot", "consignmentagreement"):
        assert client.get(f"/admin/stock/{page}/").status_code == 200


def test_a_sales_point_is_opened_with_a_place_for_every_usage(client):
    area = shelves.point().area
    values = {
        "slug": "le-thuy",
        "name_vi": "Điểm bán Lệ Thủy",
        "level": "district",
        "area": area.pk,
        "address": "1 đường Chợ",
        "opened_on": "01/11/2026",
    }
    assert filled(client, "/admin/stock/salespoint/add/", **values).status_code == 302
    made = SalesPoint.objects.get(slug="le-thuy")
    assert (made.opened_on, made.locations.count()) == (date(2026, 11, 1), len(Usage))
    assert FieldChange.objects.filter(kind="stock.salespoint", object_id=made.pk, event="created").exists()


def test_what_a_service_refuses_is_shown_and_nothing_is_written(client, shop):
    answer = filled(client, f"/admin/stock/salespoint/{shop.pk}/change/", latitude_e6="17468000", name_vi="Tên khác")
    assert answer.status_code == 200
    assert "cần cả vĩ độ và kinh độ" in text(answer)
    shop.refresh_from_db()
    assert shop.name_vi != "Tên khác"


def test_a_change_is_told_by_field_and_a_managers_name_is_not_kept(client, shop):
    filled(client, f"/admin/stock/salespoint/{shop.pk}/change/", address="2 đường Chợ", manager_name="Bà Lan")
    told = {one.field: (one.old, one.new, one.is_hidden) for one in FieldChange.objects.filter(event="changed")}
    assert told["address"] == (shop.address, "2 đường Chợ", False)
    assert told["manager_name"] == (None, None, True)


def test_the_checklist_and_further_shelves_are_written_below(client, shop):
    filled(
        client,
        f"/admin/stock/salespoint/{shop.pk}/change/",
        **{
            "criteria-TOTAL_FORMS": "1",
            "criteria-0-code": Criterion.OCOP_GOODS.value,
            "criteria-0-is_met": "on",
            "criteria-0-checked_on": "20/11/2026",
            "locations-TOTAL_FORMS": "1",
            "locations-0-usage": "shelf",
            "locations-0-code": "A2",
        },
    )
    (criterion,) = PointCriterion.objects.filter(point=shop)
    assert (criterion.code, criterion.is_met) == ("ocop_goods", True)
    assert Location.objects.get(point=shop, code="A2").usage == "shelf"


def test_a_shelf_is_named_again_and_never_made_twice(client, shop):
    place = services.put_location(point=shop, usage=Usage.SHELF, code="A2")
    address = f"/admin/stock/salespoint/{shop.pk}/change/"
    filled(client, address, **{"locations-0-code": "B1"})
    place.refresh_from_db()
    assert place.code == "B1"
    twice = {"locations-TOTAL_FORMS": "2", "locations-1-usage": "shelf", "locations-1-code": "B1"}
    assert filled(client, address, **twice).status_code == 200
    assert Location.objects.filter(point=shop, usage="shelf").count() == 2


def test_opening_hours_are_written_as_people_write_them(client, shop):
    assert step(client, shop, "hours", day_0="7:30-11:00, 13:30-17:00", day_6="").status_code == 302
    assert list(shop.hours.values_list("weekday", "opens_min", "closes_min")) == [(0, 450, 660), (0, 810, 1020)]
    form = client.get(f"/admin/stock/salespoint/{shop.pk}/hours/").context["form"]
    assert form["day_0"].value() == "7:30-11:00, 13:30-17:00"
    assert "Viết như 7:30-11:00" in text(step(client, shop, "hours", day_0="sáng"))
    assert "không chồng lên nhau" in text(step(client, shop, "hours", day_0="7:00-11:00, 10:00-12:00"))
    assert shop.hours.count() == 2


def test_people_come_to_work_and_leave(client, shop):
    lan = factories.user("lan@vidu.example", last_name="Nguyễn", first_name="Lan")
    given = {"role": "seller", "since": "01/11/2026"}
    assert "Chưa có tài khoản" in text(step(client, shop, "employ", email="khong@vidu.example", **given))
    assert step(client, shop, "employ", email="LAN@vidu.example", **given).status_code == 302
    staff = PointStaff.objects.get(point=shop, user=lan)
    assert "Nguyễn Lan" in text(client.get(f"/admin/stock/salespoint/{shop.pk}/change/"))
    assert step(client, shop, "dismiss", staff=staff.pk, until="01/11/2026").status_code == 200
    assert step(client, shop, "dismiss", staff=staff.pk, until="26/11/2026").status_code == 302
    staff.refresh_from_db()
    assert staff.until == date(2026, 11, 26)
    assert "Nguyễn Lan" not in text(client.get(f"/admin/stock/salespoint/{shop.pk}/change/"))


def test_nobody_is_dismissed_through_the_page_of_another_shop(client, shop):
    lan = factories.user("lan@vidu.example")
    staff = services.employ(
        point=shelves.point(), user=lan, role=StaffRole.SELLER, since=date(2026, 1, 1), by=factories.OFFICER
    )
    assert step(client, shop, "dismiss", staff=staff.pk, until="26/11/2026").status_code == 200
    staff.refresh_from_db()
    assert staff.until is None


def test_a_reorder_level_is_set_and_dropped(client, shop):
    variant = factories.variant()
    given = {"point": shop.pk, "variant": variant.pk}
    assert "không nhỏ hơn mức báo" in text(
        filled(client, "/admin/stock/reorderrule/add/", **given, minimum="9", target="3")
    )
    filled(client, "/admin/stock/reorderrule/add/", **given, minimum="3", target="9")
    rule = ReorderRule.objects.get()
    assert (rule.point, rule.variant, rule.minimum, rule.target) == (shop, variant, 3, 9)
    client.post(f"/admin/stock/reorderrule/{rule.pk}/delete/", {"post": "yes"})
    assert not ReorderRule.objects.exists()
    assert set(FieldChange.objects.filter(kind="stock.reorderrule").values_list("event", flat=True)) == {
        "created",
        "removed",
    }


def test_an_agreement_is_signed_not_edited_and_ended(client, shop):
    maker = factories.producer()
    given = {"producer": maker.pk, "point": shop.pk, "valid_from": "01/01/2026"}
    assert "từ 0 đến 100 %" in text(
        filled(client, "/admin/stock/consignmentagreement/add/", **given, commission_bp="10001")
    )
    filled(client, "/admin/stock/consignmentagreement/add/", **given, commission_bp="1500")
    agreement = ConsignmentAgreement.objects.get()
    address = f"/admin/stock/consignmentagreement/{agreement.pk}/change/"
    assert client.post(address, given | {"commission_bp": "1"}).status_code == 403
    assert step(client, agreement, "end", on="01/01/2026").status_code == 200
    assert step(client, agreement, "end", on="01/12/2026").status_code == 302
    agreement.refresh_from_db()
    assert (agreement.commission_bp, agreement.valid_to) == (1500, date(2026, 12, 1))


def test_days_that_another_agreement_holds_are_refused_in_words(client, shop):
    maker = shelves.consigned(shop)
    given = {"producer": maker.pk, "point": shop.pk, "valid_from": "01/01/2026", "commission_bp": "1000"}
    assert "trùng với một quy định khác" in text(filled(client, "/admin/stock/consignmentagreement/add/", **given))


def test_a_barcode_is_given_judged_and_taken_away(client):
    variant = factories.variant()
    given = {"symbology": "ean13", "variant": variant.pk}
    assert "số cuối là số kiểm tra" in text(filled(client, "/admin/stock/barcode/add/", **given, value="8938505974191"))
    filled(client, "/admin/stock/barcode/add/", **given, value="8938505974194")
    code = Barcode.objects.get()
    assert code.variant == variant
    client.post(f"/admin/stock/barcode/{code.pk}/delete/", {"post": "yes"})
    assert not Barcode.objects.exists()


@pytest.mark.parametrize(
    "page", ["stockmove", "stockbalance", "lot", "goodsreceipt", "writeoff", "transfer", "location"]
)
def test_the_ledger_cannot_be_written_from_the_desk(client, shop, page):
    shelves.received(shelves.lot(producer=shelves.consigned(shop)), shop, 5)
    assert client.get(f"/admin/stock/{page}/add/").status_code == 403
    row = admin.site._registry[
        next(model for model in admin.site._registry if model._meta.label_lower == f"stock.{page}")
    ]
    for one in row.model._default_manager.all()[:1]:
        assert client.post(f"/admin/stock/{page}/{one.pk}/change/", {"quantity": "9"}).status_code == 403
        assert client.post(f"/admin/stock/{page}/{one.pk}/delete/", {"post": "yes"}).status_code == 403


def test_moves_are_found_by_any_code_of_their_lot_without_a_look_at_the_others(client, shop):
    lots = [shelves.lot() for _ in range(3)]
    for lot in lots:
        shelves.stocked(lot, shop, 5)
    lot = lots[1]
    services.put_barcode(symbology=Symbology.EAN_13, value="8938505974194", variant=lot.variant)
    for text_of in (lot.code, lot.trace_code.lower(), "8938505974194", lot.variant.sku):
        found = client.get("/admin/stock/stockmove/", {"q": text_of}).context["cl"].result_list
        assert [one.lot for one in found] == [lot], text_of
    assert list(client.get("/admin/stock/stockmove/", {"q": "không có"}).context["cl"].result_list) == []


def test_the_ledger_is_not_counted_to_be_shown(client, shop):
    shelves.stocked(shelves.lot(), shop, 5)
    with CaptureQueriesContext(connection) as asked:
        client.get("/admin/stock/stockmove/")
    counts = [one["sql"] for one in asked if "COUNT(" in one["sql"] and "stock_stockmove" in one["sql"]]
    assert counts
    assert all(f"LIMIT {REACHED}" in sql for sql in counts)


def test_the_list_of_moves_walks_an_index(client, shop):
    rows = str(StockMove.objects.order_by("-occurred_at", "-id")[:50].query)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A table this small it would rather read whole and sort.
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
        cursor.execute(f"EXPLAIN {'QUERY PLAN' if connection.vendor == 'sqlite' else ''} {rows}")
        assert "stockmove_when" in str(cursor.fetchall())


def test_a_discrepancy_stands_on_the_first_page_until_it_is_explained(client, shop):
    lot = shelves.lot()
    shelves.stocked(lot, shop, 5)
    sold = shelves.going(lot, shop, 7, (Usage.SHELF, Usage.CUSTOMER))
    shelves.move(sold, document=DocumentType.SALE, excuse="Bán quá số có")
    shelves.stocked(lot, shop, 2)
    case = DiscrepancyCase.objects.get()
    assert "Lệch sổ chưa giải thích" in text(client.get("/admin/"))
    assert step(client, case, "close", explanation="Đếm nhầm").status_code == 302
    case.refresh_from_db()
    assert case.explanation == "Đếm nhầm"
