"""Prepared reads answer what the ordinary queryset answers, on whatever database is configured."""

import datetime
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import models
from django.db.models import Count, Q, Value
from django.db.models.functions import Coalesce, Upper

from core.graph import rows
from tests.core.graph.rows.jars import DAY, NOON, Jar, Maker

COLUMNS = ("id", "name", "grams", "sealed", "brewed", "opened", "price", "facts", "token")


def plain(queryset):
    return [tuple(row) for row in queryset.values_list(*COLUMNS)]


def test_every_kind_of_column_is_converted_as_the_orm_does(jars):
    read = rows.prepared(lambda p: Jar.objects.order_by("id").values_list(*COLUMNS, named=True))
    answer = read()
    assert [tuple(row) for row in answer] == plain(Jar.objects.order_by("id"))
    assert list(map(type, answer[1])) == [
        int, str, int, bool, datetime.date, datetime.datetime, Decimal, dict, UUID,
    ]  # fmt: skip
    assert answer[0].facts == {"n": [0, None], "đ": "ớt"}


@pytest.mark.parametrize(
    ("lookup", "field", "value"),
    [
        ("id", models.BigAutoField(), 3),
        ("name", models.CharField(), "Mắm 3"),
        ("grams__gte", models.PositiveSmallIntegerField(), 100),
        ("sealed", models.BooleanField(), True),
        ("sealed", models.BooleanField(), False),
        ("brewed", models.DateField(), DAY + datetime.timedelta(days=2)),
        ("brewed__lt", models.DateField(), DAY + datetime.timedelta(days=5)),
        ("opened", models.DateTimeField(), NOON + datetime.timedelta(hours=4)),
        ("opened__gt", models.DateTimeField(), NOON.astimezone(datetime.timezone(datetime.timedelta(hours=7)))),
        ("price", models.DecimalField(max_digits=12, decimal_places=2), Decimal("1.50")),
        ("price__lte", models.DecimalField(max_digits=12, decimal_places=2), Decimal("0.75")),
        ("facts", models.JSONField(), {"n": [2, None], "đ": "ớt"}),
        ("token", models.UUIDField(), UUID(int=7)),
        ("name__startswith", models.CharField(), "Mắm"),
        ("name__icontains", models.CharField(), "ắm 1"),
        ("maker__name", models.CharField(), "Bé"),
    ],
)
def test_one_value_finds_what_the_queryset_finds(jars, lookup, field, value):
    read = rows.prepared(
        lambda p: Jar.objects.filter(**{lookup: p.it}).order_by("id").values_list(*COLUMNS, named=True), it=field
    )
    expected = plain(Jar.objects.filter(**{lookup: value}).order_by("id"))
    assert [tuple(row) for row in read(it=value)] == expected
    assert expected


@pytest.mark.parametrize(
    ("column", "field", "values"),
    [
        ("id", models.BigAutoField(), [1, 2, 5, 999_999]),
        ("id", models.BigAutoField(), []),
        ("id", models.BigAutoField(), list(range(70_000))),
        ("grams", models.PositiveSmallIntegerField(), [0, 200]),
        ("name", models.CharField(), ["Mắm 1", "Mắm 3", "không", "'; --", '"']),
        ("name", models.CharField(), []),
        ("brewed", models.DateField(), [DAY, DAY + datetime.timedelta(days=3)]),
        ("opened", models.DateTimeField(), [NOON, NOON + datetime.timedelta(hours=3)]),
        ("price", models.DecimalField(max_digits=12, decimal_places=2), [Decimal("0.25"), Decimal(2)]),
        ("token", models.UUIDField(), [UUID(int=1), UUID(int=8)]),
        ("sealed", models.BooleanField(), [True]),
        ("maker__name", models.CharField(), ["Năm"]),
    ],
)
def test_among_many_values_is_one_parameter(jars, column, field, values):
    read = rows.prepared(
        lambda p: Jar.objects.filter(rows.among(column, p.them)).order_by("id").values_list(*COLUMNS, named=True),
        them=[field],
    )
    wanted = values if len(values) < 1000 else [one.id for one in jars]
    expected = plain(Jar.objects.filter(**{f"{column}__in": wanted}).order_by("id"))
    assert [tuple(row) for row in read(them=values)] == expected
    assert read(them=[]) == []


