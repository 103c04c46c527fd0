"""What was entered wrongly of a decision is put right with a reason; the star's days follow, and history keeps both."""

from datetime import date

import pytest

from catalog import errors, selectors, services
from catalog.models import Certificate
from catalog.models.certificates import CertifierLevel, DayPrecision
from catalog.services.certificates import PrintedDay
from core import history
from core.errors import ActorRequired
from core.transitions import Actor
from tests import factories

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def rules(db, clock):
    clock("2026-11-24T09:00")
    factories.star_rules()


def correct(certificate, reason="Gõ nhầm", **right):
    return services.correct_certificate(certificate=certificate, reason=reason, by=factories.OFFICER, **right)


def star(product, day=TODAY):
    row = selectors.star_on(product.pk, day)
    return row and (row.stars, row.decision_number)


def states(product):
    return list(product.certificates.order_by("issued_on").values_list("stars", "status", "event"))


def test_a_wrong_number_is_put_right_and_both_are_remembered():
    made = factories.confirmed(stars=4, decision_number="412/QD")
    correct(made, " Thiếu chữ ", decision_number=" 412/QĐ-UBND ")
    assert star(made.product) == (4, "412/QĐ-UBND")
    told = history.of({Certificate: [made.pk]}).filter(field="decision_number").latest("id")
    assert (told.old, told.new, told.reason) == ("412/QD", "412/QĐ-UBND", "Thiếu chữ")
    assert (told.actor_id, told.actor_role) == (7, "officer")


def test_a_wrong_day_moves_the_last_day_the_issuer_and_the_days_of_the_star():
    made = factories.confirmed(stars=3, issued_on=date(2025, 7, 6))
    assert made.issuer == CertifierLevel.PROVINCE
    right = correct(made, issued_on=date(2025, 7, 5))
    assert (right.issuer, right.valid_to) == (CertifierLevel.DISTRICT, date(2028, 7, 5))
    assert star(made.product, date(2025, 7, 5)) is not None
    assert star(made.product, date(2028, 7, 6)) is None
    with pytest.raises(errors.IssuerWrong):
        correct(right, issuer=CertifierLevel.PROVINCE)


def test_wrong_stars_change_the_star_and_what_the_decisions_were_to_the_product():
    product = factories.product()
    factories.confirmed(product, 3, date(2024, 5, 2))
    middle = factories.confirmed(product, 4, date(2025, 8, 3))
    factories.confirmed(product, 4, date(2026, 2, 3))
    assert [event for *_, event in states(product)] == ["new", "upgraded", "re_rated"]
    correct(middle, stars=3)
    assert states(product) == [(3, "replaced", "new"), (3, "replaced", "re_rated"), (4, "confirmed", "upgraded")]
    assert star(product, date(2025, 9, 1))[0] == 3


def test_a_day_put_before_anothers_changes_which_replaces_which():
    product = factories.product()
    older, newer = factories.confirmed(product, 3, date(2025, 8, 1)), factories.confirmed(product, 4, date(2026, 2, 3))
    correct(newer, issued_on=date(2025, 7, 7))
    assert states(product) == [(4, "replaced", "new"), (3, "confirmed", "re_rated")]
    assert star(product)[0] == 3
    with pytest.raises(errors.CertificatesOverlap):
        correct(Certificate.objects.get(pk=newer.pk), issued_on=older.issued_on)


def test_a_certificate_that_changed_since_it_was_seen_is_not_corrected():
    made = factories.confirmed(stars=4)
    seen = Certificate.objects.get(pk=made.pk)
    correct(made, score=78_40)
    with pytest.raises(errors.CertificateSettled):
        correct(seen, decision_number="9/QĐ-UBND")
    assert Certificate.objects.get(pk=made.pk).decision_number == made.decision_number


def test_only_a_decision_that_was_seen_is_corrected():
    reported = factories.certificate()
    withdrawn = services.withdraw_certificate(
        certificate=factories.confirmed(), on=TODAY, reason="x", by=factories.OFFICER
    )
    for one in (reported, withdrawn):
        with pytest.raises(errors.CertificateSettled):
            correct(one, stars=4)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"reason": " "}, errors.ReasonRequired),
        ({"stars": 2}, errors.StarsUnknown),
        ({"decision_number": " "}, errors.DecisionNumberRequired),
        ({"issued_on": date(2026, 11, 25)}, errors.DecisionDayInvalid),
        ({"issued_on": date(2018, 5, 7)}, errors.StarRuleMissing),
        ({"score": 10_001}, errors.ScoreInvalid),
        ({"province_score": -1}, errors.ScoreInvalid),
    ],
)
def test_what_no_decision_says_is_refused_and_changes_nothing(wrong, refusal):
    made = factories.confirmed(stars=4)
    before = list(Certificate.objects.values())
    with pytest.raises(refusal):
        correct(made, **wrong)
    assert list(Certificate.objects.values()) == before
    with pytest.raises(ActorRequired):
        services.correct_certificate(certificate=made, reason="x", by=Actor(None, "officer"), stars=5)


def test_a_decision_withdrawn_by_mistake_is_entered_again_under_its_number():
    given = {"decision_number": "5/QĐ-UBND", "issued_on": date(2026, 3, 2)}
    made = factories.confirmed(stars=3, **given)
    services.withdraw_certificate(certificate=made, on=made.issued_on, reason="Nhầm", by=factories.OFFICER)
    factories.confirmed(made.product, 4, **given)
    assert star(made.product) == (4, "5/QĐ-UBND")


def test_one_decision_that_two_sources_tell_of_is_one_certificate():
    told = {"decision_number": "5/QĐ-UBND", "issued": PrintedDay(date(2026, 3, 2), DayPrecision.DAY)}
    first = factories.certificate(stars=3, **told)
    assert factories.certificate(first.product, 3, **told) == first
    with pytest.raises(errors.CertificatesOverlap):
        services.confirm_certificate(
            certificate=factories.certificate(first.product, 4),
            decision_number="5/QĐ-UBND",
            issued_on=date(2026, 3, 2),
            by=factories.OFFICER,
        )
