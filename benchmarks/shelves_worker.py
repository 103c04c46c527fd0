"""`python -m benchmarks.shelves_worker MOVES`: fills the settings' empty database with a ledger, then does as asked.

Each line on its input names a kind of work and how long to do it; it answers with the seconds each piece took. Moves
are written in bulk, past the services, and balances are then made of them by the service that rebuilds them.
"""

import json
import sys
import time
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import count

import django

if __name__ == "__main__":
    django.setup()

from django.core.management import call_command
from django.db import connection, transaction

from catalog.models import Producer, Product, ProductVariant, Source
from catalog.models.areas import AreaLevel
from catalog.models.products import Programme
from catalog.models.sources import Confidence
from catalog.services import put_area, put_category, put_product, put_source, put_variant
from core.transitions import SYSTEM
from stock import services
from stock.models import (
    DocumentType,
    Location,
    Lot,
    Reservation,
    ReservationLine,
    ReservationStatus,
    StockBalance,
    StockMove,
    Usage,
)
from stock.models.points import PointLevel
from stock.services.posting import Going

POINTS, VARIANTS, LOTS_EACH = 20, 50, 6
BATCH = 5_000
LINES_AN_ORDER = 4
LINES = range(LINES_AN_ORDER)
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
PLENTY = 1_000_000

_lines = count(10_000_000)


class Shop:
    """Sales points, variants and lots, with a ledger of so many moves behind them."""

    def __init__(self, moves: int) -> None:
        with transaction.atomic():
            source, _ = put_source(document="benchmark", confidence=Confidence.SURE)
            self.producer = Producer.objects.create(slug="maker", name="Maker", name_vi="Maker", name_folded="maker")
            self.variants = [self._variant(number) for number in range(VARIANTS)]
            self.points = [self._point(number, source) for number in range(POINTS)]
            self.lots = [self._lot(variant, number) for variant in self.variants for number in range(LOTS_EACH)]
            self.places = {(one.point_id, one.usage): one.pk for one in Location.objects.all()}
            self._write(moves)
        services.rebuild()
        with transaction.atomic():
            self._promise(moves)

    def _variant(self, number: int) -> ProductVariant:
        group, _ = put_category(
            classification_version="benchmark", code="1", position=1, name_vi="Nhóm", name_en="Group", parent=None
        )
        product: Product = put_product(
            external_reference=f"S-{number}",
            name_vi=f"Hàng {number}",
            name_en=None,
            category=group,
            programme=Programme.OCOP,
        )[0]
        return put_variant(product=product, sku=f"S-{number}", name_vi="Gói")[0]

    def _point(self, number: int, source: Source) -> int:
        area, _ = put_area(
            level=AreaLevel.COMMUNE,
            code=str(20_000 + number),
            valid_from=date(2025, 7, 1),
            valid_to=None,
            name_vi=f"Xã {number}",
            name_en=None,
            parent=None,
            source=source,
        )
        point, _ = services.put_point(
            slug=f"point-{number}",
            name_vi=f"Điểm {number}",
            level=PointLevel.COMMUNE,
            area=area,
            address="",
            opened_on=date(2026, 1, 1),
        )
        return point.pk

    def _lot(self, variant: ProductVariant, number: int) -> Lot:
        return services.put_lot(
            variant=variant,
            producer=self.producer,
            code=f"L{number}",
            made_on=date(2026, 1, 1),
            expires_on=date(2090, 1, 1) + timedelta(days=(number * 7) % 11),
        )[0]

    def _write(self, moves: int) -> None:
        """Arrivals of plenty at every point, then sales of one unit until the ledger has its size."""
        arrivals = [(lot, point, PLENTY, Usage.PRODUCER, Usage.SHELF) for lot in self.lots for point in self.points]
        written = 0
        while written < moves:
            batch = arrivals[written : written + BATCH] or [
                (self.lots[one % len(self.lots)], self.points[one % POINTS], 1, Usage.SHELF, Usage.CUSTOMER)
                for one in range(written, min(moves, written + BATCH))
            ]
            StockMove.objects.bulk_create(
                self._move(written + place, *one) for place, one in enumerate(batch[: moves - written])
            )
            written += len(batch[: moves - written])

    def _move(self, number: int, lot: Lot, point: int, units: int, left: Usage, right: Usage) -> StockMove:
        return StockMove(
            id=uuid.uuid4(),
            variant_id=lot.variant_id,
            lot=lot,
            owner=self.producer,
            from_location_id=self.places[point, left],
            to_location_id=self.places[point, right],
            quantity=units,
            occurred_at=BEGAN + timedelta(seconds=number),
            recorded_at=BEGAN + timedelta(seconds=number),
            document_type=DocumentType.RECEIPT if units == PLENTY else DocumentType.SALE,
            document_line=number,
            leg=0,
            actor_role="system",
        )

    def _promise(self, moves: int) -> None:
        """The reservations that sales came from, each of an order of so many lines, all of them handed over."""
        places = list(StockBalance.objects.filter(is_held=True).order_by("pk").values_list("pk", "variant_id"))
        for first in range(0, moves // LINES_AN_ORDER, BATCH):
            orders = [
                Reservation(
                    reference=f"old order {first + number}",
                    status=ReservationStatus.CONSUMED,
                    expires_at=BEGAN + timedelta(minutes=first + number),
                )
                for number in range(min(BATCH, moves // LINES_AN_ORDER - first))
            ]
            Reservation.objects.bulk_create(orders)
            ReservationLine.objects.bulk_create(
                ReservationLine(reservation=order, balance_id=balance, variant_id=variant, quantity=1)
                for number, order in enumerate(orders, start=first)
                for balance, variant in (places[(number * LINES_AN_ORDER + line) % len(places)] for line in LINES)
            )

    def move(self, number: int) -> None:
        """A receipt of one move."""
        lot, point = self.lots[number % len(self.lots)], self.points[number % POINTS]
        ends = (self.places[point, Usage.PRODUCER], self.places[point, Usage.SHELF])
        going = [Going(lot.pk, self.producer.pk, *ends, 3, next(_lines))]
        services.post(document=DocumentType.RECEIPT, going=going, occurred_at=datetime.now(UTC), by=SYSTEM)

    def sell(self, number: int) -> None:
        """Units of one variant held for an order, and handed over."""
        variant = self.variants[number % VARIANTS].pk
        held = services.reserve(reference=f"order {next(_lines)}", wanted={variant: 2})
        services.consume(reservation_id=held.pk, lines={variant: next(_lines)}, by=SYSTEM)


def main() -> None:
    call_command("migrate", verbosity=0, interactive=False)
    shop = Shop(int(sys.argv[1]))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "PRAGMA wal_checkpoint(TRUNCATE)")
    work: dict[str, Callable[[int], None]] = {"a move": shop.move, "reserve and consume": shop.sell}
    numbers = count()
    for line in sys.stdin:
        wanted = json.loads(line)
        ends_at = time.perf_counter() + wanted["seconds"]
        latencies: list[float] = []
        while (began := time.perf_counter()) < ends_at:
            work[wanted["work"]](next(numbers))
            latencies.append(time.perf_counter() - began)
        print(json.dumps(latencies), flush=True)


if __name__ == "__main__":
    main()
