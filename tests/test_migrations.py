"""Tests run on tables made at once from the models; this one proves that the migrations make the same tables."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pysqlite3
import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(settings.BASE_DIR)
# Tables of libraries take the width of their keys from their own settings when migrations make them.
LIBRARIES = ("account_", "auth_", "django_")
SQLITE = "SELECT type || ' ' || name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND name <> 'django_migrations'"
POSTGRESQL = """
SELECT 'relation ' || relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
WHERE nspname = 'public' AND relname NOT LIKE 'django_migrations%'
UNION SELECT 'constraint ' || conname FROM pg_constraint JOIN pg_namespace n ON n.oid = connamespace
WHERE nspname = 'public' AND conrelid::regclass::text <> 'django_migrations' AND contype <> 'n'
UNION SELECT 'trigger ' || tgname FROM pg_trigger WHERE NOT tgisinternal
"""
COLUMNS_SQLITE = """
SELECT m.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull"
FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'
AND m.name NOT LIKE 'sqlite_%' AND m.name <> 'django_migrations'
"""
COLUMNS_POSTGRESQL = """
SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable FROM information_schema.columns
WHERE table_schema = 'public' AND table_name <> 'django_migrations'
"""


def migrate(**environment):
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "-v", "0"],
        cwd=ROOT,
        env=os.environ | {"SHOP_DEBUG": "1"} | environment,
        check=True,
    )


def ours(names):
    return {name for name in names if not name.startswith(LIBRARIES)}


@pytest.fixture
def migrated(db, tmp_path):
    """Reads a database that the migrations made from nothing."""
    if connection.vendor == "sqlite":
        migrate(DATA_DIR=str(tmp_path))
        (file,) = tmp_path.glob("*.sqlite3")
        database = pysqlite3.connect(file)
        yield lambda statement: {row[0] for row in database.execute(statement)}
        database.close()
        return
    params = connection.get_connection_params()
    where = {name: params[name] for name in ("host", "port", "user", "password") if params.get(name)}
    name = f"{params['dbname']}_migrated"
    with psycopg.connect(**where, dbname="postgres", autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            url = os.environ["DATABASE_URL"]
            migrate(DATABASE_URL=f"{url.rpartition('/')[0]}/{name}", DATA_DIR=str(tmp_path))
            with psycopg.connect(**where, dbname=name) as database:
                yield lambda statement: {row[0] for row in database.execute(statement)}
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_the_migrations_make_the_tables_that_tests_run_on(migrated):
    for sqlite, postgresql in ((SQLITE, POSTGRESQL), (COLUMNS_SQLITE, COLUMNS_POSTGRESQL)):
        statement = sqlite if connection.vendor == "sqlite" else postgresql
        with connection.cursor() as cursor:
            cursor.execute(statement)
            made_at_once = {row[0] for row in cursor.fetchall()}
        assert ours(migrated(statement)) == ours(made_at_once)
