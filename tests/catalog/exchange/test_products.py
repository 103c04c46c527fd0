"""Sheets of products: what they make, what they leave, what they refuse."""

from datetime import date

import pytest

from catalog import selectors, services
from catalog.models import Product, ProductListing, ProductVariant, ShelvedProduct, Source, VariantPrice
from catalog.models.areas import AreaLevel
from catalog.models.sources import Confidence
from tests import factories
from tests.catalog.exchange.sheets import actions, blames, csv, imported, planned, tried

HEADINGS = "producer,code,name_vi,programme,category,sku,variant_name_vi,net_weight_g,price_vn,price_source_vn,shown_vn"
HONEY = "htx-mau,M-1,Mật ong rừng,OCOP,1.1a,M-1-500,Chai 500 g,500,150.000 ₫,Bảng giá 2026,x"
HONEY_BIG = "htx-mau,M-1,Mật ong rừng,OCOP,1.1a,M-1-1000,Chai 1 kg,1 kg,280.000 ₫,Bảng giá 2026,x"
TEA = "htx-mau,T-1,Trà rau má,ocop,1.1a,T-1-100,Hộp 100 g,100,45000,Bảng giá 2026,"


def sheet(*lines):
    return csv(HEADINGS, *lines)


def test_a_new_product_comes_with_its_sizes_prices_and_place_on_the_shelf(shop):
    outcome = imported(sheet(HONEY, HONEY_BIG, TEA))
    assert actions(outcome) == ["create"] * 3
    honey = Product.objects.get(external_reference="M-1")
    assert (honey.name_vi, honey.slug_vi, honey.producer, honey.category) == (
        "Mật ong rừng",
        "mat-ong-rung",
        shop["producer"],
        shop["category"],
    )
    sizes = ProductVariant.objects.filter(product=honey).order_by("position")
    assert list(sizes.values_list("sku", "net_weight_g", "position")) == [("M-1-500", 500, 1), ("M-1-1000", 1000, 2)]
    assert set(VariantPrice.objects.values_list("price_minor", flat=True)) == {150_000, 280_000, 45_000}
    assert Source.objects.get(document="Bảng giá 2026").confidence == Confidence.CHECK
    shelved = ShelvedProduct.objects.filter(shelf=0).values_list("product__external_reference", flat=True)
    assert list(shelved) == ["M-1"]


def test_the_same_sheet_again_changes_nothing(shop):
    imported(sheet(HONEY, HONEY_BIG, TEA))
    before = selectors.revision()
    outcome = imported(sheet(HONEY, HONEY_BIG, TEA))
    assert actions(outcome) == ["same"] * 3
    assert selectors.revision() == before
    assert Product.objects.count() == 2


def test_a_try_says_what_would_be_done_and_does_nothing(shop):
    outcome = tried(sheet(HONEY))
    assert actions(outcome) == ["create"]
    assert not outcome.applied
    assert not Product.objects.exists()
    assert not Source.objects.filter(document="Bảng giá 2026").exists()


def test_a_change_tells_the_column_what_was_and_what_comes(shop):
    imported(sheet(HONEY))
    outcome = imported(sheet(HONEY.replace("150.000 ₫", "160.000").replace("rừng", "hoa tràm")))
    [line] = outcome.lines
    assert line.action == "change"
    assert [tuple(change) for change in line.changes] == [
        ("Tên sản phẩm", "Mật ong rừng", "Mật ong hoa tràm"),
        ("Giá vn", "150000", "160000"),
    ]
    assert VariantPrice.objects.get().price_minor == 160_000
    assert Product.objects.get().slug_vi == "mat-ong-rung"
    assert ShelvedProduct.objects.get(shelf=0).price_minor == 160_000


def test_one_refused_row_stops_all(shop):
    outcome = imported(sheet(HONEY, TEA.replace("45000", "rẻ lắm")))
    assert actions(outcome) == ["create", "refuse"]
    assert blames(outcome) == [(3, "Giá vn", "“rẻlắm” không phải là số.")]
    assert not outcome.applied
    assert not Product.objects.exists()


def test_keeping_going_writes_the_sound_products_only(shop):
    outcome = imported(sheet(HONEY, HONEY_BIG.replace("280.000 ₫", "-1"), TEA), keep_going=True)
    assert actions(outcome) == ["refuse", "refuse", "create"]
    assert blames(outcome)[0] == (2, "", "Dòng 3 của cùng mục này không nhận được.")
    assert outcome.applied
    assert list(Product.objects.values_list("external_reference", flat=True)) == ["T-1"]


def test_a_row_a_service_refuses_is_blamed_on_its_column(shop):
    lines = ["code,name_vi,programme,category,shelf_life_days", "A,Tên A,ocop,1.1a,0", "B,Tên B,ocop,1.1a,30"]
    outcome = imported(csv(*lines), keep_going=True)
    assert actions(outcome) == ["refuse", "create"]
    assert [blame[:2] for blame in blames(outcome)] == [(2, "Hạn dùng (ngày)")]
    assert list(Product.objects.values_list("external_reference", flat=True)) == ["B"]


