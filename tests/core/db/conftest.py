"""A watched value over a table of the suite's database, and a process that writes to it from outside."""

import subprocess
import sys
import time

import pytest
from django.db import connection, transaction
from psycopg.conninfo import make_conninfo

from core.db.watched import announce, watched
from core.environment import env
from core.models import Once

# These tests ask a real server.
collect_ignore = [] if env("DATABASE_URL", "") else ["test_listener.py"]

INSERT = """
INSERT INTO core_once (actor, operation, key, payload_sha256, created_at)
VALUES ('a', 'other', '{}', '', CURRENT_TIMESTAMP)
"""
ANOTHER_PROCESS = {
    "sqlite": "import shop, sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()",
    "postgresql": """
import psycopg, sys
with psycopg.connect(sys.argv[1]) as c:
    c.execute(sys.argv[2])
    c.execute("NOTIFY core_watched")
""",
}


class Rows:
    """How many rows there are: `rows()`, read `rows.reads` times."""

    def __init__(self):
        self.reads = 0
        self.value = watched(self.read)

    def __call__(self):
        return self.value()

    def read(self):
        self.reads += 1
        return Once.objects.count()

    def known(self):
        """Whether it stands without being read."""
        before = self.reads
        self()
        return self.reads == before

    def becomes(self, number, within_s=10.0):
        """Whether it is this number soon, and known again."""
        ends_at = time.monotonic() + within_s
        while not (self.known() and self() == number):
            if time.monotonic() > ends_at:
                return False
            time.sleep(0.005)
        return True

    @staticmethod
    def add():
        with transaction.atomic():
            Once.objects.create(actor="a", operation="own", key=str(time.monotonic_ns()), payload_sha256="")
            announce()

    @staticmethod
    def added_by_another_process():
        params = connection.get_connection_params()
        if connection.vendor == "postgresql":
            names = ("dbname", "user", "password", "host", "port")
            place = make_conninfo(**{name: params[name] for name in names if name in params})
        else:
            place = params["database"]
        sql = INSERT.format(time.monotonic_ns())
        subprocess.run([sys.executable, "-c", ANOTHER_PROCESS[connection.vendor], place, sql], check=True)


@pytest.fixture
def rows(transactional_db):
    made = Rows()
    assert made.becomes(0)
    return made
