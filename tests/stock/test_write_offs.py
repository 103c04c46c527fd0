"""What is taken off for good: its picture, who sees it, and a mistake put right."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import files, graph
from core.files.refusals import UploadKindRefused
from core.viewer import Viewer
from stock import services
from stock.errors import MoveNotReversible, NotYourSalesPoint, PhotoUnknown, ReasonRequired
from stock.models import WriteOff, WriteOffReason
from stock.services.handling import Handled
from tests import factories, pictures
from tests.stock import shelves
from tests.stock.asking import officer, viewer_of

pytestmark = pytest.mark.usefixtures("now")

WRITE_OFF = """mutation ($input: WriteOffInput!, $key: UUID!) {
  stockWriteOff(input: $input, idempotencyKey: $key) {
    writeOff { quantity reason photoPath reversedFor lot { code } variant { sku } owner { name } location { usage } }
    errors { code field }
  }
}"""
LIST = """query ($point: ID) { writeOffs(first: 10, salesPoint: $point) {
  edges { node { id quantity note reversedFor lot { code } variant { sku } owner { name } salesPoint { slug } } }
} }"""
REVERSE = """mutation ($input: WriteOffReverseInput!, $key: UUID!) {
  stockWriteOffReverse(input: $input, idempotencyKey: $key) { writeOff { reversedFor } errors { code } }
}"""


@pytest.fixture
def private(settings, tmp_path):
    """A private storage of the test's own."""
    settings.STORAGES = settings.STORAGES | {
        files.PRIVATE: {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }


def write_off(shop, lot, by, **values) -> WriteOff:
    given = {
        "units": Handled(lot.pk, lot.producer_id, shelves.place(shop).pk, 2),
        "reason": WriteOffReason.BROKEN,
        **values,
    }
    return services.write_off(point=shop, by=by, **given)


def kept(shop, by, operation, content=None):
    return services.keep_photo(point_id=shop.pk, upload=pictures.upload(content), operation=operation, by=by)


def test_a_picture_is_kept_once_for_an_operation_that_is_sent_twice(shop, seller, private):
    operation = uuid4()
    assert kept(shop, seller, operation) == kept(shop, seller, operation)
    assert kept(shop, seller, uuid4()) != kept(shop, seller, operation)


def test_only_the_operation_it_was_taken_for_may_name_it(shop, lot, seller, private):
    name = kept(shop, seller, uuid4())
    for operation in (uuid4(), None):
        with pytest.raises(PhotoUnknown):
            write_off(shop, lot, seller, photo=name, operation=operation)
    assert shelves.balance(lot, shop).on_hand == 5


@pytest.mark.parametrize("name", ["write-offs/ab/none-{}.jpg", "permits/ab/ab-{}.jpg", "../secret-{}.jpg"])
def test_what_was_not_kept_is_not_named(shop, lot, seller, private, name):
    operation = uuid4()
    with pytest.raises(PhotoUnknown):
        write_off(shop, lot, seller, photo=name.format(operation.hex), operation=operation)


def test_a_picture_is_judged_by_what_it_holds_and_kept_for_staff_alone(shop, seller, private):
    with pytest.raises(UploadKindRefused):
        kept(shop, seller, uuid4(), b"%PDF-1.7 not a picture")
    with pytest.raises(NotYourSalesPoint):
        kept(shop, shelves.seller(shelves.point()), uuid4())


def test_it_is_seen_by_its_shop_and_officers_alone(shop, lot, seller, private):
    operation = uuid4()
    name = kept(shop, seller, operation)
    assert not files.may_read(officer(), name)
    write_off(shop, lot, seller, photo=name, operation=operation)
    theirs = viewer_of(shelves.seller(shelves.point()))
    assert files.may_read(viewer_of(seller), name)
    for outsider in (theirs, Viewer.anonymous(), Viewer(lambda: factories.member(lot.producer))):
        assert not files.may_read(outsider, name)


def test_a_mistake_is_put_right_once_with_its_reason(shop, lot, seller):
    paper = write_off(shop, lot, seller)
    with pytest.raises(ReasonRequired):
        services.reverse_write_off(write_off_id=paper.pk, reason=" ", by=seller)
    with pytest.raises(NotYourSalesPoint):
        services.reverse_write_off(write_off_id=paper.pk, reason="Nhầm lô", by=shelves.seller(shelves.point()))
    assert shelves.balance(lot, shop).on_hand == 3
    services.reverse_write_off(write_off_id=paper.pk, reason="Nhầm lô", by=seller)
    assert shelves.balance(lot, shop).on_hand == 5
    with pytest.raises(MoveNotReversible):
        services.reverse_write_off(write_off_id=paper.pk, reason="Nhầm lô", by=seller)
    assert shelves.states(paper) == ["posted", "reversed"]
    assert services.differences() == []


def test_two_who_put_the_same_mistake_right_do_it_once(shop, lot, seller, at_once):
    paper = write_off(shop, lot, seller)

    def reverse():
        return services.reverse_write_off(write_off_id=paper.pk, reason="Nhầm lô", by=seller)

    answers = at_once(*[shelves.on_this_clock(reverse) for _ in range(2)])
    assert sorted(isinstance(one, MoveNotReversible) for one in answers) == [False, True]
    assert shelves.balance(lot, shop).on_hand == 5


def given(shop, lot, **values):
    return {
        "point": graph.global_id("SalesPoint", shop.pk),
        "lot": graph.global_id("Lot", lot.pk),
        "owner": graph.global_id("Producer", lot.producer_id),
        "location": graph.global_id("Location", shelves.place(shop).pk),
        "quantity": 2,
        "reason": "BROKEN",
        **values,
    }


def test_the_graph_writes_off_with_the_picture_and_puts_it_right(graphql, shop, lot, seller, private):
    operation, viewer = uuid4(), viewer_of(seller)
    name = kept(shop, seller, operation)
    asked = {"viewer": viewer, "input": given(shop, lot, photo=name), "key": str(operation)}
    paper = graphql(WRITE_OFF, **asked)["stockWriteOff"]["writeOff"]
    assert (paper["quantity"], paper["photoPath"], paper["reversedFor"]) == (2, f"/papers/{name}", None)
    assert graphql(WRITE_OFF, **asked)["stockWriteOff"]["writeOff"] == paper
    key = graph.global_id("WriteOff", WriteOff.objects.get().pk)
    answer = graphql(REVERSE, viewer=viewer, input={"writeOff": key, "reason": "Nhầm lô"}, key=str(uuid4()))
    assert answer["stockWriteOffReverse"] == {"writeOff": {"reversedFor": "Nhầm lô"}, "errors": []}


def test_papers_are_seen_by_their_shop_and_officers(graphql, shop, lot, seller):
    write_off(shop, lot, seller)
    theirs, maker = viewer_of(shelves.seller(shelves.point())), factories.member(lot.producer)
    for viewer, count in (
        (viewer_of(seller), 1),
        (officer(), 1),
        (theirs, 0),
        (Viewer(lambda: maker), 0),
        (Viewer.anonymous(), 0),
    ):
        assert len(graphql(LIST, viewer=viewer)["writeOffs"]["edges"]) == count


def test_a_list_costs_as_much_as_one(graphql, shop, lot, seller):
    viewer, costs = viewer_of(seller), []
    one = Handled(lot.pk, lot.producer_id, shelves.place(shop).pk, 1)
    for more in (1, 0, 4):  # what a process reads once is read by the first
        for _ in range(more):
            write_off(shop, lot, seller, units=one)
        with CaptureQueriesContext(connection) as asked:
            graphql(LIST, viewer=viewer, point=graph.global_id("SalesPoint", shop.pk))
        costs.append(len(asked))
    assert costs[1] == costs[2]
