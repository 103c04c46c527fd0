"""Two officers at one certificate, or at two of one product, on real connections."""

from contextvars import copy_context
from datetime import date
from functools import partial
from threading import Barrier

import pytest

from catalog import services
from catalog.models import Certificate, StarPeriod
from catalog.services.certificates import OPEN
from tests import factories


@pytest.fixture(autouse=True)
def today(clock):
    clock("2026-11-24T09:00")


def on_this_clock(call):
    """The call with the test's clock, which a thread of its own would not have."""
    return partial(copy_context().run, call)


def test_two_officers_confirm_at_once_and_one_of_them_is_told(at_once):
    factories.star_rules()
    made = factories.certificate()

    def confirm(number):
        return lambda: services.confirm_certificate(
            certificate=made, decision_number=number, issued_on=date(2026, 3, 2), by=factories.OFFICER
        )

    results = at_once(on_this_clock(confirm("1/QĐ")), on_this_clock(confirm("2/QĐ")))
    assert sorted(type(one).__name__ for one in results) == ["Certificate", "CertificateSettled"]
    assert StarPeriod.objects.count() == 1


def test_two_decisions_confirmed_at_once_end_one_after_the_other(at_once):
    factories.star_rules()
    product = factories.product()
    waiting = [
        (factories.certificate(product, 3), date(2025, 8, 1)),
        (factories.certificate(product, 4), date(2026, 2, 3)),
    ]

    def confirm(made, day):
        return lambda: services.confirm_certificate(
            certificate=made, decision_number="1/QĐ", issued_on=day, by=factories.OFFICER
        )

    at_once(*(on_this_clock(confirm(*pair)) for pair in waiting))
    periods = StarPeriod.objects.order_by("valid_from").values_list("stars", "valid_from", "valid_to")
    assert list(periods) == [(3, date(2025, 8, 1), date(2026, 2, 3)), (4, date(2026, 2, 3), date(2029, 2, 4))]


def test_two_officers_correct_at_once_and_the_second_is_told(at_once):
    factories.star_rules()
    made = factories.confirmed(stars=4)

    def correct(number):
        return lambda: services.correct_certificate(
            certificate=made, decision_number=number, reason="Gõ nhầm", by=factories.OFFICER
        )

    results = at_once(on_this_clock(correct("1/QĐ")), on_this_clock(correct("2/QĐ")))
    assert sorted(type(one).__name__ for one in results) == ["Certificate", "CertificateSettled"]
    [won] = [one.decision_number for one in results if isinstance(one, Certificate)]
    assert Certificate.objects.get().decision_number == won


def test_one_confirms_while_another_withdraws_and_the_star_is_what_stands_last(at_once):
    factories.star_rules()
    made = factories.certificate()
    results = at_once(
        on_this_clock(
            lambda: services.confirm_certificate(
                certificate=made, decision_number="1/QĐ", issued_on=date(2026, 3, 2), by=factories.OFFICER
            )
        ),
        on_this_clock(
            lambda: services.withdraw_certificate(
                certificate=made, on=date(2026, 3, 2), reason="Nhầm sản phẩm", by=factories.OFFICER
            )
        ),
    )
    assert Certificate.objects.get().status == "withdrawn"
    assert not StarPeriod.objects.exists()
    # Withdrawn first, it can no longer be confirmed; confirmed first, it is withdrawn after.
    assert {type(one).__name__ for one in results} <= {"Certificate", "CertificateSettled"}


def test_control_two_who_both_look_before_either_writes_both_confirm(at_once):
    """The negative control: without the lock on the product each finds the report open, and the later one wins."""
    factories.star_rules()
    made = factories.certificate()
    both_looked = Barrier(2)

    def confirm(number):
        def unguarded():
            found = Certificate.objects.get(pk=made.pk)
            is_open = found.status in OPEN
            both_looked.wait()
            proof = {"status": "confirmed", "decision_number": number, "issuer": "province", "event": "new"}
            days = {"issued_on": date(2026, 3, 2), "issued_precision": "day", "valid_to": date(2029, 3, 2)}
            Certificate.objects.filter(pk=made.pk).update(**proof, **days)
            return is_open

        return unguarded

    assert at_once(on_this_clock(confirm("1/QĐ")), on_this_clock(confirm("2/QĐ"))) == [True, True]
