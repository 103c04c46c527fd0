"""Page documents: fragments by name, slots of higher packages, refusals beside their fields."""

import pytest
from django import forms
from django.template import Context, Template
from graphql import GraphQLError, GraphQLSyntaxError

from core import graph, pages
from core.graph.run import Answer


def spaceless(text):
    return " ".join(text.split())


def test_a_document_gets_the_fragments_it_spreads_and_no_others(packages):
    packages.write("low/page.graphql", "{ ...Card }")
    packages.write("low/_card.graphql", "fragment Card on Query { ...Name }")
    packages.write("high/_name.graphql", "fragment Name on Query { __typename }")
    packages.write("high/_other.graphql", "fragment Other on Query { __typename }")
    assert spaceless(pages.load("low/page")) == (
        "{ ...Card } fragment Card on Query { ...Name } fragment Name on Query { __typename }"
    )


def test_a_fragment_that_two_others_spread_is_joined_once(packages):
    packages.write("low/page.graphql", "{ ...A ...B }")
    packages.write("low/_parts.graphql", "fragment A on Query { ...C } fragment B on Query { ...C }")
    packages.write("low/_c.graphql", "fragment C on Query { __typename }")
    assert pages.load("low/page").count("fragment C") == 1


def test_a_slot_without_fillings_leaves_nothing_behind(packages):
    packages.write("low/page.graphql", "{ __typename ...slot_remarks }")
    assert spaceless(pages.load("low/page")) == "{ __typename }"


def test_a_slot_takes_the_fragments_of_every_higher_package_in_their_order(packages):
    packages.write("low/page.graphql", "{ __typename ...slot_remarks }")
    packages.write("mid/slots/remarks.graphql", "fragment slot_remarks_mid on Query { a: __typename }")
    packages.write("high/slots/remarks.graphql", "fragment slot_remarks_high on Query { b: __typename }")
    document = pages.load("low/page")
    assert "{ __typename ...slot_remarks_mid ...slot_remarks_high }" in document
    assert "fragment slot_remarks_mid" in document
    assert "fragment slot_remarks_high" in document


def test_a_slot_renders_the_template_beside_each_filling(packages, settings, rf):
    packages.write("low/page.graphql", "{ __typename }")
    for package in ("mid", "high"):
        packages.write(f"{package}/slots/remarks.graphql", f"fragment slot_remarks_{package} on Query {{ __typename }}")
        packages.write(f"{package}/slots/remarks.html", f"<p>{package}: {{{{ node.name }}}}</p>")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": packages.templates()}]
    page = Template('{% load page %}{% slot "remarks" product %}{% slot "elsewhere" product %}')
    assert (
        page.render(Context({"product": {"name": "Mắm & ruốc"}}))
        == "<p>mid: Mắm &amp; ruốc</p><p>high: Mắm &amp; ruốc</p>"
    )


def test_a_filling_that_asks_nothing_needs_no_document_and_no_node(packages, settings):
    packages.write("low/page.graphql", "{ __typename }")
    packages.write("high/slots/links.html", "<a>{{ place }}</a>")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": packages.templates()}]
    page = Template('{% load page %}{% slot "links" %}')
    assert page.render(Context({"place": "foot"})) == "<a>foot</a>"


def test_what_a_slot_says_can_be_read_as_lines_of_text(packages, settings):
    packages.write("mid/slots/prices.html", "{{ node.price }}\n\n  {{ node.kilogram }}\n")
    packages.write("high/slots/prices.html", "{% if node.voucher %}{{ node.voucher }}{% endif %}")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": packages.templates()}]
    assert pages.slot_lines("prices", {"price": "89.000 ₫ & hơn", "kilogram": "178.000 ₫"}) == [
        "89.000 ₫ & hơn",
        "178.000 ₫",
    ]
    assert pages.slot_lines("elsewhere", {}) == []


def test_a_document_that_does_not_parse_says_so(packages):
    packages.write("low/page.graphql", "{ unfinished")
    with pytest.raises(GraphQLSyntaxError):
        pages.load("low/page")


def test_run_raises_the_loaders_own_exception(packages, monkeypatch, rf):
    packages.write("low/page.graphql", "{ __typename }")
    failure = LookupError("of a loader")
    refused = GraphQLError("masked", original_error=failure)
    monkeypatch.setattr(graph, "execute", lambda *_args, **_kwargs: Answer(data=None, errors=[refused]))
    with pytest.raises(LookupError, match="of a loader"):
        pages.run(rf.get("/"), "low/page")


class Booking(forms.Form):
    net_weight = forms.IntegerField()


def test_refusals_stand_beside_the_field_they_blame():
    form = Booking({"net_weight": 1})
    pages.show_refusals(
        form,
        [
            {"field": "netWeight", "message": "Nhẹ quá."},
            {"field": "elsewhere", "message": "Chợ đã đóng."},
            {"field": None, "message": "Hết chỗ."},
        ],
    )
    assert form.errors == {"net_weight": ["Nhẹ quá."], "__all__": ["Chợ đã đóng.", "Hết chỗ."]}
