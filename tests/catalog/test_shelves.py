"""Shelves and tallies say exactly what listings and prices say, whatever was done to them in whatever order."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog import selectors, services
from catalog.models import ShelfTally, ShelvedProduct
from catalog.models.products import Programme
from catalog.models.shelves import SHIFTS, WHOLE_CHANNEL
from catalog.selectors.shelves import buckets, counts
from tests import factories

bounds = st.one_of(st.none(), st.integers(-5, 1 << 40))


@given(bounds, bounds, st.lists(st.integers(0, 1 << 40), max_size=20))
def test_buckets_of_a_range_hold_each_price_of_it_once_and_no_other(low, high, prices):
    found = list(buckets(low, high))
    for price in prices:
        held = sum(first <= price >> shift <= last for shift, _, first, last in found)
        inside = (low is None or low <= price) and (high is None or price <= high)
        assert held == int(inside)


@given(st.integers(0, 1 << 40), st.integers(0, 1 << 40))
def test_a_range_is_few_buckets(low, high):
    found = list(buckets(low, high))
    assert len(found) <= 2 * len(SHIFTS) - 1
    assert all(last - first < 2 * 63 for shift, _, first, last in found if shift != SHIFTS[-1])


def facts():
    """What the projections should be, by the simplest reading of the facts."""
    rows = {(row.channel_id, row.shelf, row.product_id): row.price_minor for row in ShelvedProduct.objects.all()}
    tallies = Counter(
        (channel, shelf, shift, price >> shift) for (channel, shelf, _), price in rows.items() for shift in SHIFTS
    )
    kept = {(row.channel_id, row.shelf, row.shift, row.bucket): row.products for row in ShelfTally.objects.all()}
    return rows, tallies, kept


def test_a_product_stands_on_the_channels_its_groups_and_its_sub_groups_shelf(db):
    group = factories.category()
    sub = factories.category(parent=group)
    shown = factories.listed(category=sub, price_minor=70_000)
    assert set(ShelvedProduct.objects.filter(product=shown).values_list("shelf", "price_minor")) == {
        (WHOLE_CHANNEL, 70_000),
        (group.pk, 70_000),
        (sub.pk, 70_000),
    }


def test_what_is_published_without_a_price_or_priced_without_being_published_is_not_shown(db):
    hidden, unpriced = factories.product(), factories.product()
    factories.price(factories.variant(hidden), 1000)
    factories.variant(unpriced)
    services.publish(product=unpriced, channel=factories.channel())
    assert not ShelvedProduct.objects.exists()


def test_the_cheapest_variant_is_the_price_of_a_list(db):
    shown = factories.listed(price_minor=90_000)
    factories.price(factories.variant(shown), 40_000)
    row = ShelvedProduct.objects.get(shelf=WHOLE_CHANNEL)
    assert (row.price_minor, row.price_max_minor) == (40_000, 90_000)


def test_tallies_follow_every_change(db):
    home, abroad = factories.channel(), factories.channel("intl", "USD")
    sub, other = factories.category(parent=factories.category()), factories.category(parent=factories.category())
    first, second = (factories.listed(category=sub, price_minor=price) for price in (50_000, 50_000))
    factories.price(second.variants.get(), 700, abroad)
    services.publish(product=second, channel=abroad)
    factories.price(first.variants.get(), 65_000)
    services.put_product(
        external_reference=second.external_reference,
        name_vi=second.name_vi,
        name_en=None,
        category=other,
        programme=Programme.OCOP,
    )
    services.withdraw(product=first, channel=home)
    rows, tallies, kept = facts()
    assert {key[2] for key in rows} == {second.pk}
    assert kept == tallies


def test_a_rebuild_changes_nothing_that_was_right(db):
    for price in (10_000, 20_000):
        factories.listed(price_minor=price)
    before = facts()
    services.rebuild_shelves()
    assert facts() == before


def test_collected_renewals_do_what_single_ones_do(db):
    with services.renewed_once():
        shown = factories.listed(price_minor=30_000)
        assert not ShelvedProduct.objects.exists()
    rows, tallies, kept = facts()
    assert {key[2] for key in rows} == {shown.pk}
    assert kept == tallies


@pytest.mark.parametrize(("low", "high"), [(None, None), (20_000, None), (None, 20_000), (20_001, 49_999), (60_000, 1)])
def test_counts_by_tally_are_the_counts_of_the_rows(db, low, high):
    home = factories.channel()
    sub = factories.category(parent=factories.category())
    for price in (0, 5_000, 20_000, 20_000, 50_000, 999_000_000):
        factories.listed(price_minor=price, category=sub)
    wanted = selectors.Wanted(home.pk, price_from=low, price_to=high)
    there = ShelvedProduct.objects.filter(shelf=WHOLE_CHANNEL)
    expected = there.filter(
        price_minor__gte=0 if low is None else low, price_minor__lte=1 << 60 if high is None else high
    ).count()
    assert counts(wanted, [WHOLE_CHANNEL, sub.pk]) == ({WHOLE_CHANNEL: expected, sub.pk: expected} if expected else {})
