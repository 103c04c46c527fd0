"""`manage.py check` fails for a page document before the page can."""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from core.checks_pages import check_documents


def complaints():
    return [(error.id, error.msg) for error in check_documents()]


def test_the_documents_of_the_shop_are_valid():
    assert complaints() == []


def test_manage_check_refuses_a_broken_document(packages):
    packages.write("low/page.graphql", "{ unfinished")
    with pytest.raises(SystemCheckError, match=r"core\.E111.*low/page\.graphql: Syntax Error"):
        call_command("check")


def test_an_unknown_field_is_told_with_its_file_and_line(packages):
    packages.write("low/page.graphql", "{\n  ...Card\n}\n")
    packages.write("low/_card.graphql", "fragment Card on Query {\n  noSuchField\n}\n")
    [(code, message)] = complaints()
    assert code == "core.E111"
    assert "noSuchField" in message
    assert "(low/_card.graphql, line 2)" in message


def test_an_unknown_fragment_is_refused(packages):
    packages.write("low/page.graphql", "{ ...Nobody }")
    [(code, message)] = complaints()
    assert code == "core.E111"
    assert "Unknown fragment 'Nobody'" in message


def test_a_fragment_file_that_does_not_parse_is_refused(packages):
    packages.write("low/_card.graphql", "fragment Card on")
    [(code, _message)] = complaints()
    assert code == "core.E110"


def test_a_fragment_defined_twice_is_refused(packages):
    packages.write("low/page.graphql", "{ ...Card }")
    packages.write("low/_card.graphql", "fragment Card on Query { __typename }")
    packages.write("high/_card.graphql", "fragment Card on Query { __typename }")
    assert (
        "core.E112",
        "Fragment Card is defined more than once: low/_card.graphql, high/_card.graphql.",
    ) in complaints()


def test_a_fragment_no_page_spreads_is_refused(packages):
    packages.write("low/page.graphql", "{ __typename }")
    packages.write("low/_card.graphql", "fragment Card on Query { __typename }")
    assert complaints() == [("core.E113", "low/_card.graphql: no page spreads fragment Card.")]


def test_a_slots_filling_is_named_for_slot_and_package_and_has_a_template(packages):
    packages.write("low/page.graphql", "{ __typename ...slot_remarks ...Remarks }")
    packages.write("high/slots/remarks.graphql", "fragment Remarks on Query { __typename }")
    codes = {code for code, _message in complaints()}
    assert {"core.E114", "core.E115"} <= codes
