"""Pages that are kept hear of every write to the shelves, whoever makes it, and read nothing else of them."""

import re
import sqlite3
import time

import psycopg
from django.db import connection
from django.test.utils import CaptureQueriesContext
from psycopg.conninfo import make_conninfo

from core.db import watched
from stock.models import Lot
from stock.selectors import selling, standing
from tests.stock import shelves

WITHIN_S = 10.0


def past_the_shop(sql):
    """A statement over a connection that is none of ours."""
    params = connection.get_connection_params()
    if connection.vendor == "postgresql":
        names = ("dbname", "user", "password", "host", "port")
        with psycopg.connect(make_conninfo(**{name: params[name] for name in names if name in params})) as raw:
            raw.execute(sql)
    else:
        raw = sqlite3.connect(params["database"])
        raw.execute(sql)
        raw.commit()
        raw.close()


def soon(holds):
    ends_at = time.monotonic() + WITHIN_S
    while not holds():
        if time.monotonic() > ends_at:
            return False
        time.sleep(0.005)
    return True


def test_a_write_that_no_service_made_is_heard_of(transactional_db):
    shelves.lot()
    asked = []
    holds = watched.unchanged(lambda: asked.append(Lot.objects.get().code) is None)

    def is_known():
        before = len(asked)
        holds()
        return len(asked) == before

    assert soon(is_known)
    past_the_shop("UPDATE stock_lot SET code = 'X-1'")
    assert soon(lambda: holds() and asked[-1] == "X-1")


def test_witnesses_read_only_tables_that_tell_their_writes(db):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        standing((1,))
        selling()
    tables = {table for one in asked for table in re.findall(r'(?:FROM|JOIN) "(\w+)"', one["sql"])}
    # What the catalog writes turns its revision, which is announced.
    shelved = {table for table in tables if not table.startswith("catalog_")}
    assert shelved
    assert shelved <= {model._meta.db_table for model in watched.told()}


def test_every_table_that_tells_has_its_trigger_where_the_database_needs_one(db):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE '%_told'")
            assert {table for (table,) in cursor} == {model._meta.db_table for model in watched.told()}
    assert watched.told()