def test_what_a_service_refuses_after_it_took_part_of_a_row_leaves_nothing_of_it(shop, monkeypatch):
    imported(sheet(HONEY))
    # The product's own change is taken before its price is refused.
    changed = HONEY.replace("rừng", "mới").replace("150.000 ₫", "170000").replace("Bảng giá 2026", "")
    outcome = imported(sheet(changed, TEA), keep_going=True)
    assert actions(outcome) == ["refuse", "create"]
    assert Product.objects.get(external_reference="M-1").name_vi == "Mật ong rừng"


def test_a_price_needs_a_source_of_its_row_or_of_the_file(shop):
    bare = HONEY.replace("Bảng giá 2026", "")
    assert blames(imported(sheet(bare))) == [(2, "Nguồn giá vn", "Giá mới cần có nguồn.")]
    assert actions(imported(sheet(bare), source="Báo giá của HTX")) == ["create"]
    assert VariantPrice.objects.get().source.document == "Báo giá của HTX"


def test_an_empty_price_and_an_absent_column_leave_things_as_they_are(shop):
    imported(sheet(HONEY))
    assert actions(imported(sheet(HONEY.replace("150.000 ₫", "")))) == ["same"]
    assert actions(imported(csv("code,sku", "M-1,M-1-500"))) == ["same"]
    assert VariantPrice.objects.get().price_minor == 150_000


def test_an_empty_cell_empties_what_may_be_empty(shop):
    imported(sheet(HONEY))
    outcome = imported(csv("code,producer,shown_vn", "M-1,,"))
    assert actions(outcome) == ["change"]
    assert Product.objects.get().producer is None
    assert not ProductListing.objects.get().published
    assert blames(imported(csv("code,programme", "M-1,"))) == [(2, "Chương trình", "Không được để trống.")]


def test_one_code_of_two_producers_is_two_products(shop):
    factories.producer(slug="htx-khac")
    both = [HONEY, HONEY.replace("htx-mau", "htx-khac").replace("M-1-500", "K-1")]
    assert actions(imported(sheet(*both))) == ["create", "create"]
    assert actions(imported(sheet(*both))) == ["same", "same"]
    assert actions(imported(sheet(*reversed(both)))) == ["same", "same"]
    references = Product.objects.order_by("pk").values_list("external_reference", "producer__slug")
    assert list(references) == [("M-1", "htx-mau"), ("htx-khac/M-1", "htx-khac")]


def test_a_producer_may_be_named_by_a_name_only_it_has(shop):
    assert actions(imported(sheet(HONEY.replace("htx-mau", "htx mẫu")))) == ["create"]
    assert actions(imported(sheet(HONEY))) == ["same"]
    factories.producer(slug="mau-hai", name_vi="HTX Mẫu")
    [(row, column, reason)] = blames(imported(sheet(HONEY.replace("htx-mau", "htx mẫu"))))
    assert (row, column) == (2, "Chủ thể")
    assert "Nhiều chủ thể" in reason


def test_an_unknown_producer_is_answered_with_the_nearest(shop):
    [line] = imported(sheet(HONEY.replace("htx-mau", "htx-máu"))).lines
    assert line.blames[0].suggestion == "Có phải là “htx-mau”?"


def test_rows_of_one_product_must_agree(shop):
    [first, second] = blames(imported(sheet(HONEY, HONEY_BIG.replace("rừng", "nuôi"))))
    assert second == (3, "Tên sản phẩm", "Khác với dòng 2 của cùng sản phẩm (“Mật ong rừng”).")
    assert first[0] == 2


def test_a_product_may_be_told_on_one_of_its_rows_only(shop):
    bare = "htx-mau,M-1,,,,M-1-1000,Chai 1 kg,1 kg,280.000 ₫,Bảng giá 2026,"
    assert actions(imported(sheet(bare, HONEY))) == ["create", "create"]
    assert ProductListing.objects.get().published
    assert actions(imported(sheet(HONEY, HONEY_BIG))) == ["same", "same"]


def test_a_row_without_its_producer_belongs_to_the_one_that_others_name(shop):
    bare = HONEY_BIG.replace("htx-mau", "")
    assert actions(imported(sheet(bare, HONEY))) == ["create", "create"]
    assert Product.objects.get().producer == shop["producer"]
    assert actions(imported(sheet(HONEY, bare))) == ["same", "same"]
    factories.producer(slug="htx-khac")
    other = HONEY.replace("htx-mau", "htx-khac").replace("M-1-500", "K-1")
    assert blames(imported(sheet(HONEY, other, bare))) == [(4, "Chủ thể", "Nhiều chủ thể có mã này trong tệp.")]


def test_a_sku_stands_in_one_row_and_stays_with_its_product(shop):
    twice = blames(imported(sheet(HONEY, HONEY)))
    assert (3, "Mã quy cách", "Trùng với dòng 2.") in twice
    imported(sheet(HONEY))
    taken = blames(imported(sheet(TEA.replace("T-1-100", "M-1-500"))))
    assert taken == [(2, "Mã quy cách", "Mã quy cách này là của sản phẩm M-1.")]
    assert blames(imported(sheet(TEA.replace("T-1-100", "")))) == [(2, "Mã quy cách", "Cần mã quy cách.")]


