"""What goes out comes back: the same bytes, and not one row to write."""

from datetime import date

import pytest
from django.db import transaction
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog import selectors, services
from catalog.exchange import cells
from catalog.exchange.texts import bare, guarded
from catalog.exchange.values import joined, parted
from catalog.loading.province import load_province
from catalog.models import Product, ProductVariant, Source
from catalog.models.products import Fulfilment, Programme
from catalog.models.sources import Confidence
from catalog.models.taxes import TaxClass
from tests import factories
from tests.catalog.exchange.sheets import actions, export, imported

# What breaks sheets: formulas, apostrophes, separators, quotes, line ends, marks of two normal forms, bars, escapes.
NASTY = "=+-@\t\r\n'\"|\\,;＝ạa\u0323é\u0301đĐ₫\u00a0\u200b\ufeff\x07_x0041_%0#N/A1.5 "
TEXT = st.text(st.one_of(st.sampled_from(NASTY), st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
LINE = TEXT.map(lambda text: " ".join(text.split())[:60])
CODES = st.text("ABCxyz0123456789-=+@'/._", min_size=1, max_size=12).map(str.strip).filter(bool)
OF_DATABASE = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@given(TEXT)
def test_a_guarded_text_comes_back_and_begins_no_formula(text):
    assert bare(guarded(text)) == text
    assert guarded(text)[:1] not in set("=+-@\t\r\n＝＋－＠")


@given(st.lists(TEXT.map(str.strip).filter(bool), min_size=1, max_size=5))
def test_the_parts_of_a_cell_come_back(parts):
    assert parted(joined(parts)) == parts


@given(TEXT)
def test_what_is_clean_stays_as_it_is(text):
    assert cells.clean(cells.clean(text)) == cells.clean(text)


@given(st.integers(0, 10**15), st.sampled_from([0, 2]), st.sampled_from([".", ",", " ", "\u00a0", "\u202f", "'"]))
def test_a_number_is_read_however_its_thousands_are_parted(amount, digits, sign):
    whole, part = divmod(amount, 10**digits)
    point = "," if sign != "," else "."
    text = f"{whole:,}".replace(",", sign) + (f"{point}{part:0{digits}}" if digits else "")
    for written in (text, f"{text} ₫", f"{text}đ", f" {text} VND"):
        assert cells.number(written, digits) == amount


@pytest.fixture
def frame(shop):
    """What the made-up products refer to."""
    return {
        "categories": [shop["category"], factories.category(parent=factories.category(), code="2.1")],
        "producers": [None, shop["producer"], factories.producer(slug="to-hop-2")],
        "channels": [factories.channel("vn"), factories.channel("intl", "USD")],
    }


SOURCES = st.builds(
    dict,
    document=LINE.filter(lambda text: cells.clean(text).strip()),
    confidence=st.sampled_from(Confidence),
    note=LINE,
    published_on=st.none() | st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    is_demonstration=st.booleans(),
)
SIZES = st.builds(
    dict,
    name_vi=LINE.filter(cells.clean),
    name_en=st.none() | LINE,
    net_weight_g=st.none() | st.integers(0, 2**31 - 1),
    prices=st.tuples(st.none() | st.integers(0, 10**17), st.none() | st.integers(0, 10**17)),
    source=st.none() | SOURCES,
    price_source=SOURCES,
)
GOODS = st.builds(
    dict,
    reference=CODES,
    name_vi=LINE.map(lambda text: f"{text} ong"[-60:]),
    name_en=st.none() | LINE,
    category=st.integers(0, 1),
    producer=st.integers(0, 2),
    programme=st.sampled_from(Programme),
    tax_class=st.sampled_from(TaxClass),
    is_demonstration=st.booleans(),
    alcohol_bp=st.none() | st.integers(0, 100_00),
    voucher_days=st.none() | st.integers(1, 300),
    texts=st.fixed_dictionaries(
        dict.fromkeys(
            ("description_vi", "story_en", "ingredients_vi", "storage_en", "warnings_vi", "place_printed"), TEXT
        )
    ),
    sizes=st.lists(SIZES, max_size=3),
    shown=st.tuples(st.booleans(), st.booleans()),
)


def make(frame, goods):
    voucher = goods["voucher_days"]
    product, _ = services.put_product(
        external_reference=goods["reference"],
        name_vi=goods["name_vi"],
        name_en=goods["name_en"],
        category=frame["categories"][goods["category"]],
        programme=goods["programme"],
        producer=frame["producers"][goods["producer"]],
        tax_class=goods["tax_class"],
        is_demonstration=goods["is_demonstration"],
        alcohol_bp=goods["alcohol_bp"],
        fulfilment=Fulfilment.VOUCHER if voucher else Fulfilment.GOODS,
        voucher_days=voucher,
        **{name: text[:200] for name, text in goods["texts"].items()},
    )
    for place, size in enumerate(goods["sizes"], start=1):
        facts = {name: size[name] for name in ("name_vi", "name_en", "net_weight_g")}
        source = factories.source(**size["source"]) if size["source"] else None
        variant, _ = services.put_variant(
            product=product, sku=f"{goods['reference']}/{place}", position=place, source=source, **facts
        )
        for amount, channel in zip(size["prices"], frame["channels"], strict=True):
            if amount is not None:
                said = factories.source(**size["price_source"])
                services.set_price(variant=variant, channel=channel, price_minor=amount, source=said)
    for shown, channel in zip(goods["shown"], frame["channels"], strict=True):
        if shown:
            services.publish(product=product, channel=channel)


def forget():
    """All products, as if there had been none."""
    ProductVariant.objects.all().delete()
    Product.objects.all().delete()
    Source.objects.all().delete()


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@OF_DATABASE
@given(
    goods=st.lists(GOODS, max_size=3, unique_by=lambda one: one["reference"]), language=st.sampled_from(["vi", "en"])
)
def test_an_export_changes_nothing_and_makes_the_same_again(frame, suffix, goods, language):
    with transaction.atomic(), translation.override(language):
        for one in goods:
            make(frame, one)
        before, revision = export(suffix=suffix), selectors.revision()
        if goods:
            outcome = imported(before)
            assert set(actions(outcome)) == {"same"}, [line.words() for line in outcome.lines]
        assert selectors.revision() == revision
        assert export(suffix=suffix) == before

        if goods:
            forget()
            outcome = imported(before)
            assert set(actions(outcome)) == {"create"}, [line.words() for line in outcome.lines]
            assert export(suffix=suffix) == before
        transaction.set_rollback(True)


@pytest.mark.parametrize(("suffix", "language"), [(".csv", "vi"), (".xlsx", "en")])
def test_the_provinces_goods_go_round(db, suffix, language):
    load_province(demonstration=True, accounts=False)
    with translation.override(language):
        before = export(suffix=suffix)
        outcome = imported(before)
        assert set(actions(outcome)) == {"same"}
        assert export(suffix=suffix) == before


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_bytes_do_not_depend_on_the_day_they_are_written(shop, clock, suffix, monkeypatch):
    factories.listed("Mật ong")
    clock("2026-01-01T00:00")
    before = export(suffix=suffix)
    clock("2031-07-07T07:07")
    monkeypatch.setattr("time.localtime", lambda *at: (2031, 7, 7, 7, 7, 7, 0, 1, 0))
    assert export(suffix=suffix) == before
