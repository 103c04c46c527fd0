"""Pages by keyset: every row once, whatever the order and direction, and one statement for all parents."""

import pytest
from django.db import models
from django.db.models import F
from graphql import GraphQLError

from core.graph import rows
from core.graph.connections import Page, cursor_of
from tests.core.graph.rows.jars import Jar, jar

# `grams` repeats, so the order is total only with the key behind it.

BY_GRAMS = rows.Order(("grams", "id"), (models.IntegerField(), models.BigAutoField()))
BY_GRAMS_DOWN = rows.Order(("grams", "id"), (models.IntegerField(), models.BigAutoField()), descending=True)
BY_OPENED = rows.Order(("opened", "id"), (models.DateTimeField(), models.BigAutoField()))
BY_PRICE = rows.Order(("price", "id"), (models.DecimalField(max_digits=12, decimal_places=2), models.BigAutoField()))
BY_NAME = rows.Order(("name", "id"), (models.CharField(), models.BigAutoField()))
ORDERS = [BY_GRAMS, BY_GRAMS_DOWN, BY_OPENED, BY_PRICE, BY_NAME]


def shelf(p):
    found = Jar.objects.exclude(opened=None)
    if p.maker is not None:
        found = found.filter(maker=p.maker)
    if p.makers is not None:
        found = found.filter(rows.among("maker_id", p.makers))
    found = rows.keyset(found, p, per="maker_id" if p.makers is not None else None)
    return found.values_list("id", "maker_id", "grams", "opened", "price", "name", named=True)


SHELF = rows.prepared(shelf, maker=models.BigAutoField(), makers=[models.BigAutoField()])


def ordered(order: rows.Order, **where) -> list[int]:
    columns = [F(column).desc() if order.descending else F(column).asc() for column in order.columns]
    return list(Jar.objects.exclude(opened=None).filter(**where).order_by(*columns).values_list("id", flat=True))


def ids(piece) -> list[int]:
    return [row.id for row in piece.rows]


def forward(order, size, after=None):
    return rows.slice_of(SHELF, Page.of(size, after, None, None), order)


def backward(order, size, before=None):
    return rows.slice_of(SHELF, Page.of(None, None, size, before), order)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("size", [1, 3, 4, 10, 20])
def test_pages_forward_and_backward_walk_every_row_once(jars, order, size):
    expected = ordered(order)
    piece = forward(order, size)
    seen = ids(piece)
    assert not piece.has_previous
    while piece.has_next:
        piece = forward(order, size, piece.cursor(piece.rows[-1]))
        assert piece.has_previous
        seen += ids(piece)
    assert seen == expected

    piece = backward(order, size)
    seen = ids(piece)
    assert not piece.has_next
    while piece.has_previous:
        piece = backward(order, size, piece.cursor(piece.rows[0]))
        assert piece.has_next
        seen = ids(piece) + seen
    assert seen == expected


@pytest.mark.parametrize("order", ORDERS)
def test_after_and_before_bound_both_ends(jars, order):
    every = forward(order, 20).rows
    expected = ordered(order)
    keys = [cursor_of(order.keys(row)) for row in every]
    between = rows.slice_of(SHELF, Page.of(20, keys[2], None, keys[7]), order)
    assert ids(between) == expected[3:7]
    last = rows.slice_of(SHELF, Page.of(None, keys[2], 2, keys[7]), order)
    assert ids(last) == expected[5:7]
    assert last.has_previous


def test_a_cursor_stays_where_it_is_when_rows_come_and_go(jars, makers):
    first = forward(BY_GRAMS, 4)
    cursor = first.cursor(first.rows[-1])
    rest = [one for one in ordered(BY_GRAMS) if one not in ids(first)]
    jar(makers[1], 11, grams=0)  # sorts behind the third row, before the cursor
    late = jar(makers[1], 12, grams=300)
    Jar.objects.filter(id=first.rows[-1].id).delete()  # the very row of the cursor
    Jar.objects.filter(id=rest[0]).delete()
    # The new row of 0 grams has the highest key of its grams, so it stands before the rows of 100.
    assert ids(forward(BY_GRAMS, 20, cursor))[-1] == late.id
    assert [one for one in ids(forward(BY_GRAMS, 20, cursor)) if one in rest] == rest[1:]
    assert not set(ids(first)) & set(ids(forward(BY_GRAMS, 20, cursor)))


def test_pages_of_all_parents_in_one_statement_equal_the_pages_of_each(jars, makers, django_assert_num_queries):
    keys = [maker.id for maker in makers]
    middle = cursor_of(BY_GRAMS.keys(forward(BY_GRAMS, 20).rows[5]))
    for page in (
        Page.of(2, None, None, None),
        Page.of(None, None, 2, None),
        Page.of(3, middle, None, None),
        Page.of(None, None, 3, middle),
        Page.of(0, None, None, None),
        Page.of(100, None, None, None),
    ):
        for order in (BY_GRAMS, BY_GRAMS_DOWN):
            with django_assert_num_queries(1):
                together = rows.slices_of(SHELF, keys, page, order, by="maker_id", makers=keys)
            alone = [rows.slice_of(SHELF, page, order, maker=key) for key in keys]
            assert [ids(piece) for piece in together] == [ids(piece) for piece in alone]
            for one, other in zip(together, alone, strict=True):
                assert (one.has_next, one.has_previous) == (other.has_next, other.has_previous)
    assert ids(together[2]) == []


def test_totals_are_of_each_parent(jars, makers):
    keys = [maker.id for maker in makers]
    totals = {keys[0]: 5, keys[1]: 5}
    page = Page.of(1, None, None, None)
    pieces = rows.slices_of(SHELF, keys, page, BY_GRAMS, by="maker_id", makers=keys, totals=totals)
    assert [piece.total for piece in pieces] == [5, 5, 0]
    assert rows.slice_of(SHELF, page, BY_GRAMS, total=10).total == 10


@pytest.mark.parametrize("keys", [[1], [1, 2, 3], ["x", 1], [1, "x"], [None, 1]])
def test_a_cursor_of_another_order_is_refused(makers, keys):
    with pytest.raises(GraphQLError, match="after is not a cursor of this connection"):
        forward(BY_GRAMS, 2, cursor_of(keys))


@pytest.mark.parametrize(
    ("order", "keys"),
    [
        (BY_GRAMS, [1, "9" * 30]),  # an integer to Python, and none to a database
        (BY_GRAMS, [True, 1]),
        (BY_NAME, [5, 5]),
        (BY_OPENED, ["0001-01-01T00:00:00+23:59", 1]),
        (BY_OPENED, ["9999-12-31T23:59:59-23:59", 1]),
        (BY_OPENED, [5, 1]),
        (BY_PRICE, ["x", 1]),
    ],
)
def test_a_forged_cursor_is_refused_before_a_driver_fails_over_it(jars, order, keys):
    with pytest.raises(GraphQLError, match="after is not a cursor of this connection"):
        forward(order, 2, cursor_of(keys))


def test_pages_of_any_size_and_cursor_share_shapes_by_size_only(jars, monkeypatch):
    read = rows.prepared(shelf, maker=models.BigAutoField(), makers=[models.BigAutoField()])
    every = forward(BY_GRAMS, 20).rows
    compiled, compile_ = [], rows.Statement
    monkeypatch.setattr(rows, "Statement", lambda queryset: compiled.append(1) or compile_(queryset))
    for row in every:
        after = cursor_of(BY_GRAMS.keys(row))
        assert rows.slice_of(read, Page.of(3, after, None, None), BY_GRAMS).has_previous
    assert len(compiled) == 1
