"""Whose desk it is: staff open their own sales points, officers every one, anyone else is told whom to ask."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission

from accounts.models import User
from core import graph
from stock import services
from stock.models import PointStaff
from stock.models.points import StaffRole
from tests import factories
from tests.stock import shelves
from tests.stock.asking import viewer_of

pytestmark = pytest.mark.usefixtures("now")

PAPERS = """query ($point: ID!, $slug: String!) {
  goodsReceipts(salesPoint: $point) { totalCount }
  transfers(salesPoint: $point) { totalCount }
  stockCounts(salesPoint: $point) { totalCount }
  stockBalances(salesPoint: $point) { totalCount }
  stockMoves(salesPoint: $point) { totalCount }
  alerts(salesPoint: $point) { totalCount }
  salesPoint(slug: $slug) { managerName locations { id } }
}"""


@pytest.fixture
def shop(db):
    return shelves.point(slug="dong-hoi", name_vi="Điểm OCOP tỉnh", name_en="Provincial OCOP shop")


def person(*shops, **values) -> User:
    user = factories.user("ha@vidu.example", last_name="Nguyễn Thu", first_name="Hà", **values)
    for one in shops:
        services.employ(point=one, user=user, role=StaffRole.SELLER, since=date(2026, 1, 1), by=factories.OFFICER)
    return user


@pytest.fixture
def signed(client):
    def sign(user):
        client.force_login(user)
        return client

    return sign


def text(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("address", ["/desk/", "/desk/dong-hoi/"])
def test_the_desk_is_for_those_who_signed_in(client, shop, address):
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer.url == f"/dang-nhap/?next={address}"


def test_a_person_of_one_sales_point_goes_straight_to_it(signed, shop, other):
    answer = signed(person(shop)).get("/desk/")
    assert (answer.status_code, answer.url) == (302, "/desk/dong-hoi/")


def test_a_person_of_several_chooses(signed, shop, other):
    page = text(signed(person(shop, other)).get("/desk/"))
    assert 'href="/desk/dong-hoi/"' in page
    assert 'href="/desk/le-thuy/"' in page
    assert "Nguyễn Thu Hà" in page


def test_the_desk_says_where_one_is_and_who_one_is(signed, shop):
    page = text(signed(person(shop)).get("/desk/dong-hoi/"))
    assert "Điểm OCOP tỉnh" in page
    assert "Nguyễn Thu Hà" in page
    english = text(signed(User.objects.get()).get("/en/desk/dong-hoi/"))
    assert "Provincial OCOP shop" in english


def test_somebody_else_s_sales_point_is_refused_kindly_and_shows_nothing_of_it(signed, shop, other):
    answer = signed(person(shop)).get("/desk/le-thuy/")
    assert answer.status_code == 403
    page = text(answer)
    assert "chỉ người làm ở đó và cán bộ chương trình mở được" in page
    assert 'href="/desk/dong-hoi/"' in page
    assert "aria-current" not in page


def test_there_is_no_desk_of_a_sales_point_that_is_not(signed, shop):
    assert signed(person(shop)).get("/desk/khong-co/").status_code == 404


def test_whoever_works_nowhere_is_told_whom_to_ask(signed, shop):
    page = text(signed(person()).get("/desk/"))
    assert "Chưa có điểm bán nào" in page
    assert "nhờ trưởng điểm bán báo cán bộ chương trình" in page
    assert "dong-hoi" not in page


def test_whoever_left_is_refused_from_that_day_on(signed, shop):
    user = person(shop)
    PointStaff.objects.update(until=date(2026, 11, 26))
    assert signed(user).get("/desk/dong-hoi/").status_code == 403


@pytest.mark.parametrize(
    "days", [{"opened_on": None}, {"opened_on": date(2026, 12, 1)}, {"closed_on": date(2026, 11, 1)}]
)
def test_a_shop_is_filled_before_it_opens_and_emptied_after_it_closed(signed, db, days):
    there = shelves.point(slug="mai-mo", **days)
    answer = signed(person(there)).get("/desk/")
    assert answer.url == "/desk/mai-mo/"
    assert signed(User.objects.get()).get(answer.url).status_code == 200


def test_officers_may_open_every_sales_point(signed, shop, other):
    user = person()
    user.user_permissions.add(Permission.objects.get(codename="view_stockmove"))
    for slug in ("dong-hoi", "le-thuy"):
        assert signed(user).get(f"/desk/{slug}/").status_code == 200


def test_nothing_of_the_desk_is_kept_or_listed(signed, shop):
    answer = signed(person(shop)).get("/desk/dong-hoi/")
    assert {"no-store", "private"} <= set(answer["Cache-Control"].split(", "))
    assert '<meta name="robots" content="noindex">' in text(answer)
    assert "canonical" not in text(answer)
    assert "/desk/" not in text(signed(User.objects.get()).get("/sitemap.xml"))


def test_the_graph_tells_nothing_of_somebody_else_s_sales_point(graphql, shop, other):
    lot = shelves.lot(producer=shelves.consigned(other))
    shelves.received(lot, other, 5)
    services.open_count(location=shelves.place(other), by=factories.OFFICER)
    asked = {"point": graph.global_id("SalesPoint", other.pk), "slug": other.slug}
    for viewer in (None, viewer_of(shelves.seller(shop))):
        told = graphql(PAPERS, viewer=viewer, **asked)
        assert told.pop("salesPoint") == {"managerName": None, "locations": []}
        assert {name: one["totalCount"] for name, one in told.items()} == dict.fromkeys(told, 0)
    theirs = graphql(PAPERS, viewer=viewer_of(shelves.seller(other)), **asked)
    assert theirs["stockBalances"]["totalCount"] == theirs["goodsReceipts"]["totalCount"] == 1
