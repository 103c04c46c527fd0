"""The tables of these tests, and some rows in them."""

import pytest
from django.db import connection

from tests.core.graph.rows.jars import Jar, Maker, jar


@pytest.fixture(scope="module")
def _tables(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.create_model(Maker)
        editor.create_model(Jar)
    yield
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.delete_model(Jar)
        editor.delete_model(Maker)


@pytest.fixture
def makers(_tables, db) -> list[Maker]:
    return [Maker.objects.create(name=name) for name in ("Bé", "Năm", "Út")]


@pytest.fixture
def jars(makers) -> list[Jar]:
    found = [jar(makers[n % 2], n) for n in range(10)]
    return [*found, jar(makers[0], 10, name=None, brewed=None, opened=None, facts=None)]