def test_two_sizes_at_one_place_are_refused_by_the_database_and_told_so(shop):
    headings = "code,name_vi,programme,category,sku,variant_name_vi,position"
    rows = ["A,Tên A,ocop,1.1a,A-1,Gói,1", "A,Tên A,ocop,1.1a,A-2,Hộp,1", "B,Tên B,ocop,1.1a,B-1,Gói,1"]
    for outcome in (tried(csv(headings, *rows)), imported(csv(headings, *rows), keep_going=True)):
        assert actions(outcome) == ["refuse", "refuse", "create"]
        assert blames(outcome)[1] == (3, "Thứ tự quy cách", "Hai quy cách của một sản phẩm có cùng thứ tự.")
    assert list(Product.objects.values_list("external_reference", flat=True)) == ["B"]


def test_new_sizes_without_a_place_stand_after_the_others(shop):
    imported(sheet(HONEY))
    row = "M-1,M-1-{0},Chai {0} g,"
    imported(csv("code,sku,variant_name_vi,position", row.format(250), row.format(100) + "7", row.format(50)))
    places = ProductVariant.objects.order_by("position").values_list("sku", "position")
    assert list(places) == [("M-1-500", 1), ("M-1-100", 7), ("M-1-250", 8), ("M-1-50", 9)]


def test_a_new_product_needs_name_category_and_programme(shop):
    [(_, column, _reason)] = blames(imported(csv("code,name_vi,programme", "A,Tên A,ocop")))
    assert column == "Phân nhóm"
    assert blames(imported(csv("code,name_vi,programme,category", ",Tên A,ocop,1.1a"))) == [
        (2, "Mã sản phẩm", "Không được để trống.")
    ]


def test_places_go_by_code_and_day(shop):
    old = services.put_area(**area("44", "Tỉnh Quảng Bình", "2004-07-08", "2025-07-01"))[0]
    services.put_area(**area("44", "Tỉnh Quảng Trị", "2025-07-01", None))
    lines = ["code,name_vi,programme,category,origin_code,origin_day", "A,Tên A,ocop,1.1a,44,{}"]
    ambiguous = imported(csv(lines[0], lines[1].format("")))
    assert blames(ambiguous) == [(2, "Ngày của mã nơi xuất xứ", "Mã “44” từng là của nhiều đơn vị, nên cần ngày.")]
    assert actions(imported(csv(lines[0], lines[1].format("30/06/2025")))) == ["create"]
    assert Product.objects.get().origin == old
    assert actions(imported(csv(lines[0], lines[1].format("2004-07-08")))) == ["same"]
    assert actions(imported(csv(lines[0], lines[1].format("01/01/2020")))) == ["same"]
    assert blames(imported(csv(lines[0], lines[1].format("01/01/1999"))))[0][1] == "Ngày của mã nơi xuất xứ"


def area(code, name, valid_from, valid_to):
    return {
        "level": AreaLevel.PROVINCE,
        "code": code,
        "valid_from": date.fromisoformat(valid_from),
        "valid_to": date.fromisoformat(valid_to) if valid_to else None,
        "name_vi": name,
        "name_en": None,
        "parent": None,
        "source": factories.source(),
    }


def test_a_sources_whole_name_is_kept_and_a_known_one_never_changed(shop):
    told = "Sổ giá | Chắc chắn | trang 2 | 05/03/2026 | minh họa"
    assert actions(imported(sheet(HONEY.replace("Bảng giá 2026", told)))) == ["create"]
    source = Source.objects.get(document="Sổ giá")
    assert (source.confidence, source.note, str(source.published_on), source.is_demonstration) == (
        "sure",
        "trang 2",
        "2026-03-05",
        True,
    )
    assert actions(imported(sheet(HONEY.replace("Bảng giá 2026", "Sổ giá")))) == ["same"]
    other = blames(imported(sheet(HONEY.replace("Bảng giá 2026", "Sổ giá | sure | trang 2 | 06/03/2026"))))
    assert other == [(2, "Nguồn giá vn", "Nguồn này đã có với ngày hoặc dấu minh họa khác.")]
    factories.source(document="Sổ giá", note="trang 3")
    assert "Có nhiều nguồn" in blames(imported(sheet(HONEY.replace("Bảng giá 2026", "Sổ giá"))))[0][2]


def test_the_row_of_the_example_is_left_out(shop):
    outcome = imported(csv("code,name_vi", "VI-DU-1,Mật ong Ví Dụ"))
    assert actions(outcome) == ["example"]
    assert not Product.objects.exists()


@pytest.mark.parametrize("rows", [[HONEY], [HONEY, HONEY_BIG, TEA]])
def test_the_lines_stand_in_the_order_of_the_rows(shop, rows):
    assert [line.row for line in planned(sheet(*rows)).lines] == list(range(2, 2 + len(rows)))
