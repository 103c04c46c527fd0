"""DATABASE_URL is read strictly: what is odd in it stops the process and names it, without repeating the password."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from core.db.configure import databases


@pytest.fixture
def configured(monkeypatch):
    def read(url=None, **variables):
        for variable in ("DATABASE_URL", "SHOP_STATEMENT_TIMEOUT_MS", "SHOP_DATABASE_POOL"):
            monkeypatch.delenv(variable, raising=False)
        for variable, value in (({"DATABASE_URL": url} if url is not None else {}) | variables).items():
            monkeypatch.setenv(variable, value)
        return databases(Path("/data"))["default"]

    return read


def test_without_an_address_it_is_one_file(configured):
    database = configured()
    assert (database["ENGINE"], database["NAME"]) == ("core.db.sqlite", "/data/chophien.sqlite3")


def test_a_whole_address(configured):
    database = configured("postgresql://shop:p%40ss%2Fw%3Ard@db.example:5433/cho%20phien?sslmode=require")
    assert database["ENGINE"] == "core.db.postgresql"
    assert [database[part] for part in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        "cho phien",
        "shop",
        "p@ss/w:rd",
        "db.example",
        "5433",
    ]
    assert database["OPTIONS"]["sslmode"] == "require"


def test_a_socket_and_an_ipv6_host(configured):
    assert configured("postgresql:///shop?host=/run/postgresql")["HOST"] == "/run/postgresql"
    assert configured("postgres://u@[::1]/shop")["HOST"] == "::1"


def test_the_statement_timeout_and_the_pool_come_from_the_environment(configured):
    database = configured("postgresql://h/d", SHOP_STATEMENT_TIMEOUT_MS="2500", SHOP_DATABASE_POOL="3")
    assert database["OPTIONS"]["options"] == "-c statement_timeout=2500"
    assert database["STATEMENT_TIMEOUT_MS"] == 2500
    assert database["OPTIONS"]["pool"]["max_size"] == 3


@pytest.mark.parametrize(
    "url",
    [
        "",
        " ",
        "mysql://u:secret@h/d",
        "postgresql",
        "postgresql://u:secret@h",
        "postgresql://u:secret@h/",
        "postgresql://u:secret@h/a/b",
        "postgresql://u:secret@h:port/d",
        "postgresql://u:secret@h:99999/d",
        "postgresql://u:secret@[::1/d",
        "postgresql://u:secret#x@h/d",
        "postgresql://u:secret@h/d#x",
        "postgresql://u:secret @h/d",
        "postgresql://u:secret@h/d\n",
        "postgresql://u:secret@h/d?sslmode",
        "postgresql://u:secret@h/d?options=-c%20x",
        "postgresql://u:secret@h/d?sslmode=require&sslmode=disable",
    ],
)
def test_a_malformed_address_is_refused_by_name_and_kept_secret(configured, url):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL") as refusal:
        configured(url)
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize("variable", ["SHOP_STATEMENT_TIMEOUT_MS", "SHOP_DATABASE_POOL"])
def test_a_malformed_number_is_refused_by_name(configured, variable):
    with pytest.raises(ImproperlyConfigured, match=variable):
        configured("postgresql://h/d", **{variable: "many"})
