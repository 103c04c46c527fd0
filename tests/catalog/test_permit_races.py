"""Two officers at one paper, and a listing whose paper is taken back meanwhile, on real connections."""

from contextvars import copy_context
from datetime import date
from functools import partial
from threading import Barrier

import pytest

from catalog import services
from catalog.models import PapersTerm, Permit, ShelvedProduct
from core.models import Transition
from tests import factories

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def today(clock):
    clock("2026-11-24T09:00")


def on_this_clock(call):
    """The call with the test's clock, which a thread of its own would not have."""
    return partial(copy_context().run, call)


def test_two_officers_settle_one_paper_and_one_of_them_is_told(at_once):
    paper = factories.submitted(factories.producer())
    results = at_once(
        on_this_clock(lambda: services.confirm_permit(permit=paper, by=factories.OFFICER)),
        on_this_clock(lambda: services.reject_permit(permit=paper, reason="Mờ", by=factories.OFFICER)),
    )
    assert sorted(type(one).__name__ for one in results) == ["Permit", "PermitSettled"]
    assert Transition.objects.filter(kind="catalog.permit", object_id=paper.pk).count() == 2


def test_one_paper_is_not_seen_for_two_makers_at_once(at_once):
    printed = {"number": "12/GCN", "issuer": "Chi cục", "issued_on": date(2026, 1, 5)}
    papers = [factories.submitted(factories.producer(), **printed) for _ in range(2)]
    results = at_once(
        *(on_this_clock(partial(services.confirm_permit, permit=paper, by=factories.OFFICER)) for paper in papers)
    )
    assert sorted(type(one).__name__ for one in results) == ["Permit", "PermitTaken"]


def test_what_is_put_on_show_while_its_paper_is_taken_back_is_not_shown(at_once):
    maker, channel = factories.producer(), factories.channel()
    factories.required_permit()
    paper = factories.permit(maker)
    product = factories.product(producer=maker)
    factories.price(factories.variant(product), 50_000)
    results = at_once(
        on_this_clock(lambda: services.publish(product=product, channel=channel)),
        on_this_clock(lambda: services.withdraw_permit(permit=paper, on=TODAY, reason="Thu hồi", by=factories.OFFICER)),
    )
    assert {type(one).__name__ for one in results} <= {"bool", "Permit", "PermitsMissing"}
    assert not ShelvedProduct.objects.exists()


def test_many_readers_after_midnight_take_a_listing_down_once(at_once, clock):
    maker = factories.producer()
    factories.required_permit()
    factories.permit(maker, valid_to=date(2027, 3, 1))
    factories.listed(producer=maker)
    clock("2027-03-02T00:00")
    results = at_once(*(on_this_clock(partial(services.hide_lapsed, on=date(2027, 3, 2))) for _ in range(6)))
    assert all(isinstance(one, int) for one in results)
    assert not ShelvedProduct.objects.exists()
    assert not PapersTerm.objects.exists()


def test_control_two_who_both_look_before_either_writes_both_settle(at_once):
    """The negative control: without the lock on the row each finds the paper open, and the later one wins."""
    paper = factories.submitted(factories.producer())
    both_looked = Barrier(2)

    def settle(status):
        def unguarded():
            is_open = Permit.objects.get(pk=paper.pk).status == "submitted"
            both_looked.wait()
            Permit.objects.filter(pk=paper.pk).update(status=status)
            return is_open

        return unguarded

    assert at_once(on_this_clock(settle("confirmed")), on_this_clock(settle("rejected"))) == [True, True]
