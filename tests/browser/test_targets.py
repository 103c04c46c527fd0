"""The board of targets in a real browser; `visit` fails a test for any error in the console."""

from datetime import date

import pytest
from playwright.sync_api import expect

from catalog.loading.areas import load_areas
from catalog.loading.report import Report
from catalog.models import Area
from catalog.models.producers import ProducerKind
from programme import facts
from tests import factories
from tests.browser.visiting import assert_fits_and_is_accessible

# By window and colours: the dark and the narrow board hold the same parts as the others.
PAGES = {
    ("phone", "light"): ["/muc-tieu/", "/muc-tieu/?day=khong"],
    ("phone", "dark"): ["/muc-tieu/"],
    ("desktop", "light"): ["/en/targets/", "/muc-tieu/?day=2022-12-31"],
    ("desktop", "dark"): ["/muc-tieu/"],
}


@pytest.fixture(autouse=True)
def plan(transactional_db):
    """The real plan, and three rated products so that records have figures too."""
    load_areas(Report())
    facts.load(Report())
    factories.star_rules()
    factories.tax_rate()
    for stars, kind in ((3, ProducerKind.COOPERATIVE), (4, ProducerKind.ENTERPRISE), (3, ProducerKind.COOPERATIVE)):
        origin = Area.objects.filter(level="commune", valid_to=None).order_by("code")[0]
        made = factories.listed(f"Mật ong rừng {stars} sao", origin=origin, producer=factories.producer(kind=kind))
        factories.confirmed(made, stars, date(2024, 3, 2))


def open_everything(page):
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")


@pytest.mark.parametrize(("size", "scheme"), PAGES)
def test_the_board_fits_its_window_and_is_accessible_with_everything_open(visit, size, scheme):
    page = visit(size, color_scheme=scheme)
    for address in PAGES[size, scheme]:
        page.goto(address)
        open_everything(page)
        assert_fits_and_is_accessible(page)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_visitor_comes_from_the_foot_of_a_page_and_reaches_the_rows_behind_a_figure(visit, javascript):
    page = visit("phone", javascript=javascript)
    page.goto("/")
    page.get_by_role("contentinfo").get_by_role("link", name="Mục tiêu chương trình OCOP").click()
    goal = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Sản phẩm 4 sao"))
    goal.get_by_text("1 dòng đã tạo ra số này").click()
    goal.get_by_role("link", name="Mật ong rừng 4 sao").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mật ong rừng 4 sao")


def test_another_day_is_asked_for_and_the_table_is_taken_away(visit):
    page = visit("desktop")
    page.goto("/muc-tieu/")
    page.get_by_label("Tính đến ngày").fill("2023-03-22")
    page.get_by_role("button", name="Xem ngày này").click()
    expect(page.get_by_role("img", name="Sản phẩm 4 sao: mục tiêu 3–5")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải CSV").first.click()
    assert download.value.suggested_filename == "muc-tieu-2023-03-22.csv"
