"""Goods that the tests of the catalog's graph ask for."""

import pytest

from catalog import services
from tests import factories


@pytest.fixture
def goods(db):
    """Four products in two sub-groups of two groups, one of them abroad too."""
    spices, honey = (factories.category(parent=factories.category()) for _ in range(2))
    made = {
        "Ớt": factories.listed("Ớt", 20_000, category=spices),
        "Đũa": factories.listed("Đũa", 85_000, category=spices),
        "Mật ong": factories.listed("Mật ong", 190_000, category=honey),
        "Dầu lạc": factories.listed("Dầu lạc", 85_000, category=honey),
    }
    abroad = factories.channel("intl", "USD")
    factories.price(made["Mật ong"].variants.get(), 1290, abroad)
    services.publish(product=made["Mật ong"], channel=abroad)
    return made
