"""Traps 6 and 13: a star by a decision with a number and a day, on its days alone; everything else is a report."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from catalog import errors, selectors, services
from catalog.models import Certificate, StarPeriod
from catalog.models.certificates import CertificateEvent, CertificateStatus, DayPrecision
from catalog.services.certificates import PrintedDay
from catalog.services.star_periods import locked, settle
from core.errors import ActorRequired
from core.models import Transition
from core.transitions import SYSTEM, Actor
from tests import factories


@pytest.fixture(autouse=True)
def rules(db, clock):
    clock("2026-11-24T09:00")
    factories.star_rules()


def star(product, day):
    row = selectors.star_on(product.pk, day)
    return row and (row.stars, row.decision_number, row.issued_on)


def states(product):
    return list(product.certificates.order_by("issued_on").values_list("stars", "status", "event"))


def moves(certificate):
    return list(
        Transition.objects.filter(kind="catalog.certificate", object_id=certificate.pk)
        .order_by("id")
        .values_list("from_state", "to_state", "actor_id", "actor_role", "reason")
    )


def withdraw(certificate, on, reason="Thu hồi"):
    return services.withdraw_certificate(certificate=certificate, on=on, reason=reason, by=factories.OFFICER)


def test_a_report_gives_no_star_on_any_day():
    product = factories.product()
    factories.certificate(product, issued=PrintedDay(date(2026, 1, 1), DayPrecision.YEAR))
    assert star(product, date(2026, 11, 24)) is None
    assert not StarPeriod.objects.exists()


def test_a_confirmed_certificate_gives_its_star_from_its_day_through_its_last():
    product = factories.product()
    factories.confirmed(product, stars=4, issued_on=date(2024, 3, 12), decision_number=" 412/QĐ-UBND ")
    assert star(product, date(2024, 3, 11)) is None
    assert star(product, date(2024, 3, 12)) == (4, "412/QĐ-UBND", date(2024, 3, 12))
    assert star(product, date(2027, 3, 12)) == (4, "412/QĐ-UBND", date(2024, 3, 12))
    assert star(product, date(2027, 3, 13)) is None


def test_certificates_on_a_day_count_past_days_too():
    old = factories.confirmed(issued_on=date(2020, 1, 20))
    today = factories.confirmed(issued_on=date(2026, 1, 20))
    assert set(selectors.certificates_on(date(2022, 6, 1))) == {old}
    assert set(selectors.certificates_on(date(2026, 11, 24))) == {today}


def test_the_stars_of_many_products_end_at_the_first_midnight_in_vietnam(django_assert_num_queries):
    first = factories.confirmed(issued_on=date(2024, 3, 12)).product
    second = factories.confirmed(issued_on=date(2024, 6, 30)).product
    with django_assert_num_queries(1):
        stars = selectors.stars_on([first.pk, second.pk], date(2026, 11, 24))
    assert set(stars.of) == {first.pk, second.pk}
    assert stars.until.isoformat() == "2027-03-13T00:00:00+07:00"
    before = selectors.stars_on([first.pk], date(2024, 3, 1))
    assert (before.of, before.until.isoformat()) == ({}, "2024-03-12T00:00:00+07:00")
    assert selectors.stars_on([first.pk], date(2028, 1, 1)).until is None


@pytest.mark.parametrize("older_first", [True, False])
def test_a_newer_decision_replaces_an_older_one_in_whatever_order_they_are_entered(older_first):
    product = factories.product()
    decisions = [(3, date(2024, 5, 2)), (4, date(2026, 2, 3))]
    for stars, day in decisions if older_first else reversed(decisions):
        factories.confirmed(product, stars, day)
    assert star(product, date(2026, 2, 2))[0] == 3
    assert star(product, date(2026, 2, 3))[0] == 4
    assert states(product) == [(3, "replaced", "new"), (4, "confirmed", "upgraded")]


def test_the_same_stars_again_are_a_re_rating():
    product = factories.product()
    factories.confirmed(product, 3, date(2020, 1, 20))
    factories.confirmed(product, 3, date(2023, 5, 4))
    assert states(product) == [(3, "lapsed", "new"), (3, "lapsed", "re_rated")]
    assert star(product, date(2023, 3, 1)) is None


def test_an_event_that_the_decision_states_stays():
    made = factories.confirmed(stars=4, event=CertificateEvent.UPGRADED)
    assert made.event == CertificateEvent.UPGRADED


def test_two_decisions_of_one_day_are_refused_and_nothing_changes():
    product = factories.product()
    factories.confirmed(product, 3, date(2026, 2, 3))
    reported = factories.certificate(product, 4)
    with pytest.raises(errors.CertificatesOverlap):
        services.confirm_certificate(
            certificate=reported, decision_number="9", issued_on=date(2026, 2, 3), by=factories.OFFICER
        )
    reported.refresh_from_db()
    assert reported.status == CertificateStatus.REPORTED
    assert star(product, date(2026, 11, 24))[0] == 3


def test_the_database_refuses_two_stars_of_one_product_on_one_day():
    made = factories.confirmed(issued_on=date(2026, 2, 3))
    other = factories.certificate(made.product, 4)
    with pytest.raises(IntegrityError, match="dates overlap"), transaction.atomic():
        StarPeriod.objects.create(
            certificate=other,
            product=made.product,
            stars=4,
            valid_from=date(2026, 3, 1),
            valid_to=date(2026, 4, 1),
        )


@pytest.mark.parametrize(
    "lacking",
    [{"decision_number": None}, {"decision_number": ""}, {"issued_precision": "month"}, {"issuer": ""}, {"event": ""}],
)
def test_the_database_refuses_a_proven_certificate_without_its_proof(lacking):
    made = factories.confirmed()
    with pytest.raises(IntegrityError, match="certificate_proven_by_number_and_day"), transaction.atomic():
        Certificate.objects.filter(pk=made.pk).update(**lacking)


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"stars": 2}, "certificate_stars_known"),
        ({"score": 10_001}, "certificate_scores_in_range"),
        ({"status": "certain"}, "certificate_status_known"),
        ({"issued_on": None}, "certificate_day_has_precision"),
        ({"valid_to": date(2027, 1, 1)}, "certificate_valid_by_a_decision"),
        ({"status": "potential_5"}, "certificate_potential_is_of_five"),
        ({"status": "withdrawn"}, "certificate_withdrawn_on_a_day"),
    ],
)
def test_the_database_refuses_what_no_certificate_can_be(wrong, constraint):
    made = factories.certificate(issued=PrintedDay(date(2019, 1, 1), DayPrecision.YEAR))
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Certificate.objects.filter(pk=made.pk).update(**wrong)


def test_what_cannot_be_confirmed():
    made = factories.certificate()
    given = {"certificate": made, "decision_number": "5", "issued_on": date(2026, 3, 2), "by": factories.OFFICER}
    for wrong, refusal in (
        ({"decision_number": " "}, errors.DecisionNumberRequired),
        ({"issued_on": date(2026, 11, 25)}, errors.DecisionDayInvalid),
        ({"score": 10_001}, errors.ScoreInvalid),
        ({"by": Actor(None, "officer")}, ActorRequired),
    ):
        with pytest.raises(refusal):
            services.confirm_certificate(**(given | wrong))
    services.confirm_certificate(**given)
    with pytest.raises(errors.CertificateSettled):
        services.confirm_certificate(**given)
    assert len(moves(made)) == 2


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"stars": 2}, errors.StarsUnknown),
        ({"province_score": -1}, errors.ScoreInvalid),
        ({"stars": 4, "province_score": 9100, "awaits_centre": True}, errors.AwaitedStarsInvalid),
        ({"stars": 5, "awaits_centre": True}, errors.AwaitedStarsInvalid),
        ({"by": Actor(None, "officer")}, ActorRequired),
    ],
)
def test_what_cannot_be_reported(wrong, refusal):
    with pytest.raises(refusal):
        factories.certificate(**wrong)
    assert not Certificate.objects.exists()


def test_a_report_told_again_is_one_report_and_a_confirmed_one_is_left_alone():
    product, source = factories.product(), factories.source()
    given = {"product": product, "stars": 3, "source": source, "by": SYSTEM}
    made, changed = services.put_certificate(**given)
    assert changed
    assert services.put_certificate(**given) == (made, False)
    services.confirm_certificate(
        certificate=made, decision_number="5", issued_on=date(2026, 3, 2), by=factories.OFFICER
    )
    assert services.put_certificate(**given) == (made, False)
    assert states(product) == [(3, "confirmed", "new")]


def test_a_month_and_a_year_are_kept_by_their_first_day():
    for precision, kept in ((DayPrecision.YEAR, date(2019, 1, 1)), (DayPrecision.MONTH, date(2019, 7, 1))):
        made = factories.certificate(issued=PrintedDay(date(2019, 7, 15), precision))
        assert (made.issued_on, made.issued_precision) == (kept, precision)


def test_a_fifth_star_awaited_leaves_four_until_the_centre_decides():
    product = factories.product()
    factories.confirmed(product, 4, date(2025, 12, 1))
    awaited = factories.certificate(product, 5, province_score=91_50, awaits_centre=True)
    assert awaited.status == CertificateStatus.POTENTIAL_5
    assert star(product, date(2026, 11, 24))[0] == 4
    services.confirm_certificate(
        certificate=awaited, decision_number="88/QĐ-BNN", issued_on=date(2026, 11, 20), by=factories.OFFICER
    )
    assert star(product, date(2026, 11, 24))[0] == 5
    assert states(product) == [(4, "replaced", "new"), (5, "confirmed", "upgraded")]


def test_a_withdrawn_certificate_gives_no_star_from_that_day():
    made = factories.confirmed(issued_on=date(2026, 2, 3))
    withdraw(made, date(2026, 11, 24), reason=" Vi phạm nhãn ")
    assert star(made.product, date(2026, 11, 23)) is not None
    assert star(made.product, date(2026, 11, 24)) is None
    assert moves(made)[-1] == ("confirmed", "withdrawn", 7, "officer", "Vi phạm nhãn")
    with pytest.raises(errors.CertificateSettled):
        withdraw(made, date(2026, 11, 24))


def test_a_confirmation_taken_back_whole_gives_back_what_it_had_replaced():
    product = factories.product()
    factories.confirmed(product, 3, date(2025, 8, 1))
    mistaken = factories.confirmed(product, 4, date(2026, 2, 3))
    withdraw(mistaken, date(2026, 2, 3))
    assert star(product, date(2026, 11, 24))[0] == 3
    assert states(product) == [(3, "confirmed", "new"), (4, "withdrawn", "upgraded")]
    assert [row.stars for row in selectors.certificates_of_products([product.pk])[product.pk]] == [3]


def test_a_withdrawal_says_why():
    made = factories.confirmed()
    with pytest.raises(errors.ReasonRequired):
        withdraw(made, date(2026, 11, 24), reason=" ")
    assert star(made.product, date(2026, 11, 24)) is not None


def test_lapsing_is_told_by_the_system_and_costs_no_star_a_day(clock):
    made = factories.confirmed(issued_on=date(2024, 3, 12))
    clock("2027-03-12T23:59")
    assert services.lapse_certificates() == 0
    clock("2027-03-13T00:00")
    assert star(made.product, made.valid_to + timedelta(days=1)) is None
    assert services.lapse_certificates() == 1
    assert services.lapse_certificates() == 0
    assert moves(made)[-1] == ("confirmed", "lapsed", None, "system", "")
    assert set(selectors.certificates_on(date(2027, 3, 12))) == {made}


def test_periods_are_made_again_from_the_certificates_alone():
    product = factories.product()
    factories.confirmed(product, 3, date(2020, 1, 20))
    factories.confirmed(product, 3, date(2024, 5, 2))
    withdraw(factories.confirmed(product, 4, date(2026, 2, 3)), date(2026, 9, 1))
    columns = ("certificate_id", "product_id", "stars", "valid_from", "valid_to")
    held = list(StarPeriod.objects.order_by("valid_from").values(*columns))
    assert [row["valid_to"] for row in held] == [date(2023, 1, 21), date(2026, 2, 3), date(2026, 9, 1)]
    StarPeriod.objects.all().delete()
    with transaction.atomic():
        settle(locked(product.pk).values(), SYSTEM)
    assert list(StarPeriod.objects.order_by("valid_from").values(*columns)) == held


def test_every_change_turns_the_catalogs_revision():
    seen = {selectors.revision()}
    made = factories.confirmed()
    seen.add(selectors.revision())
    withdraw(made, date(2026, 11, 24))
    assert selectors.revision() not in seen
    assert len(seen) == 2


def test_a_mistaken_certificate_that_was_the_only_one_can_be_taken_back_whole():
    made = factories.confirmed(issued_on=date(2026, 2, 3))
    withdraw(made, made.issued_on)
    assert star(made.product, date(2026, 11, 24)) is None
    assert not StarPeriod.objects.exists()
    assert selectors.certificates_of_products([made.product_id]) == {}
