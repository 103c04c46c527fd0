"""Lists stay quick however many products there are: the shorter way is taken, along an index that leads there."""

import pytest
from django.db import connection

from catalog import selectors
from catalog.models import FacetTally
from catalog.models.shelves import Facet
from catalog.selectors.shelves import pages, parameters, ways
from core.graph import Page
from tests import factories

BY_NAME = selectors.ORDERS["NAME", "ASC"]


@pytest.fixture
def sized(db):
    """Say by tallies how many products a channel has and how many are narrowed to what; none are needed for that."""
    channel = factories.channel()

    def say(whole, **facets):
        told = {(Facet.ALL, ""): whole} | {(Facet(name), value): size for name, (value, size) in facets.items()}
        FacetTally.objects.bulk_create(
            FacetTally(channel=channel, shelf=0, facet=facet.value, value=value, products=size)
            for (facet, value), size in told.items()
        )
        return channel

    return say


@pytest.mark.parametrize(
    ("of_producer", "seek"),
    [
        # 25 rows of 100,000 stand so near each other in the order that walking meets them before ...
        (2_000, "name_sort"),
        # ... and so far apart that sorting all of them is sooner.
        (1_000, "producer_id"),
        (1, "producer_id"),
        (0, "producer_id"),
    ],
)
def test_few_are_sought_and_many_are_met_on_the_way(sized, of_producer, seek):
    channel = sized(100_000, producer=("7", of_producer))
    found = ways.way_to(selectors.Wanted(channel.pk, producers=(7,)), BY_NAME, 25)
    assert found == (seek, of_producer)


def test_the_smallest_of_several_is_sought_and_none_is_taken_for_the_total(sized):
    channel = sized(100_000, producer=("7", 900), programme=("cnnt", 20_000), place=("3", 300))
    wanted = selectors.Wanted(channel.pk, producers=(7,), programmes=("cnnt",), places=(3,))
    assert ways.way_to(wanted, BY_NAME, 25) == ("place_id", None)


def test_what_has_no_index_is_never_sought(sized):
    channel = sized(100_000, made_up=("0", 5))
    assert ways.way_to(selectors.Wanted(channel.pk, is_demonstration=False), BY_NAME, 25) == ("name_sort", 5)


def test_an_unfiltered_list_asks_no_tally(sized, django_assert_num_queries):
    channel = sized(100)
    with django_assert_num_queries(0):
        assert ways.way_to(selectors.Wanted(channel.pk), BY_NAME, 25) == (None, None)


def planned(wanted, seek):
    """How the database would read a page."""
    given = {"shelf": wanted.shelf, "whole": False, "seek": seek, **parameters(wanted)}
    given |= {"order": BY_NAME, "limit": 25, "backward": False}
    values = {name: value for name, value in given.items() if value is not None and pages.PAGE.declares(name)}
    structure = {name: value for name, value in given.items() if not pages.PAGE.declares(name)}
    sql, params = pages.PAGE.build(pages.PAGE.marked(values, structure)).query.get_compiler(using="default").as_sql()
    plain = [one.value(values, connection) if hasattr(one, "kind") else one for one in params]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # So few rows would be read whole.
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {sql}", plain)
        else:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", plain)
        return " ".join(str(row) for row in cursor.fetchall())


@pytest.mark.parametrize(
    ("field", "values", "column", "index"),
    [
        ("places", (3,), "place_id", "shelved_at_place"),
        ("producers", (7,), "producer_id", "shelved_of_producer"),
        ("programmes", ("cnnt",), "programme", "shelved_by_type"),
    ],
)
def test_an_index_leads_either_way(db, field, values, column, index):
    wanted = selectors.Wanted(factories.channel().pk, **{field: values})
    if connection.vendor == "sqlite":
        sought = planned(wanted, column)
        assert f" INDEX {index} " in sought
        assert "shelved_by_name" not in sought
        walk = planned(wanted, "name_sort")
        assert " INDEX shelved_by_name " in walk
        assert "ORDER BY" not in walk
    else:
        # PostgreSQL chooses by its statistics; what counts is that a shelf is never read from end to end.
        assert "Seq Scan on catalog_shelvedproduct" not in planned(wanted, column)


def test_a_page_and_its_total_are_the_same_by_either_way(db):
    maker = factories.producer()
    made = [factories.listed(f"Số {n}", producer=maker) for n in range(3)]
    factories.listed()
    wanted = selectors.Wanted(factories.channel().pk, producers=(maker.pk,))
    found = selectors.product_slice(wanted, Page(size=2), BY_NAME)
    assert ([row.id for row in found.rows], found.total, found.has_next) == ([one.pk for one in made[:2]], 3, True)
