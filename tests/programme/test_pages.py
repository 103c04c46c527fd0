"""The board's page and its tables, by the real plan."""

import csv
import io
import re
from html import unescape

import pytest
from django.db import transaction

from catalog.loading.areas import load_areas
from catalog.loading.report import Report
from programme import facts, tables
from programme.models import PublishedFigure, Target

NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture(scope="module")
def plan(django_db_setup, django_db_blocker):
    """Loaded once for the module, in a transaction around those of its tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_areas(Report())
        facts.load(Report())
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def loaded(plan, db):
    return None


def text(response):
    """What a reader sees of a page, in one line."""
    body = re.sub(r"<svg.*?</svg>", " ", response.content.decode().partition("<main")[2], flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).replace(NBSP, " ").split())


def labels(response):
    return [unescape(found) for found in re.findall(r'role="img" aria-label="([^"]+)"', response.content.decode())]


def table(response):
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    body = response.content.decode()
    assert body.startswith("\ufeff")
    return list(csv.reader(io.StringIO(body[1:])))


def test_the_page_says_that_one_enterprise_is_missing_and_rounds_nothing(client):
    seen = text(client.get("/muc-tieu/"))
    assert "chưa đạt Công bố 2024: 21 trên 107 = 19,63% . Còn thiếu đúng 1." in seen
    assert "58 trên 107 = 54,21%" in seen
    assert "Trước 23/03/2023: 3–5" in seen
    assert "Chưa có sổ điểm bán." in seen


def test_the_page_in_english(client):
    seen = text(client.get("/en/targets/"))
    assert "not reached Published for 2024: 21 of 107 = 19.63% . Exactly 1 short." in seen
    assert "Before 23 March 2023: 3–5" in seen


def test_every_picture_says_its_figures(client):
    found = labels(client.get("/muc-tieu/"))
    assert len(found) == 10 + 2
    assert "Sản phẩm 4 sao: mục tiêu 20–25; đã công bố 28; sổ của Chợ Phiên chưa có số" in found
    assert any("1/2020: 24; quý I/2023: 94; 10/2023: 145; 2024: 168; 5/2025: 186" in label for label in found)
    assert any("Chủ thể là hợp tác xã 58 trên 107" in label for label in found)


def test_a_day_before_the_later_plan_shows_the_first(client):
    found = labels(client.get("/muc-tieu/?day=2022-12-31"))
    assert "Sản phẩm 4 sao: mục tiêu 3–5; đã công bố 1; sổ của Chợ Phiên chưa có số" in found


def test_a_day_that_is_none_is_refused_beside_its_field(client):
    response = client.get("/muc-tieu/?day=2022-13-31")
    assert response.status_code == 400
    assert 'aria-invalid="true"' in response.content.decode()


def test_the_storefront_leads_to_the_board(client):
    assert 'href="/muc-tieu/"' in client.get("/").content.decode()
    assert 'href="/en/targets/"' in client.get("/en/").content.decode()


def test_the_table_to_take_away_keeps_fractions_and_has_headings_in_both_languages(client):
    headings, *rows = table(client.get("/muc-tieu/muc-tieu.csv?day=2025-12-31"))
    assert headings == tables.KPI_HEADINGS
    assert all(" / " in heading for heading in headings)
    enterprises = dict(zip(headings, next(row for row in rows if row[1] == "subjects:enterprise"), strict=True))
    assert enterprises["Theo sổ: tử số / Records: numerator"] == ""
    assert enterprises["Đã công bố: tử số / Published: numerator"] == "21"
    assert enterprises["Đã công bố: mẫu số / Published: denominator"] == "107"
    assert enterprises["Đã công bố: trạng thái / Published: status"] == "BELOW"
    assert len(rows) == 10


def test_every_published_figure_can_be_taken_away(client):
    headings, *rows = table(client.get("/en/targets/published.csv?day=2026-01-01"))
    assert headings == tables.FIGURE_HEADINGS
    assert len(rows) == 42


def test_a_cell_that_would_run_as_a_formula_is_a_text():
    assert tables.written(["a"], [["=1+1"], [-3]]).splitlines()[1:] == ["'=1+1", "-3"]


def test_before_any_plan_is_entered_the_page_says_so(client):
    Target.objects.all().delete()
    PublishedFigure.objects.all().delete()
    assert "Chưa có kế hoạch nào được nhập." in text(client.get("/muc-tieu/"))
