"""What page templates say about money, days, weights, drawings and languages."""

import pytest
from django.template import Context, Template
from django.utils.translation import override

NBSP = "\N{NO-BREAK SPACE}"


def written(text, request=None, **variables):
    return Template("{% load page %}" + text).render(Context({"request": request, **variables}))


def test_money_of_the_graph_is_written_for_the_reader():
    price = {"amount": 1250000.0, "currency": "VND"}
    assert written("{{ price|money }}", price=price) == f"1.250.000{NBSP}₫"
    with override("en"):
        assert written("{{ price|money }}", price={"amount": 4.1, "currency": "USD"}) == "US$4.10"


def test_days_and_weights_are_written_for_the_reader():
    assert written("{{ day|day }} {{ weight|grams }}", day="2026-11-23", weight=250) == f"23/11/2026 250{NBSP}g"


@pytest.mark.parametrize("filter_name", ["money", "day", "grams"])
def test_what_the_graph_left_null_is_written_as_nothing(filter_name):
    assert written(f"{{{{ nothing|{filter_name} }}}}", nothing=None) == ""


def test_a_sprite_holds_each_drawing_once():
    sprite = written("{% sprite drawings %}", drawings=["ghe", "mat", "ghe"])
    assert sprite.count("<symbol") == 2
    assert sprite.count('id="m-ghe"') == 1


def test_the_other_language_keeps_the_page_and_its_query(rf):
    request = rf.get("/san-pham/", {"after": "abc"})
    assert written('{% address_in "en" %}', request) == "/en/products/?after=abc"


def test_a_page_that_knows_its_addresses_says_so(rf):
    addresses = {"en": "/en/products/honey/"}
    assert written('{% address_in "en" %}', rf.get("/san-pham/mat-ong/"), addresses=addresses) == "/en/products/honey/"
