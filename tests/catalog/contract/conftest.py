"""The whole load, once for these tests."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from catalog.loading.province import load_province


@pytest.fixture(scope="package")
def loaded_province(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Everything that is loaded, once for all tests of the package, each of which is undone before the next."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_province(demonstration=True, accounts=False)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded(loaded_province, db) -> None:
    """Everything that is loaded."""
