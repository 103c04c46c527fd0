"""What tests of the shelves stand on: an instant, a shop, who brings goods, who works there, a lot."""

from datetime import datetime

import pytest
from django.test import Client

from accounts.models import User
from catalog.models import Producer, ProductVariant
from stock.models import Lot, SalesPoint
from tests import factories
from tests.stock import shelves
from tests.stock.desk_visits import staff_of


@pytest.fixture
def now(clock) -> datetime:
    """When it is, for tests that ask: `pytestmark = pytest.mark.usefixtures("now")`."""
    return clock("2026-11-26T09:00")


@pytest.fixture
def shop(db) -> SalesPoint:
    return shelves.point(slug="dong-hoi")


@pytest.fixture
def other(db) -> SalesPoint:
    """Another shop, for goods to go to."""
    return shelves.point(slug="le-thuy", name_vi="Điểm Lệ Thủy")


@pytest.fixture
def maker(shop) -> Producer:
    """Whose goods the shop has in consignment."""
    return shelves.consigned(shop)


@pytest.fixture
def variant(maker) -> ProductVariant:
    return factories.variant(factories.product("Khoai deo", producer=maker), name_vi="Gói 500 g")


@pytest.fixture
def lot(shop) -> Lot:
    """Five units of it lie on the shop's shelf."""
    made = shelves.lot(producer=shelves.consigned(shop))
    shelves.received(made, shop, 5)
    return made


@pytest.fixture
def seller(shop) -> User:
    """Somebody who works at the shop."""
    return shelves.seller(shop)


@pytest.fixture
def staff(client, shop) -> Client:
    """The browser of somebody who works at the shop."""
    client.force_login(staff_of(shop))
    return client


@pytest.fixture
def form(maker) -> str:
    """Where the maker's goods are received at the desk."""
    return f"/desk/dong-hoi/nhan-hang/moi/?nguoi-lam={maker.pk}"
