"""Who did what to a paper, told to whoever may see it."""

import pytest

from accounts.models import User
from core import graph
from stock import services
from stock.services.receipts import Brought
from tests import factories
from tests.stock import shelves
from tests.stock.asking import officer, viewer_of

pytestmark = pytest.mark.usefixtures("now")

HISTORY = """query ($id: ID!) { goodsReceipt(id: $id) { history { state at by role reason } } }"""


def test_each_change_names_who_made_it_when_and_why(graphql, db):
    shop = shelves.point()
    staff = shelves.seller(shop)
    User.objects.filter(pk=staff.id).update(last_name="Nguyễn Thu", first_name="Hà")
    lot = shelves.lot(producer=shelves.consigned(shop))
    brought = [Brought(lot.pk, shelves.place(shop).pk, 5)]
    draft = services.draft_receipt(point=shop, producer=lot.producer, brought=brought, by=staff)
    posted = services.post_receipt(receipt_id=draft.pk, version=draft.version, by=staff)
    services.reverse_receipt(receipt_id=draft.pk, version=posted.version, reason="Đếm nhầm", by=factories.OFFICER)
    asked = {"id": graph.global_id("GoodsReceipt", draft.pk)}
    told = graphql(HISTORY, viewer=viewer_of(staff), **asked)["goodsReceipt"]["history"]
    assert [(one["state"], one["by"], one["role"], one["reason"]) for one in told] == [
        ("Đang lập", "Nguyễn Thu Hà", "seller", ""),
        ("Đã ghi sổ", "Nguyễn Thu Hà", "seller", ""),
        ("Đã ghi đảo", None, "officer", "Đếm nhầm"),
    ]
    assert told[0]["at"] == "2026-11-26T02:00:00+00:00"
    assert graphql(HISTORY, viewer=officer(), **asked)["goodsReceipt"]["history"] == told
    for stranger in (None, viewer_of(shelves.seller(shelves.point()))):
        assert graphql(HISTORY, viewer=stranger, **asked) == {"goodsReceipt": None}
