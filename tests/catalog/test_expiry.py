"""The watch over ends: 30, 60 and 90 days before, each told once."""

from datetime import date, timedelta

import pytest

from catalog import selectors, services, tasks
from catalog.models import ExpiryNotice
from catalog.models.marks import MarkKind
from catalog.models.permits import PermitKind
from tests import factories
from tests.catalog import papering

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def today(db, clock):
    clock("2026-11-24T09:00")


@pytest.fixture
def maker():
    return factories.producer(name_vi="HTX Một")


def bands(on=TODAY, **given):
    return [(one.paper.value, one.days_left, one.band) for one in selectors.expiring(on, **given)]


@pytest.mark.parametrize(
    ("days_left", "band"), [(0, 30), (30, 30), (31, 60), (60, 60), (61, 90), (90, 90), (91, None), (-1, None)]
)
def test_a_paper_is_in_the_nearest_band_up_to_its_last_day(maker, days_left, band):
    factories.permit(maker, valid_to=TODAY + timedelta(days=days_left))
    assert bands() == ([] if band is None else [("permit", days_left, band)])


def test_every_kind_of_paper_is_watched_soonest_first(maker):
    factories.star_rules()
    product = factories.product("Mắm", producer=maker)
    factories.confirmed(product, 4, date(2023, 12, 4), decision_number="9/QĐ-UBND")
    factories.permit(product, PermitKind.TEST_REPORT, valid_to=date(2027, 1, 20))
    papering.mark(product, kind=MarkKind.TRADE, holder=maker, valid_to=date(2027, 2, 20))
    papering.lent(papering.mark(product), maker, valid_to=date(2026, 11, 30))
    papering.mark(product, kind=MarkKind.GEOGRAPHICAL, valid_to=None)
    assert bands() == [("licence", 6, 30), ("certificate", 10, 30), ("permit", 57, 60), ("mark", 88, 90)]
    told = {one.paper.value: one for one in selectors.expiring(TODAY)}
    assert told["certificate"].last_day == date(2026, 12, 4)
    assert (told["certificate"].kind, told["certificate"].number) == ("4", "9/QĐ-UBND")
    assert {one.producer for one in told.values()} >= {"HTX Một"}
    assert told["permit"].product == "Mắm"


def test_what_does_not_count_today_is_not_about_to_end(maker):
    factories.submitted(maker, valid_to=date(2026, 12, 1))
    taken = factories.permit(maker, valid_to=date(2026, 12, 2))
    services.withdraw_permit(permit=taken, on=TODAY, reason="x", by=factories.OFFICER)
    gone = papering.mark(valid_to=date(2026, 12, 3))
    services.withdraw_mark(mark=gone, on=TODAY, reason="x", by=factories.OFFICER)
    factories.star_rules()
    product = factories.product()
    factories.confirmed(product, 3, date(2023, 12, 10))
    factories.confirmed(product, 4, date(2026, 1, 10))
    assert bands() == []


def test_a_paper_that_another_outlasts_is_left_out(maker):
    product = factories.product(producer=maker)
    factories.permit(maker, valid_to=date(2026, 12, 1))
    factories.permit(product, PermitKind.TEST_REPORT, valid_to=date(2026, 12, 2))
    factories.permit(maker, PermitKind.COMMITMENT)
    factories.submitted(maker)
    assert len(bands()) == 2
    factories.permit(maker, valid_to=date(2029, 12, 1))
    factories.permit(factories.product(producer=maker), PermitKind.TEST_REPORT)
    assert bands() == [("permit", 8, 30)]
    factories.permit(product, PermitKind.TEST_REPORT)
    assert bands() == []


def test_a_maker_sees_its_own_ends(maker):
    other = factories.producer()
    for one in (maker, other):
        factories.permit(one, valid_to=date(2026, 12, 1))
    assert [one.producer_id for one in selectors.expiring(TODAY, producers=[other.pk])] == [other.pk]
    assert selectors.expiring(TODAY, producers=[]) == []


def test_the_watch_costs_four_statements(maker, django_assert_num_queries):
    for day in range(5):
        factories.permit(factories.producer(), valid_to=date(2026, 12, 1) + timedelta(days=day))
    with django_assert_num_queries(4):
        assert len(selectors.expiring(TODAY)) == 5


def test_an_end_is_told_once_in_each_band(maker, clock):
    factories.permit(maker, valid_to=date(2027, 2, 10))
    assert services.notice_expiry() == 1
    tasks.notice_expiry.call()
    told = {"2026-12-11": 1, "2026-12-12": 2, "2027-01-10": 2, "2027-01-11": 3, "2027-02-10": 3, "2027-02-11": 3}
    for day, count in told.items():
        clock(f"{day}T00:00")
        tasks.notice_expiry.call()
        assert ExpiryNotice.objects.count() == count
    assert list(ExpiryNotice.objects.order_by("-band").values_list("band", flat=True)) == [90, 60, 30]


def test_what_is_shown_without_papers_is_listed_with_what_it_lacks():
    factories.required_permit()
    lacking = factories.product("Mắm")
    services.waive_permits(product=lacking, source=factories.source(document="Báo"), by=factories.OFFICER)
    [one] = selectors.waived(TODAY)
    assert (one.product, one.since, one.until, one.document) == ("Mắm", TODAY, None, "Báo")
    assert [missing.code for missing in one.missing] == ["attp"]
    services.end_waiver(product=lacking, on=date(2026, 11, 25), reason="x", by=factories.OFFICER)
    assert selectors.waived(date(2026, 11, 25)) == []
