"""Sheets of areas, producers, prices and certificates, and all of them into an empty shop."""

from datetime import date

import pytest
from django.db import transaction

from catalog import services
from catalog.exchange.kinds import KINDS
from catalog.loading.frame import load_categories, load_channels
from catalog.loading.province import load_province
from catalog.loading.report import Report
from catalog.models import Area, Certificate, Producer, StarPeriod, VariantPrice
from catalog.models.producers import ProducerKind
from core.models import FieldChange
from tests import factories
from tests.catalog.exchange.sheets import actions, blames, csv, export, imported, tried

AREAS = "level,code,valid_from,valid_to,name_vi,parent_code,parent_day,successors,source"
OLD_PROVINCE = "tỉnh,44,08/07/2004,01/07/2025,Tỉnh Quảng Bình,,,44 01/07/2025,Danh mục 2004"
NEW_PROVINCE = "province,44,01/07/2025,,Tỉnh Quảng Trị,,,,Nghị quyết 202"
COMMUNE = "Xã,19138,45839,,Xã Phong Nha,44,,,Nghị quyết 202"


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_everything_that_goes_out_fills_an_empty_shop(db, suffix):
    with transaction.atomic():
        load_province(demonstration=True, accounts=False)
        before = {kind: export(kind, suffix) for kind in KINDS}
        for kind, content in before.items():
            assert set(actions(imported(content, kind))) == {"same"}, kind
        transaction.set_rollback(True)
    load_channels(Report())
    load_categories(Report())
    factories.star_rules()
    for kind, content in before.items():
        outcome = imported(content, kind)
        # The sheet of products brings its prices with it.
        wanted = {"same"} if kind == "prices" else {"create"}
        assert set(actions(outcome)) == wanted, [line.words() for line in outcome.lines if line.blames]
    after = {kind: export(kind, suffix) for kind in KINDS}
    assert {kind for kind in KINDS if after[kind] != before[kind]} == set()


def test_units_come_with_their_days_whatever_their_order(db):
    rows = [COMMUNE, OLD_PROVINCE, NEW_PROVINCE]
    outcome = imported(csv(AREAS, *rows), "areas")
    assert actions(outcome) == ["create"] * 3
    old, new = Area.objects.filter(code="44").order_by("valid_from")
    assert list(old.successors.all()) == [new]
    assert Area.objects.get(code="19138").parent == new
    assert actions(imported(csv(AREAS, *rows), "areas")) == ["same"] * 3


def test_two_units_of_one_code_on_one_day_are_told(db):
    imported(csv(AREAS, NEW_PROVINCE), "areas")
    other = NEW_PROVINCE.replace("01/07/2025", "01/01/2026").replace("Quảng Trị", "Khác")
    outcome = tried(csv(AREAS, other, COMMUNE), "areas")
    assert actions(outcome) == ["refuse", "create"]
    assert blames(outcome) == [(2, "Từ ngày", "Khoảng ngày này trùng với một đơn vị khác có cùng cấp và mã.")]
    ended = blames(imported(csv(AREAS, NEW_PROVINCE.replace("01/07/2025,", "01/07/2025,30/06/2025", 1)), "areas"))
    assert ended == [(2, "Hết từ ngày", "Ngày hết phải sau ngày đầu.")]
    nameless = blames(imported(csv(AREAS, "tỉnh,45,01/01/2026,,Quảng Trị,,,,Nguồn"), "areas"))
    assert nameless[0][1] == "Tên đơn vị"


PRODUCERS = "slug,name_vi,kind,kind_source,tax_number,phone,email,registered_on"
COOPERATIVE = "htx-moi,HTX Mới,Hợp tác xã,Sổ đăng ký,3100123456,0912 345 678,moi@vidu.example,05/03/2019"


def test_a_producer_comes_with_its_legal_form(db):
    assert actions(imported(csv(PRODUCERS, COOPERATIVE), "producers")) == ["create"]
    made = Producer.objects.get(slug="htx-moi")
    assert (made.tax_number, made.registered_on) == ("3100123456", date(2019, 3, 5))
    assert made.kind_periods.get().kind == ProducerKind.COOPERATIVE
    assert actions(imported(csv(PRODUCERS, COOPERATIVE), "producers")) == ["same"]


