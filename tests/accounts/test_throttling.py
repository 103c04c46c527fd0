"""Guessing slows down; a stranger cannot lock a person out, and a storefront's one address is no reason to wait."""

from datetime import timedelta

import pytest

from accounts import throttling
from accounts.errors import SignInDelayed
from accounts.models import SignInFailures
from core import clock as core_clock


def attempts(count, email="lan@vidu.example", address="10.0.0.1"):
    for _ in range(count):
        throttling.count_attempt(email, address)


def test_the_first_wrong_passwords_are_free(db, clock):
    clock("2026-11-24T09:00")
    attempts(throttling.FREE_FROM_ADDRESS)


def test_each_further_one_takes_twice_as_long(db, clock):
    at = clock("2026-11-24T09:00")
    attempts(throttling.FREE_FROM_ADDRESS)
    for seconds in (1, 2, 4, 8):
        with pytest.raises(SignInDelayed) as refusal:
            attempts(1)
        assert refusal.value.seconds == seconds
        at += timedelta(seconds=seconds)
        clock(at.isoformat())
        attempts(1)


def test_no_wait_is_longer_than_an_hour(db, clock):
    clock("2026-11-24T09:00")
    attempts(1)
    SignInFailures.objects.update(failures=10_000)
    with pytest.raises(SignInDelayed) as refusal:
        attempts(1)
    assert refusal.value.seconds == 3600


def test_a_delayed_attempt_is_not_counted(db, clock):
    clock("2026-11-24T09:00")
    attempts(throttling.FREE_FROM_ADDRESS)
    before = sorted(SignInFailures.objects.values_list("key", "failures"))
    with pytest.raises(SignInDelayed):
        attempts(1)
    assert sorted(SignInFailures.objects.values_list("key", "failures")) == before


def test_another_address_of_the_same_account_and_another_account_at_the_same_address_are_free(db, clock):
    clock("2026-11-24T09:00")
    attempts(throttling.FREE_FROM_ADDRESS)
    attempts(1, address="10.0.0.2")
    attempts(1, email="minh@vidu.example")


def test_many_addresses_cannot_share_the_work_on_one_account(db, clock):
    clock("2026-11-24T09:00")
    for number in range(throttling.FREE_IN_ALL):
        attempts(1, address=f"10.0.0.{number}")
    with pytest.raises(SignInDelayed):
        attempts(1, address="10.0.9.9")


def test_the_case_of_an_email_does_not_make_another_account(db, clock):
    clock("2026-11-24T09:00")
    attempts(throttling.FREE_FROM_ADDRESS)
    with pytest.raises(SignInDelayed):
        attempts(1, email="LAN@vidu.example")


def test_the_right_password_forgives_its_address(db, clock):
    clock("2026-11-24T09:00")
    attempts(throttling.FREE_FROM_ADDRESS)
    throttling.forgive("lan@vidu.example", "10.0.0.1")
    attempts(throttling.FREE_FROM_ADDRESS)


def test_a_day_without_failures_is_a_fresh_start(db, clock):
    at = clock("2026-11-24T09:00")
    attempts(throttling.FREE_FROM_ADDRESS)
    clock((at + timedelta(days=1)).isoformat())
    attempts(throttling.FREE_FROM_ADDRESS)


def test_old_rows_are_swept_away_and_hold_nobodys_name(db, clock):
    at = clock("2026-11-24T09:00")
    attempts(1)
    assert not any("lan" in row.key or "10.0" in row.key for row in SignInFailures.objects.all())
    assert throttling.forget_old_failures() == 0
    clock((at + timedelta(days=1)).isoformat())
    assert core_clock.now() > at
    assert throttling.forget_old_failures() == 2
