"""People are reachable, and no two of them are the same one."""

import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError

from accounts.models import User
from tests import factories


def test_a_person_has_an_email_a_telephone_or_both(db):
    assert factories.user("lan@vidu.example").phone is None
    assert factories.user(None, phone="0912345678").email is None


def test_a_person_nobody_can_reach_is_refused(db):
    with pytest.raises(IntegrityError, match="user_reachable"):
        User.objects.create()


def test_an_empty_email_is_none(db):
    with pytest.raises(IntegrityError, match="user_email_not_empty"):
        User.objects.create(email="")


def test_two_people_do_not_share_an_email_in_any_case(db):
    factories.user("lan@vidu.example")
    with pytest.raises(IntegrityError, match=r"user_email_once_in_any_case|UNIQUE constraint failed"):
        User.objects.create(email="LAN@vidu.example")


def test_two_people_do_not_share_a_telephone_however_it_is_written(db):
    factories.user(None, phone="0912 345 678")
    with pytest.raises(IntegrityError, match=r"phone"):
        factories.user(None, phone="+84 912345678")


def test_many_people_have_no_email(db):
    factories.user(None, phone="0912345678")
    factories.user(None, phone="0912345679")
    assert User.objects.filter(email=None).count() == 2


def test_a_telephone_is_kept_in_international_form(db):
    with pytest.raises(IntegrityError, match="user_phone_international"):
        User.objects.create(phone="0912345678")


def test_django_signs_in_by_email_in_any_case(db):
    lan = factories.user("lan@vidu.example", "mat-khau-dai")
    assert authenticate(username="Lan@VIDU.example", password="mat-khau-dai") == lan


def test_a_family_name_comes_first(db):
    assert factories.user(first_name="Lan", last_name="Nguyễn Thị").get_full_name() == "Nguyễn Thị Lan"