def test_a_legal_form_that_is_recorded_is_not_changed_by_a_sheet(db):
    imported(csv(PRODUCERS, COOPERATIVE), "producers")
    [(row, column, reason)] = blames(imported(csv(PRODUCERS, COOPERATIVE.replace("Hợp tác xã", "farm")), "producers"))
    assert (row, column) == (2, "Loại hình")
    assert "Hợp tác xã" in reason


def test_what_the_service_refuses_of_a_producer_is_told_in_its_column(db):
    imported(csv(PRODUCERS, COOPERATIVE), "producers")
    other = COOPERATIVE.replace("htx-moi", "htx-hai")
    assert [blame[:2] for blame in blames(imported(csv(PRODUCERS, other), "producers"))] == [(2, "Mã số thuế")]
    lost_zero = COOPERATIVE.replace("3100123456", "310012345")
    assert [blame[:2] for blame in blames(imported(csv(PRODUCERS, lost_zero), "producers"))] == [(2, "Mã số thuế")]
    twice = [
        other.replace("3100123456", "3100999999"),
        other.replace("htx-hai", "htx-ba").replace("3100123456", "3100999999"),
    ]
    assert blames(imported(csv(PRODUCERS, *twice), "producers"))[0][0] == 3
    key = blames(imported(csv(PRODUCERS, COOPERATIVE.replace("htx-moi", "HTX Mới")), "producers"))
    assert key == [(2, "Mã chủ thể", "Mã chủ thể chỉ gồm chữ thường không dấu, số và gạch nối.")]
    mail = blames(imported(csv(PRODUCERS, COOPERATIVE.replace("moi@vidu", "moi(at)vidu")), "producers"))
    assert mail[0][1] == "Thư điện tử"


PRICES = "sku,channel,price,source"


@pytest.fixture
def size(shop):
    made = factories.variant(sku="M-1")
    factories.price(made, 50_000)
    return made


def test_a_price_shows_the_old_beside_the_new(size):
    outcome = tried(csv(PRICES, "M-1,vn,52.000 ₫,Bảng giá mới", "M-1,intl,$2.50,Bảng giá mới"), "prices")
    assert actions(outcome) == ["change", "create"]
    old, new = outcome.lines
    assert tuple(old.changes[0]) == ("Giá", "50000", "52000")
    assert tuple(new.changes[0]) == ("Giá", "", "2.50")
    assert VariantPrice.objects.get().price_minor == 50_000


def test_prices_are_set_by_sku_and_channel_with_a_source(size):
    rows = [PRICES, "M-1,vn,52000,Bảng giá mới", "M-1,intl,2.5,Bảng giá mới"]
    assert actions(imported(csv(*rows), "prices")) == ["change", "create"]
    assert set(VariantPrice.objects.values_list("channel__slug", "price_minor")) == {("vn", 52_000), ("intl", 250)}
    assert actions(imported(csv(*rows), "prices")) == ["same", "same"]
    sourceless = blames(imported(csv(PRICES, "M-1,vn,53000,"), "prices"))
    assert sourceless == [(2, "Nguồn giá", "Giá mới cần có nguồn.")]


def test_what_a_row_of_prices_names_wrongly_is_told(size):
    outcome = imported(
        csv(PRICES, "M-2,vn,1,A", "M-1,intt,1,A", "M-1,vn,1.5,A", "M-1,intl,1,A", "M-1,intl,1,A"), "prices"
    )
    assert [blame[:2] for blame in blames(outcome)] == [
        (2, "Mã quy cách"),
        (3, "Kênh"),
        (4, "Giá"),
        (5, ""),
        (6, ""),
    ]
    assert outcome.lines[0].blames[0].suggestion == "Có phải là “M-1”?"
    assert outcome.lines[1].blames[0].suggestion == "Có phải là “intl”?"


CERTIFICATES = "code,stars,status,decision_number,issued_on,score,source"


@pytest.fixture
def goods(shop, clock):
    clock("2026-11-26T09:00")
    factories.star_rules()
    return factories.product(external_reference="M-1")