class Counted:
    """A builder that counts how often it is asked for a queryset."""

    def __init__(self) -> None:
        self.built = 0

    def __call__(self, p):
        self.built += 1
        found = Jar.objects.all()
        if p.grams is not None:
            found = found.filter(grams=p.grams)
        if p.ids is not None:
            found = found.filter(rows.among("id", p.ids))
        return found.order_by(*getattr(p, "sort", ("id",))).values_list("id", "grams", named=True)


def counted() -> tuple[Counted, rows.Prepared]:
    builder = Counted()
    return builder, rows.prepared(builder, ids=[models.BigAutoField()], grams=models.PositiveSmallIntegerField())


def test_an_absent_parameter_is_another_shape(jars):
    builder, read = counted()
    ids = [one.id for one in jars]
    assert len(read()) == len(jars)
    assert [row.grams for row in read(grams=200)] == [200] * 3
    assert [row.id for row in read(ids=ids[:4], grams=100)] == [ids[1]]
    assert [row.id for row in read(ids=ids[:2])] == ids[:2]
    assert builder.built == 4
    assert len(read(ids=None, grams=None)) == len(jars)
    assert [row.grams for row in read(grams=0)] == [0] * 4
    assert [row.id for row in read(ids=ids[2:3], grams=None)] == ids[2:3]
    assert builder.built == 4


def test_structure_is_part_of_the_shape_and_reaches_the_builder(jars):
    builder, read = counted()
    assert [row.id for row in read(sort=("-id",))] == [one.id for one in reversed(jars)]
    assert [row.id for row in read(sort=("-id",), grams=200)] == [jars[8].id, jars[5].id, jars[2].id]
    read(sort=("-id",))
    assert builder.built == 2


def test_shapes_kept_are_bounded(jars, monkeypatch):
    monkeypatch.setattr(rows, "SHAPES_KEPT", 2)
    builder, read = counted()
    for column in ("id", "grams", "name", "id"):
        read(sort=(column, "id"))
    assert builder.built == 4


def test_each_run_is_one_statement_whatever_is_asked(jars, django_assert_num_queries):
    _, read = counted()
    for ids in ([1], list(range(500)), []):
        with django_assert_num_queries(1):
            read(ids=ids)


def test_annotations_joins_aggregates_and_distinct(jars):
    def build(p):
        found = Maker.objects.annotate(
            count=Count("jars", filter=Q(jars__grams__gte=p.least)), shout=Upper(Value("ab"))
        )
        found = found.annotate(label=Coalesce("shout", Value("none")), asked=p.least)
        return found.order_by("id").values_list("name", "count", "label", "asked", named=True)

    read = rows.prepared(build, least=models.IntegerField())
    assert [tuple(row) for row in read(least=100)] == [
        ("Bé", 4, "AB", 100),
        ("Năm", 3, "AB", 100),
        ("Út", 0, "AB", 100),
    ]
    assert [row.count for row in read(least=200)] == [2, 1, 0]

    distinct = rows.prepared(
        lambda p: Jar.objects.filter(grams__lte=p.most).order_by("grams").values_list("grams", named=True).distinct(),
        most=models.IntegerField(),
    )
    assert [row.grams for row in distinct(most=100)] == [0, 100]


def test_a_queryset_known_to_be_empty_asks_nothing(jars, django_assert_num_queries):
    read = rows.prepared(lambda p: Jar.objects.none().values_list("id", named=True))
    with django_assert_num_queries(0):
        assert read() == []


def test_a_queryset_of_instances_is_a_programming_error(makers):
    with pytest.raises(TypeError, match="values_list"):
        rows.prepared(lambda p: Jar.objects.all())()
