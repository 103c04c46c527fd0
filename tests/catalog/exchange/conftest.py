"""What goods of a sheet hang in."""

import pytest

from tests import factories


@pytest.fixture
def shop(db):
    """Two channels, a category 1.1a and a producer."""
    factories.channel("vn", position=1)
    factories.channel("intl", "USD", position=2)
    group = factories.category(code="1", position=100)
    return {
        "category": factories.category(parent=group, code="1.1a", position=101),
        "producer": factories.producer(slug="htx-mau", name_vi="HTX Mẫu"),
    }