def test_what_a_source_reports_gives_no_star(goods):
    rows = ["M-1,3,,,2019,,Báo Quảng Bình", "M-1,4,Nguồn ghi chưa xác nhận,,đến 03/2024,,Báo khác"]
    rows[1] = rows[1].replace("Nguồn ghi chưa xác nhận", "reported")
    assert actions(imported(csv(CERTIFICATES, *rows), "certificates")) == ["create", "create"]
    kept = Certificate.objects.order_by("pk").values_list("stars", "issued_on", "issued_precision", "status")
    assert list(kept) == [(3, date(2019, 1, 1), "year", "reported"), (4, date(2024, 3, 31), "by", "reported")]
    assert not StarPeriod.objects.exists()
    assert actions(imported(csv(CERTIFICATES, *rows), "certificates")) == ["same", "same"]


def test_a_star_comes_only_by_a_decisions_number_and_day(goods):
    def row(number, day):
        return csv(CERTIFICATES, f'M-1,3,confirmed,{number},{day},"67,5",Quyết định')

    assert [blame[:2] for blame in blames(imported(row("", "02/03/2026"), "certificates"))] == [(2, "Số quyết định")]
    assert [blame[:2] for blame in blames(imported(row("9/QĐ", "03/2026"), "certificates"))] == [(2, "Ngày quyết định")]
    assert [blame[:2] for blame in blames(imported(row("9/QĐ", "02/03/2027"), "certificates"))] == [
        (2, "Ngày quyết định")
    ]
    assert not Certificate.objects.exists()
    assert actions(imported(row("9/QĐ", "02/03/2026"), "certificates")) == ["create"]
    assert Certificate.objects.get().score == 6750
    assert StarPeriod.objects.get().product == goods
    assert actions(imported(row("9/QĐ", "02/03/2026"), "certificates")) == ["same"]


def test_a_reported_certificate_is_confirmed_by_its_row(goods):
    imported(csv(CERTIFICATES, "M-1,3,,,2026,,Báo Quảng Bình"), "certificates")
    row = csv(CERTIFICATES, "M-1,3,confirmed,9/QĐ,02/03/2026,,Báo Quảng Bình")
    assert actions(imported(row, "certificates")) == ["change"]
    assert Certificate.objects.get().status == "confirmed"


def test_what_is_confirmed_is_changed_and_withdrawn_elsewhere(goods):
    factories.confirmed(goods, 3, decision_number="9/QĐ")
    other_score = csv(CERTIFICATES, "M-1,3,confirmed,9/QĐ,02/03/2026,99,")
    assert [blame[:2] for blame in blames(imported(other_score, "certificates"))] == [(2, "Điểm")]
    withdrawn = csv(CERTIFICATES, "M-1,3,withdrawn,9/QĐ,02/03/2026,,")
    assert [blame[1] for blame in blames(imported(withdrawn, "certificates"))] == ["Trạng thái"]
    assert Certificate.objects.get().status == "confirmed"


def test_a_refused_row_takes_back_what_its_service_had_begun(goods):
    # Kept as reported first, then refused as no decision can be of that day.
    rows = ["M-1,3,confirmed,9/QĐ,02/03/2027,,Báo", "M-1,4,,,2019,,Báo"]
    outcome = imported(csv(CERTIFICATES, *rows), "certificates", keep_going=True)
    assert actions(outcome) == ["refuse", "create"]
    assert list(Certificate.objects.values_list("stars", flat=True)) == [4]


def test_a_try_of_certificates_leaves_nothing(goods):
    assert actions(tried(csv(CERTIFICATES, "M-1,3,,,2019,,Báo"), "certificates")) == ["create"]
    assert not Certificate.objects.exists()


def test_the_history_says_who_and_from_which_file(size):
    imported(csv(PRICES, "M-1,vn,52000,Bảng giá mới"), "prices", file="gia.csv")
    change = FieldChange.objects.get(kind="catalog.variantprice", field="price_minor")
    assert (change.old, change.new, change.actor_id) == (50_000, 52_000, factories.OFFICER.id)
    assert change.reason == "Nhập từ tệp gia.csv"


def test_a_price_of_a_shown_product_moves_it_on_its_shelf(shop):
    product = factories.listed(price_minor=10_000)
    imported(csv(PRICES, f"{product.variants.get().sku},vn,9000,Bảng giá"), "prices")
    assert set(product.shelved.values_list("price_minor", flat=True)) == {9000}
    services.withdraw(product=product, channel=factories.channel())
