"""The province's load into a catalog that is empty: what it leaves out, and for whom."""

import pytest

from accounts.models import User
from catalog.models import CatalogRevision, Product, VariantPrice
from tests.catalog.loading import load


def test_facts_alone_invent_nothing(db):
    load("--facts-only")
    assert Product.objects.count() == 64
    assert not VariantPrice.objects.exists()
    assert not User.objects.exists()


def test_a_public_shop_gets_no_account_with_a_published_password(db, settings):
    settings.SHOP_URL = "https://chophien.example"
    assert "--accounts" in load()
    assert not User.objects.exists()
    load("--accounts")
    assert User.objects.filter(is_demonstration=True).count() == 6


def test_the_load_is_one_transaction(db, monkeypatch):
    monkeypatch.setattr("accounts.demonstration.load", lambda report, accounts: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load()
    assert not Product.objects.exists()
    assert not CatalogRevision.objects.exists()


@pytest.mark.parametrize(
    ("host", "url", "made"),
    [
        ("0.0.0.0", "http://127.0.0.1:8000", False),
        ("::1", "https://x", False),
        ("127.0.0.1", "http://127.0.0.1:8000", True),
    ],
)
def test_published_passwords_are_for_this_machine_alone(db, monkeypatch, settings, host, url, made):
    monkeypatch.setenv("HOST", host)
    settings.SHOP_URL = url
    load()
    assert User.objects.exists() is made
