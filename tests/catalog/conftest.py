"""What several tests of the catalog stand on."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from catalog.loading.areas import Areas, load_areas
from catalog.loading.report import Report
from stock import demonstration
from tests.catalog.loading import load


@pytest.fixture(scope="module", autouse=True)
def bare_shelves() -> Iterator[None]:
    """A load without what shows the shelves, which takes longer than the whole catalog and has tests of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(demonstration, "load", lambda report, accounts: None)
        patch.setattr(demonstration, "after_load", lambda report: None)
        yield


@pytest.fixture(scope="module")
def loaded_province(bare_shelves, django_db_setup, django_db_blocker) -> Iterator[str]:
    """The province, loaded once for all tests of a module, each of which is undone before the next."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load()
        transaction.set_rollback(True)


@pytest.fixture
def loaded(loaded_province, db) -> str:
    """What the load told."""
    return loaded_province


@pytest.fixture(scope="module")
def loaded_areas(django_db_setup, django_db_blocker) -> Iterator[Areas]:
    """The province's units, loaded once for all tests of a module, each of which is undone before the next."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_areas(Report())
        transaction.set_rollback(True)


@pytest.fixture
def areas(loaded_areas, db) -> Areas:
    """The province's units by the names that the data files use: "old:19096", "new:19138", "district:455"."""
    return loaded_areas
