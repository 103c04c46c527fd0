"""The province, loaded for the page tests."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from core.kept_pages import kept_pages


@pytest.fixture(autouse=True)
def nothing_kept():
    """A page kept by another test would answer in the place of what a test breaks."""
    kept_pages.clear()


@pytest.fixture(scope="module")
def province(django_db_setup, django_db_blocker):
    """Loaded once for the module, in a transaction around those of its tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_province", stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def market(province, db):
    return None
