"""Two officers at once, previews gone stale, and how many statements a file takes."""

import threading
from contextlib import contextmanager, nullcontext

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.errors import PreviewStale
from catalog.exchange import applying
from catalog.models import Product, ProductVariant, Source, VariantPrice
from tests import factories
from tests.catalog.exchange.sheets import actions, csv, export, imported, planned, tried

HEADINGS = "producer,code,name_vi,programme,category,sku,variant_name_vi,net_weight_g,price_vn,price_source_vn,shown_vn"


def rows(numbers, price=1000):
    line = "htx-mau,P-{0},Sản phẩm {0},ocop,1.1a,P-{0}-1,Gói,100,{1},Bảng giá,x"
    return csv(HEADINGS, *(line.format(number, price) for number in numbers))


@pytest.fixture
def frame(transactional_db):
    factories.channel("vn", position=1)
    factories.category(parent=factories.category(code="1", position=100), code="1.1a", position=101)
    factories.producer(slug="htx-mau")


def test_two_officers_with_one_file_make_one_of_each(frame, at_once):
    first, second = at_once(lambda: imported(rows(range(8))), lambda: imported(rows(range(8))))
    assert sorted([set(actions(first)), set(actions(second))], key=str) == [{"create"}, {"same"}]
    assert first.applied
    assert second.applied
    assert Product.objects.count() == ProductVariant.objects.count() == VariantPrice.objects.count() == 8
    assert Source.objects.filter(document="Bảng giá").count() == 1


def test_without_the_lock_the_second_would_be_refused(frame, at_once, monkeypatch):
    """The negative control: unheld, both plan to create, and the database has to stop one of them."""
    both = threading.Barrier(2)
    whole = applying.Run._write

    def write(run, pile, before):
        with nullcontext() if run.met else meeting(run):
            return whole(run, pile, before)

    @contextmanager
    def meeting(run):
        run.met = True
        both.wait(timeout=30)
        yield

    monkeypatch.setattr(applying.Run, "met", False, raising=False)
    monkeypatch.setattr(applying.Run, "_write", write)
    monkeypatch.setattr(applying, "hold_catalog", lambda: 0)
    monkeypatch.setattr(applying, "number_now", lambda: 0)
    outcomes = at_once(lambda: imported(rows(range(3))), lambda: imported(rows(range(3))))
    assert sorted([set(actions(one)) for one in outcomes], key=str) == [{"create"}, {"refuse"}]


def test_a_preview_gone_stale_is_refused_with_what_changed(frame):
    imported(rows(range(3)))
    preview = tried(rows(range(3), price=2000))
    # Another officer sets one of the prices to just this amount meanwhile.
    imported(rows([1], price=2000))
    with pytest.raises(PreviewStale) as stale:
        imported(rows(range(3), price=2000), shown=preview.fingerprints())
    assert stale.value.rows == [3]
    assert sorted(VariantPrice.objects.values_list("price_minor", flat=True)) == [1000, 1000, 2000]


def test_a_preview_that_still_holds_is_written(frame):
    imported(rows(range(3)))
    preview = tried(rows(range(3), price=2000))
    factories.source(document="Ai đó ghi việc khác")
    assert imported(rows(range(3), price=2000), shown=preview.fingerprints()).applied


def test_a_catalog_that_keeps_moving_is_held_in_the_end(frame, monkeypatch):
    held = applying.Run._gathered
    planned_times = []

    def busy(run):
        pile = held(run)
        planned_times.append(connection.in_atomic_block)
        if not connection.in_atomic_block:
            factories.source()
        return pile

    monkeypatch.setattr(applying.Run, "_gathered", busy)
    assert imported(rows([1])).applied
    assert planned_times == [False, False, True]


def test_statements_do_not_grow_with_rows(db):
    factories.channel("vn", position=1)
    factories.category(parent=factories.category(code="1", position=100), code="1.1a", position=101)
    factories.producer(slug="htx-mau")

    def statements(numbers, do=imported, price=1000):
        with CaptureQueriesContext(connection) as asked:
            do(rows(numbers, price))
        return len(asked)

    statements(range(900, 905))
    few, many = statements(range(10)), statements(range(100, 200))
    # SQLite inserts some thirty rows of a wide table in a statement.
    assert many - few <= 90 / 2
    assert statements(range(100, 200)) == statements(range(10))
    assert statements(range(100, 200), price=7) - statements(range(10), price=7) <= 90 / 2


def test_an_export_asks_as_much_for_many_as_for_few(db):
    factories.listed()
    with CaptureQueriesContext(connection) as few:
        export()
    for _ in range(4):
        factories.listed()
    with CaptureQueriesContext(connection) as many:
        export()
    assert len(many) == len(few)


def test_all_rows_the_database_refuses_are_found(frame):
    lines = "code,name_vi,programme,category,sku,variant_name_vi,position"
    bad = [f"B-{n},Tên,ocop,1.1a,B-{n}-{s},Gói,1" for n in (1, 2) for s in (1, 2)]
    outcome = tried(csv(lines, *bad, "C,Tên,ocop,1.1a,C-1,Gói,1"))
    assert actions(outcome) == ["refuse"] * 4 + ["create"]


def test_progress_is_told_row_by_row(frame):
    told = []
    applying.attempt(planned(rows(range(3))), lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]
