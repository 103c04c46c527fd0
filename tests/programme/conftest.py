import pytest

from tests.programme.asking import Province


@pytest.fixture
def province(db):
    return Province()
