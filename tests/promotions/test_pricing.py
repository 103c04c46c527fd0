"""Prices are shown with tax; what is taken out of them adds up again, to the đồng."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promotions.pricing import net_of, per_kilogram, tax_in

prices = st.integers(0, 10**15)
rates = st.integers(0, 10_000)


@given(prices, rates)
def test_net_and_tax_add_up_to_the_price(gross, rate_bp):
    assert net_of(gross, rate_bp) + tax_in(gross, rate_bp) == gross


@given(prices, rates)
def test_the_net_price_is_within_half_a_unit_of_the_exact_one(gross, rate_bp):
    assert abs(2 * (net_of(gross, rate_bp) * (10_000 + rate_bp) - gross * 10_000)) <= 10_000 + rate_bp


@given(prices, rates)
def test_neither_part_is_negative(gross, rate_bp):
    assert 0 <= net_of(gross, rate_bp) <= gross


@given(prices)
def test_untaxed_goods_are_all_net(gross):
    assert tax_in(gross, 0) == 0


@pytest.mark.parametrize(
    ("gross", "rate_bp", "net"),
    [(108_000, 800, 100_000), (110_000, 1000, 100_000), (52_000, 800, 48_148), (3, 10_000, 2), (1, 10_000, 1)],
)
def test_halves_are_rounded_up(gross, rate_bp, net):
    assert net_of(gross, rate_bp) == net


@pytest.mark.parametrize(("gross", "rate_bp"), [(-1, 800), (1, -1)])
def test_a_negative_price_or_rate_is_refused(gross, rate_bp):
    with pytest.raises(ValueError, match="negative"):
        net_of(gross, rate_bp)


@pytest.mark.parametrize(
    ("price", "weight_g", "kilogram"), [(89_000, 500, 178_000), (10, 3000, 3), (5, 2000, 3), (0, 1, 0)]
)
def test_a_kilogram_costs_as_much_as_it_weighs_more(price, weight_g, kilogram):
    assert per_kilogram(price, weight_g) == kilogram


@given(prices, st.integers(1, 10**6))
def test_the_price_of_a_kilogram_is_within_half_a_unit_of_the_exact_one(price, weight_g):
    assert abs(2 * (per_kilogram(price, weight_g) * weight_g - price * 1000)) <= weight_g


@pytest.mark.parametrize(("price", "weight_g"), [(-1, 1), (1, 0), (1, -5)])
def test_what_weighs_nothing_has_no_price_by_weight(price, weight_g):
    with pytest.raises(ValueError, match="weighs"):
        per_kilogram(price, weight_g)
