"""What must be true before anything is served, shown false."""

import sqlite3
from types import SimpleNamespace

import pytest

from core import checks
from core.checks import check_postgresql_version, check_sqlite_version


@pytest.fixture
def running_on(monkeypatch):
    def on(vendor, version=(15, 1)):
        connection = SimpleNamespace(
            vendor=vendor, ensure_connection=lambda: None, get_database_version=lambda: version
        )
        monkeypatch.setattr(checks, "connections", SimpleNamespace(all=lambda: [connection]))
        return connection

    return on


@pytest.mark.parametrize(
    ("version", "affected"),
    [
        ((3, 6, 23), False),
        ((3, 7, 0), True),
        ((3, 40, 1), True),
        ((3, 51, 1), True),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 53, 4), False),
    ],
)
def test_an_sqlite_that_may_corrupt_the_database_is_refused_with_the_remedy(monkeypatch, running_on, version, affected):
    running_on("sqlite")
    monkeypatch.setattr(sqlite3.dbapi2, "sqlite_version_info", version)
    errors = check_sqlite_version()
    assert [error.id for error in errors] == (["core.E001"] if affected else [])
    assert all("pysqlite3" in error.hint for error in errors)


def test_on_postgresql_the_systems_sqlite_does_not_matter(monkeypatch, running_on):
    running_on("postgresql")
    monkeypatch.setattr(sqlite3.dbapi2, "sqlite_version_info", (3, 40, 1))
    assert check_sqlite_version() == []


def test_the_library_that_is_loaded_is_a_sound_one():
    assert sqlite3.sqlite_version_info > (3, 51, 2)


@pytest.mark.parametrize(("version", "ids"), [((14, 9), ["core.E003"]), ((15, 0), []), ((17, 2), [])])
def test_an_old_postgresql_is_refused(monkeypatch, running_on, version, ids):
    connection = running_on("postgresql", version)
    monkeypatch.setattr(checks, "connections", {"default": connection})
    assert [error.id for error in check_postgresql_version(databases=["default"])] == ids


def test_sqlite_has_no_postgresql_version(monkeypatch, running_on):
    monkeypatch.setattr(checks, "connections", {"default": running_on("sqlite")})
    assert check_postgresql_version(databases=["default"]) == []
