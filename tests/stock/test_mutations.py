"""Operations of the desk through the graph: each once, each refusal as data."""

import pytest

from core import graph
from stock.models import StockMove
from tests.stock import shelves
from tests.stock.asking import officer, viewer_of
from tests.stock.shelves import listed_lot

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def far_shop(db):
    return shelves.point()


SYNC = """mutation ($device: String!, $operations: [StockOperationInput!]!) {
  stockSync(device: $device, operations: $operations) {
    answers { id status isRepeated error { code field available } receipt { status lines { quantity } } }
    errors { code }
  }
}"""


def receiving(lot, shop, **values):
    return {
        "id": "00000000-0000-4000-8000-000000000001",
        "sequence": 1,
        "deviceAt": "2026-11-26T08:55:00+07:00",
        "receive": {
            "point": graph.global_id("SalesPoint", shop.pk),
            "producer": graph.global_id("Producer", lot.producer_id),
            "lines": [
                {
                    "lot": graph.global_id("Lot", lot.pk),
                    "location": graph.global_id("Location", shelves.place(shop).pk),
                    "quantity": 4,
                }
            ],
        },
        **values,
    }


def test_a_batch_is_applied_once(graphql, shop):
    lot = shelves.lot(producer=shelves.consigned(shop))
    viewer = viewer_of(shelves.seller(shop))
    for repeated in (False, True):
        (answer,) = graphql(SYNC, viewer=viewer, device="máy-1", operations=[receiving(lot, shop)])["stockSync"][
            "answers"
        ]
        assert (answer["status"], answer["isRepeated"], answer["error"]) == ("APPLIED", repeated, None)
        assert answer["receipt"] == {"status": "POSTED", "lines": [{"quantity": 4}]}
    assert StockMove.objects.count() == 1


def test_a_stranger_s_batch_is_refused_as_data(graphql, shop, far_shop):
    lot = shelves.lot(producer=shelves.consigned(shop))
    stranger = viewer_of(shelves.seller(far_shop))
    (answer,) = graphql(SYNC, viewer=stranger, device="máy-1", operations=[receiving(lot, shop)])["stockSync"][
        "answers"
    ]
    assert (answer["status"], answer["error"]["code"]) == ("CONFLICT", "NOT_YOUR_SALES_POINT")
    nobody = graphql(SYNC, device="máy-1", operations=[receiving(lot, shop)])["stockSync"]
    assert nobody == {"answers": [], "errors": [{"code": "INVALID"}]}
    assert not StockMove.objects.exists()


def test_a_single_operation_has_a_mutation_of_its_own(graphql, shop):
    lot = listed_lot(shop, 5)
    document = """mutation ($input: WriteOffInput!, $key: UUID!) {
      stockWriteOff(input: $input, idempotencyKey: $key) { errors { code field available } }
    }"""
    given = {
        "point": graph.global_id("SalesPoint", shop.pk),
        "lot": graph.global_id("Lot", lot.pk),
        "owner": graph.global_id("Producer", lot.producer_id),
        "location": graph.global_id("Location", shelves.place(shop).pk),
        "quantity": 6,
        "reason": "BROKEN",
    }
    key = "00000000-0000-4000-8000-000000000002"
    viewer = viewer_of(shelves.seller(shop))
    refused = graphql(document, viewer=viewer, input=given, key=key)["stockWriteOff"]["errors"]
    assert refused == [{"code": "INSUFFICIENT_STOCK", "field": "quantity", "available": 5}]
    for quantity in (2, 2):
        given["quantity"] = quantity
        done = graphql(document, viewer=viewer, input=given, key=key.replace("2", "3"))
        assert done["stockWriteOff"]["errors"] == []
    assert shelves.balance(lot, shop).on_hand == 3


def test_what_cannot_be_found_is_told_by_its_field(graphql, shop):
    lot = shelves.lot(producer=shelves.consigned(shop))
    operation = receiving(lot, shop)
    operation["receive"]["point"] = graph.global_id("SalesPoint", 999_999)
    viewer = viewer_of(shelves.seller(shop))
    (answer,) = graphql(SYNC, viewer=viewer, device="máy-1", operations=[operation])["stockSync"]["answers"]
    assert (answer["error"]["code"], answer["error"]["field"]) == ("NOT_FOUND", "point")


def test_only_officers_recall_a_lot(graphql, shop):
    lot = listed_lot(shop, 5)
    document = """mutation ($lot: ID!) {
      lotRecall(lot: $lot, reason: "Có dị vật") { lot { isRecalled recallReason } errors { code } }
    }"""
    given = {"lot": graph.global_id("Lot", lot.pk)}
    for viewer in (None, viewer_of(shelves.seller(shop))):
        assert graphql(document, viewer=viewer, **given)["lotRecall"]["lot"] is None
    told = graphql(document, viewer=officer(), **given)["lotRecall"]
    assert told == {"lot": {"isRecalled": True, "recallReason": "Có dị vật"}, "errors": []}
