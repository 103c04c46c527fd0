"""What people write into cells, and Excel makes of it."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from catalog.exchange import cells
from catalog.exchange.faults import Fault, did_you_mean
from catalog.exchange.values import Choice, Percent, Scaled, Whole
from catalog.models.products import Programme


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1.250.000 ₫", 1_250_000),
        ("1,250,000", 1_250_000),
        ("1250000,0", 1_250_000),
        ("1250000.00", 1_250_000),
        ("1 250 000", 1_250_000),
        ("1\u00a0250\u202f000 đ", 1_250_000),
        ("1'250'000 VNĐ", 1_250_000),
        ("1.250.000,00 đồng", 1_250_000),
        ("1,250,000.0 VND", 1_250_000),
        ("1.250", 1250),
        ("+52000", 52_000),
        ("0", 0),
        (1_250_000.0, 1_250_000),
        (1_250_000, 1_250_000),
        (Decimal("52000"), 52_000),
    ],
)
def test_dong_as_people_and_excel_write_them(written, amount):
    assert cells.number(written, 0) == amount


@pytest.mark.parametrize(
    ("written", "cents"),
    [
        ("4.50", 450),
        ("4,5", 450),
        ("$4.50", 450),
        ("US$ 1,234.56", 123_456),
        ("1.234,56 USD", 123_456),
        (4.5, 450),
        (7, 700),
    ],
)
def test_dollars_are_kept_in_cents(written, cents):
    assert cells.number(written, 2) == cents


@pytest.mark.parametrize(
    "written",
    [
        "",
        "rẻ",
        "12,5",
        "1.25.000",
        "1,25,000",
        "-5",
        "−5",
        "(500)",
        "1.250.00",
        "0x10",
        "1e5",
        "١٢",
        True,
        12.5,
        -1,
        float("nan"),
        float("inf"),
    ],
)
def test_what_is_no_whole_number_is_refused(written):
    with pytest.raises(Fault):
        cells.number(written, 0)


def test_a_number_that_may_be_read_in_two_ways_is_refused_with_both():
    with pytest.raises(Fault) as fault:
        cells.number("1.250", 2)
    assert fault.value.suggestion == "Viết 1250 hoặc 1,25."


@pytest.mark.parametrize(
    ("written", "weight"),
    [("500", 500), ("500 g", 500), ("1,5 kg", 1500), ("1.5KG", 1500), ("0.25kg", 250), (300.0, 300)],
)
def test_weights_in_grams_and_kilograms(written, weight):
    assert cells.grams(written) == weight


@pytest.mark.parametrize(
    "written",
    [
        "31/12/2026",
        "31-12-2026",
        "31.12.2026",
        "2026-12-31",
        "2026-12-31 00:00:00",
        "46387",
        46387.0,
        46387,
        datetime(2026, 12, 31, tzinfo=UTC),
        date(2026, 12, 31),
    ],
)
def test_days_as_people_and_excel_write_them(written):
    assert cells.day(written) == date(2026, 12, 31)


@pytest.mark.parametrize("written", ["2026", "12/2026", "hôm nay", "31/02/2026", "1", 2026, "123456"])
def test_what_is_no_day_is_refused(written):
    with pytest.raises(Fault):
        cells.day(written)


def test_an_american_day_is_asked_about():
    with pytest.raises(Fault) as fault:
        cells.day("12/31/2026")
    assert fault.value.suggestion == "Ngày viết trước tháng: 31/12/2026?"


@pytest.mark.parametrize("written", ["x", "X", "có", "CÓ", "co\u0301", "yes", "TRUE", True, 1, "1", "✓"])
def test_yes(written):
    assert cells.flag(written) is True


@pytest.mark.parametrize("written", ["", None, "không", "KHÔNG", "no", False, 0, "-"])
def test_no(written):
    assert cells.flag(written) is False


def test_neither_yes_nor_no_is_refused():
    with pytest.raises(Fault):
        cells.flag("có lẽ")


def test_text_is_composed_and_without_stray_signs():
    assert cells.clean("\ufeff  Mâ\u0323t\r\nong\x07 ") == "Mật\nong"


@pytest.mark.parametrize("written", ["ocop", "OCOP", "Sản phẩm OCOP", "san pham ocop"])
def test_a_choice_goes_by_its_code_or_its_name(written):
    assert Choice(Programme).read(written) == "ocop"


def test_a_choice_goes_by_its_name_in_either_language():
    for code in ("vi", "en"):
        with translation.override(code):
            names = [str(label) for label in Programme.labels]
        assert [Choice(Programme).read(name) for name in names] == Programme.values


def test_an_unknown_choice_is_answered_with_the_nearest():
    with pytest.raises(Fault) as fault:
        Choice(Programme).read("Sản phẩn OCOP")
    assert fault.value.suggestion == "Có phải là “Sản phẩm OCOP”?"


def test_nothing_near_is_not_guessed():
    assert did_you_mean("zzz", ["Mã sản phẩm"]) == ""


@pytest.mark.parametrize("written", ["29,5 %", "29.5%", "29,5", Decimal("29.5"), 29.5])
def test_a_percentage_is_kept_in_basis_points(written):
    assert Percent().read(written) == 2950


def test_a_number_above_the_bound_is_refused():
    assert Whole(10).read("10") == 10
    for value in (Whole(10), Percent(), Scaled(0, 10)):
        with pytest.raises(Fault):
            value.read("101")
