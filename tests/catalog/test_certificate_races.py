"""Two officers at one certificate, or at two of one product, on real connections."""

from contextvars import copy_context
from datetime import date
from functools import partial

import pytest

from catalog import services
from catalog.models import StarPeriod
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
