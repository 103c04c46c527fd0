"""Facts that hold for a time, asked by day, never two of one key at once."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import isolate_apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import checks, dated
from core.dated import Dated, DatesOverlap, enact
from core.db import triggers

JAN, FEB, MAR, APR = (date(2026, month, 1) for month in (1, 2, 3, 4))


def table_of(model):
    with connection.schema_editor() as editor:
        editor.create_model(model)
    triggers.install(model)


@pytest.fixture
def rates(transactional_db, monkeypatch):
    """A table of dated rates, with the rule; `rates.loose` is the same without it."""
    monkeypatch.setattr(triggers, "_rules", {})
    with isolate_apps("core"):

        class Rate(Dated):
            code = models.CharField(max_length=10)
            percent = models.IntegerField(default=0)

            class Meta(Dated.Meta):
                app_label = "core"

        class Loose(Dated):
            code = models.CharField(max_length=10)

            class Meta(Dated.Meta):
                app_label = "core"

        dated.one_at_a_time(Rate, "code")
        made = [Rate, Loose]
        for model in made:
            table_of(model)
        Rate.loose = Loose
        yield Rate
        with connection.schema_editor() as editor:
            for model in made:
                editor.delete_model(model)


def add(model, first, end, code="vat", **values):
    return model.objects.create(code=code, valid_from=first, valid_to=end, **values)


def test_a_fact_holds_from_its_first_day_until_the_day_before_its_end(rates):
    add(rates, FEB, MAR)
    days = [FEB - timedelta(days=1), FEB, MAR - timedelta(days=1), MAR]
    assert [rates.objects.on(day).count() for day in days] == [0, 1, 1, 0]


def test_a_fact_without_an_end_holds_until_further_notice(rates):
    add(rates, FEB, None)
    assert [rates.objects.on(day).count() for day in (JAN, FEB, date(2999, 1, 1))] == [0, 1, 1]


@pytest.mark.parametrize("end", [FEB, JAN])
def test_a_fact_holds_a_day_at_least(rates, end):
    with pytest.raises(IntegrityError, match="core_rate_holds_a_day"):
        add(rates, FEB, end)


@pytest.mark.parametrize(("first", "end"), [(JAN, None), (JAN, date(2026, 2, 2)), (FEB, MAR), (APR, None), (FEB, None)])
def test_the_database_refuses_two_facts_of_one_key_on_one_day(rates, first, end):
    add(rates, FEB, MAR)
    add(rates, MAR, None)
    with pytest.raises(IntegrityError, match="dates overlap"):
        add(rates, first, end)
    assert rates.objects.count() == 2


def test_neighbours_and_other_keys_do_not_overlap(rates):
    add(rates, FEB, MAR)
    add(rates, JAN, FEB)
    add(rates, MAR, None)
    add(rates, JAN, None, code="cap")
    assert rates.objects.count() == 4


def test_an_update_may_not_make_an_overlap_and_may_leave_a_fact_as_it_is(rates):
    first, _second = add(rates, JAN, FEB), add(rates, FEB, MAR)
    with pytest.raises(IntegrityError, match="dates overlap"), transaction.atomic():
        rates.objects.filter(pk=first.pk).update(valid_to=MAR)
    rates.objects.update(percent=8)
    assert set(rates.objects.values_list("valid_to", "percent")) == {(FEB, 8), (MAR, 8)}


def test_one_statement_may_not_bring_two_that_overlap(rates):
    with pytest.raises(IntegrityError, match="dates overlap"):
        rates.objects.bulk_create(
            [rates(code="vat", valid_from=JAN, valid_to=MAR), rates(code="vat", valid_from=FEB, valid_to=None)]
        )
    assert not rates.objects.exists()


def test_what_is_enacted_ends_what_held_before(rates):
    enact(rates, valid_from=JAN, key={"code": "vat"}, percent=10)
    enact(rates, valid_from=MAR, key={"code": "vat"}, percent=8)
    assert [(day, rates.objects.on(day).get().percent) for day in (JAN, FEB, MAR)] == [(JAN, 10), (FEB, 10), (MAR, 8)]


@pytest.mark.parametrize(("first", "end"), [(JAN, None), (FEB, MAR), (JAN, APR)])
def test_a_decision_for_days_already_taken_is_refused_and_changes_nothing(rates, first, end):
    enact(rates, valid_from=FEB, key={"code": "vat"})
    with pytest.raises(DatesOverlap):
        enact(rates, valid_from=first, valid_to=end, key={"code": "vat"})
    assert rates.objects.get().valid_to is None


@pytest.mark.parametrize("writers", [2, 8])
def test_of_many_at_once_for_the_same_days_one_is_written(rates, at_once, writers):
    answers = at_once(*[lambda: add(rates, JAN, None)] * writers)
    assert [isinstance(answer, IntegrityError) for answer in answers].count(True) == writers - 1
    assert rates.objects.count() == 1


def test_of_many_decisions_at_once_no_day_is_left_with_two(rates, at_once):
    enact(rates, valid_from=JAN, key={"code": "vat"})
    answers = at_once(*[lambda: enact(rates, valid_from=MAR, key={"code": "vat"})] * 4)
    assert [isinstance(answer, DatesOverlap) for answer in answers].count(True) == 3
    assert [rates.objects.on(day).count() for day in (JAN, FEB, MAR, APR)] == [1, 1, 1, 1]


def test_without_the_rule_all_of_them_are_written(rates, at_once):
    """The negative control of the race."""
    at_once(*[lambda: add(rates.loose, JAN, None)] * 4)
    assert rates.loose.objects.count() == 4


spans = st.tuples(st.integers(0, 20), st.one_of(st.none(), st.integers(1, 10)))


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(spans, max_size=8))
def test_whatever_is_tried_no_day_has_two(rates, tried):
    rates.objects.all().delete()
    for first, length in tried:
        begins = JAN + timedelta(days=first)
        try:
            add(rates, begins, None if length is None else begins + timedelta(days=length))
        except IntegrityError:
            continue
    counts = [rates.objects.on(JAN + timedelta(days=day)).count() for day in range(40)]
    assert max(counts, default=0) <= 1
    if tried:
        assert rates.objects.exists()


def test_a_model_that_lost_the_constraint_fails_the_check(monkeypatch):
    with isolate_apps("core") as registry:

        class Careless(Dated):
            class Meta:
                app_label = "core"
                constraints = []

        monkeypatch.setattr(checks.apps, "get_models", registry.get_models)
        assert [(error.id, error.obj) for error in checks.check_dated_models()] == [("core.E002", Careless)]


def test_no_model_of_the_project_lost_it():
    assert checks.check_dated_models() == []
