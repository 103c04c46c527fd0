"""Signing in leads to one's work, unless one was on the way somewhere."""

import pytest
from django.contrib.auth.models import Permission

from tests import factories
from tests.stock import shelves
from tests.stock.desk_visits import staff_of

PASSWORD = "rung-phi-lao-1"


@pytest.fixture(autouse=True)
def today(clock):
    clock("2026-11-26T09:00")


def leads_to(client, email: str, way: str = "/dang-nhap/") -> str:
    return client.post(way, {"login": email, "password": PASSWORD}).url


def test_staff_of_a_sales_point_start_at_its_desk(client, db):
    staff_of(shelves.point(), password=PASSWORD)
    assert leads_to(client, "ha@vidu.example") == "/desk/"
    assert leads_to(client, "ha@vidu.example", "/en/sign-in/") == "/en/desk/"


def test_a_producer_s_people_start_at_theirs(client, db):
    user = factories.member(factories.producer())
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    assert leads_to(client, user.email) == "/chu-the/"


def test_buyers_and_officers_start_where_the_shop_does(client, db):
    user = factories.user("lan@vidu.example", PASSWORD)
    assert leads_to(client, user.email) == "/"
    user.user_permissions.add(Permission.objects.get(codename="view_stockmove"))
    client.logout()
    assert leads_to(client, user.email) == "/"


def test_where_one_was_going_comes_first(client, db):
    staff_of(shelves.point(), password=PASSWORD)
    assert leads_to(client, "ha@vidu.example", "/dang-nhap/?next=/san-pham/") == "/san-pham/"
