"""Goods that the tests of the catalog's graph ask for."""

import pytest
from django.contrib.auth.models import Permission

from catalog import services
from core.viewer import Viewer
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


@pytest.fixture
def maker(db):
    return factories.producer(name_vi="HTX Một")


@pytest.fixture
def readers(maker):
    """Nobody, a buyer, a member of the maker, a member of another, an officer who may see papers."""
    buyer, officer = (factories.user(f"{name}@vidu.example") for name in ("b", "x"))
    member, other = factories.member(maker), factories.member(factories.producer())
    officer.user_permissions.set(Permission.objects.filter(codename__in=["view_permit", "view_packaging"]))
    signed_in = {"buyer": buyer, "member": member, "other": other, "officer": officer}
    return {"nobody": Viewer.anonymous(), **{name: Viewer(lambda user=user: user) for name, user in signed_in.items()}}
