"""A product bears a mark on a day only if the mark is in force and its maker owns it or is licensed that day."""

from datetime import date

import pytest

from catalog import errors, selectors, services
from catalog.models import Mark
from catalog.models.marks import MarkKind
from core.errors import ActorRequired
from core.models import Transition
from core.transitions import Actor
from tests import factories
from tests.catalog import papering

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def today(db, clock):
    clock("2026-11-24T09:00")


@pytest.fixture
def maker():
    return factories.producer()


@pytest.fixture
def product(maker):
    return factories.product(producer=maker)


def borne(product, day=TODAY):
    return [row.number for row in selectors.marks_on([product.pk], day).of.get(product.pk, [])]


def moves(thing):
    found = Transition.objects.filter(kind=thing._meta.label_lower, object_id=thing.pk).order_by("id")
    return list(found.values_list("from_state", "to_state", "reason"))


def test_a_mark_is_borne_while_it_lasts_and_the_licence_does(product, maker):
    mark = papering.mark(product, number="4-1", registered_on=date(2024, 1, 5), valid_to=date(2027, 6, 30))
    assert borne(product) == []
    papering.lent(mark, maker, date(2025, 1, 1), valid_to=date(2026, 12, 31))
    days = (date(2024, 12, 31), date(2025, 1, 1), date(2026, 12, 31), date(2027, 1, 1))
    assert [borne(product, day) for day in days] == [[], ["4-1"], ["4-1"], []]
    papering.lent(mark, maker, date(2027, 1, 1))
    assert [borne(product, day) for day in (date(2027, 6, 30), date(2027, 7, 1))] == [["4-1"], []]


def test_its_owner_needs_no_licence(product, maker):
    papering.mark(product, kind=MarkKind.TRADE, number="4-2", holder=maker)
    assert borne(product) == ["4-2"]
    assert borne(product, date(2024, 1, 4)) == []


def test_a_licence_is_for_its_maker_and_a_mark_for_what_it_covers(product, maker):
    other = factories.producer()
    mark = papering.mark(product, factories.product(producer=other))
    papering.lent(mark, other)
    assert borne(product) == []
    assert borne(factories.product(producer=other)) == []
    assert borne(factories.product(producer=None)) == []


def test_a_place_name_is_protected_without_an_end_until_it_is_withdrawn(product, maker):
    mark = papering.mark(product, kind=MarkKind.GEOGRAPHICAL, number="GI-1", valid_to=None)
    papering.lent(mark, maker)
    assert borne(product, date(2060, 1, 1)) == ["GI-1"]
    services.withdraw_mark(mark=mark, on=date(2027, 1, 1), reason="Cục thu hồi", by=factories.OFFICER)
    assert [borne(product, day) for day in (date(2026, 12, 31), date(2027, 1, 1))] == [["GI-1"], []]
    with pytest.raises(errors.MarkWithdrawn):
        services.withdraw_mark(mark=mark, on=TODAY, reason="x", by=factories.OFFICER)
    assert moves(mark) == [("", "registered", ""), ("registered", "withdrawn", "Cục thu hồi")]


def test_marks_change_at_the_first_midnight_in_vietnam(product, maker, django_assert_num_queries):
    papering.lent(papering.mark(product), maker, date(2025, 1, 1), valid_to=date(2026, 12, 31))
    second = factories.product(producer=maker)
    papering.lent(papering.mark(second), maker, date(2027, 2, 1))
    with django_assert_num_queries(2):
        found = selectors.marks_on([product.pk, second.pk], TODAY)
    assert set(found.of) == {product.pk}
    assert found.until.isoformat() == "2027-01-01T00:00:00+07:00"
    assert selectors.marks_on([product.pk], date(2034, 1, 1)).until is None


def test_an_ended_licence_ends_on_its_day_and_is_remembered(product, maker):
    mark = papering.mark(product, number="4-3")
    papering.lent(mark, maker)
    given = {"mark": mark, "producer": maker, "by": factories.OFFICER}
    with pytest.raises(errors.ReasonRequired):
        services.end_licence(on=TODAY, reason=" ", **given)
    licence = services.end_licence(on=TODAY, reason="Dùng sai quy chế", **given)
    assert [borne(product, day) for day in (date(2026, 11, 23), TODAY)] == [["4-3"], []]
    assert moves(licence) == [("", "licensed", ""), ("licensed", "ended", "Dùng sai quy chế")]
    with pytest.raises(errors.LicenceMissing):
        services.end_licence(on=TODAY, reason="x", **given)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"number": " "}, errors.MarkNumberRequired),
        ({"owner": ""}, errors.MarkNumberRequired),
        ({"valid_to": date(2024, 1, 4)}, errors.MarkDaysInvalid),
        ({"valid_to": None}, errors.MarkDaysInvalid),
        ({"by": Actor(None, "officer")}, ActorRequired),
    ],
)
def test_what_cannot_be_entered(wrong, refusal):
    with pytest.raises(refusal):
        papering.mark(**wrong)
    assert not Mark.objects.exists()


def test_a_mark_told_again_is_one_and_turns_no_revision(product):
    papering.mark(product, number="4-4", name_vi="Một", source=(source := factories.source()))
    before = selectors.revision()
    papering.mark(product, number="4-4", name_vi="Một", source=source)
    assert Mark.objects.count() == 1
    assert selectors.revision() == before
    papering.mark(number="4-4", name_vi="Một", source=source)
    assert selectors.revision() != before
    assert not Mark.objects.get().products.exists()
