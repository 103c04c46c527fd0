"""What staff should see to."""

from datetime import date

import pytest

from stock import services
from stock.models import Alert, Usage
from tests import factories
from tests.stock import shelves

pytestmark = pytest.mark.usefixtures("now")


def standing() -> set[str]:
    return set(Alert.objects.filter(closed_at=None).values_list("kind", flat=True))


@pytest.mark.parametrize(("units", "kinds"), [(0, {"out"}), (4, {"low"}), (5, set())])
def test_too_little_of_a_variant_opens_an_alert(shop, units, kinds):
    lot = shelves.lot()
    services.put_reorder_rule(point=shop, variant=lot.variant, minimum=5, target=20)
    if units:
        shelves.stocked(lot, shop, units)
    services.renew_alerts()
    assert standing() == kinds


def test_what_is_promised_or_spoilt_does_not_count_as_there(shop):
    lot = shelves.lot()
    services.put_reorder_rule(point=shop, variant=lot.variant, minimum=1, target=20)
    shelves.stocked(lot, shop, 2)
    shelves.stocked(shelves.lot(lot.variant, date(2026, 11, 25)), shop, 9)
    services.reserve(reference="1", wanted={lot.variant_id: 2})
    services.renew_alerts()
    assert standing() == {"out", "expired"}


@pytest.mark.parametrize(
    ("ends", "kinds"),
    [
        (date(2026, 11, 25), {"expired"}),
        (date(2026, 11, 26), {"near_expiry"}),
        (date(2026, 12, 26), {"near_expiry"}),
        (date(2026, 12, 27), set()),
        (None, set()),
    ],
)
def test_a_lot_near_its_last_day_or_past_it_opens_an_alert(shop, ends, kinds):
    shelves.stocked(shelves.lot(expires_on=ends), shop, 1)
    services.renew_alerts()
    assert standing() == kinds


def test_an_alert_is_one_until_it_is_over_and_may_open_again(shop):
    lot = shelves.lot(expires_on=date(2026, 11, 25))
    shelves.stocked(lot, shop, 1)
    assert services.renew_alerts() == (1, 0)
    assert services.renew_alerts() == (0, 0)
    shelves.move(shelves.going(lot, shop, 1, (Usage.SHELF, Usage.SCRAP)))
    assert services.renew_alerts() == (0, 1)
    shelves.stocked(lot, shop, 1)
    assert services.renew_alerts() == (1, 0)
    assert Alert.objects.count() == 2


def test_a_recalled_lot_alerts_every_shop_that_has_it(shop):
    lot, elsewhere = shelves.lot(), shelves.point()
    shelves.stocked(lot, shop, 1)
    shelves.stocked(lot, elsewhere, 1)
    services.recall(lot_id=lot.pk, reason="Có dị vật", by=factories.OFFICER)
    services.renew_alerts()
    assert set(Alert.objects.values_list("point_id", "kind")) == {(shop.pk, "recall"), (elsewhere.pk, "recall")}
