"""A shop with one good input for every operation of its desk."""

from core import graph
from stock import services
from stock.models import DiscrepancyCase, DocumentType, ShortReason, Usage, WriteOffReason
from stock.services.handling import Handled
from stock.services.receipts import Brought
from stock.services.transfers import Arrived, Sent
from tests import factories
from tests.stock import shelves


class World:
    """A shop with somebody who works there and goods on its shelf, and a shop of others."""

    def __init__(self) -> None:
        self.shop, self.far = shelves.point(), shelves.point()
        self.staff = shelves.seller(self.shop)
        self.maker = shelves.consigned(self.shop)
        self.lot = shelves.lot(producer=self.maker)
        shelves.received(self.lot, self.shop, 60)
        self.shelf, self.backroom = shelves.place(self.shop), shelves.place(self.shop, Usage.BACKROOM)
        self.ids = {
            "point": self.id("SalesPoint", self.shop.pk),
            "producer": self.id("Producer", self.maker.pk),
            "owner": self.id("Producer", self.maker.pk),
            "lot": self.id("Lot", self.lot.pk),
            "location": self.id("Location", self.shelf.pk),
        }
        # Keys that are somebody's, but not to be named here.
        self.others = {
            "SalesPoint": [self.far.pk],
            "Location": [shelves.place(self.far).pk, shelves.place(self.shop, Usage.SCRAP).pk],
            "Producer": [factories.producer().pk],
            "Lot": [shelves.lot().pk],
            "ProductVariant": [factories.variant().pk],
            "RawMaterialZone": [factories.zone().pk],
        }

    def id(self, of: str, key: int) -> str:
        return graph.global_id(of, key)

    def sent(self):
        return [Sent(self.lot.pk, self.maker.pk, self.shelf.pk, 5)]

    def draft(self):
        return services.draft_transfer(from_point=self.shop, to_point=self.far, sent=self.sent(), by=self.staff)

    def count(self):
        count = services.open_count(location=self.shelf, by=factories.OFFICER)
        services.count_line(
            count_id=count.pk, lot_id=self.lot.pk, owner_id=self.maker.pk, counted=58, by=factories.OFFICER
        )
        count.refresh_from_db()
        return count

    def good(self, kind: str) -> dict:
        """An input that the operation would do."""
        return getattr(self, kind)()

    def receive(self):
        known = {"lot": self.ids["lot"], "location": self.ids["location"], "quantity": 2}
        new = {"variant": self.id("ProductVariant", self.lot.variant_id), "code": "N-1", "madeOn": "2026-10-01"}
        new |= {"expiresOn": "2027-10-01", "location": self.ids["location"], "quantity": 2}
        zone = factories.zone()
        zone.products.add(self.lot.variant.product)
        new["zone"] = self.id("RawMaterialZone", zone.pk)
        said = {"number": "7", "note": "n", "isConsigned": True, "lines": [known, new]}
        return {"point": self.ids["point"], "producer": self.ids["producer"], **said}

    receipt_draft = receive

    def _receipt(self, posted: bool):
        draft = services.draft_receipt(
            point=self.shop,
            producer=self.maker,
            brought=[Brought(self.lot.pk, self.shelf.pk, 3)],
            by=self.staff,
        )
        if posted:
            draft = services.post_receipt(receipt_id=draft.pk, version=draft.version, by=self.staff)
        return {"receipt": self.id("GoodsReceipt", draft.pk), "version": draft.version}

    def receipt_post(self):
        return self._receipt(posted=False)

    receipt_cancel = receipt_post

    def receipt_reverse(self):
        return {**self._receipt(posted=True), "reason": "nhầm"}

    def _lines(self):
        line = {"lot": self.ids["lot"], "owner": self.ids["owner"], "fromLocation": self.ids["location"]}
        return {
            "fromPoint": self.ids["point"],
            "toPoint": self.id("SalesPoint", self.far.pk),
            "note": "n",
            "lines": [{**line, "quantity": 2}],
        }

    def transfer_dispatch(self):
        return self._lines()

    transfer_draft = transfer_dispatch

    def transfer_cancel(self):
        draft = self.draft()
        return {"transfer": self.id("Transfer", draft.pk), "version": draft.version}

    def _arriving(self):
        back = services.draft_transfer(
            from_point=self.far,
            to_point=self.shop,
            sent=[Sent(self.lot.pk, self.maker.pk, shelves.place(self.far).pk, 4)],
            by=factories.OFFICER,
        )
        shelves.move(shelves.going(self.lot, self.far, 9))
        back = services.dispatch(transfer_id=back.pk, version=back.version, by=factories.OFFICER)
        return back, back.lines.get()

    def transfer_receive(self):
        back, line = self._arriving()
        arrived = {"line": self.id("TransferLine", line.pk), "received": 3, "short": 1, "shortReason": "LOST"}
        arrived["location"] = self.ids["location"]
        return {"transfer": self.id("Transfer", back.pk), "version": back.version, "lines": [arrived]}

    def transfer_close(self):
        sent = self.draft()
        sent = services.dispatch(transfer_id=sent.pk, version=sent.version, by=self.staff)
        arrived = {sent.lines.get().pk: Arrived(4, 1, ShortReason.LOST)}
        sent = services.receive_transfer(
            transfer_id=sent.pk, version=sent.version, arrived=arrived, by=factories.OFFICER
        )
        return {"transfer": self.id("Transfer", sent.pk), "version": sent.version, "reason": "rơi"}

    def relocate(self):
        ends = {"fromLocation": self.ids["location"], "toLocation": self.id("Location", self.backroom.pk)}
        return {**self._handled(), **ends}

    def _handled(self):
        return {name: self.ids[name] for name in ("point", "lot", "owner")} | {"quantity": 2}

    def write_off(self):
        return {**self._handled(), "location": self.ids["location"], "reason": "OTHER", "note": "móp"}

    def write_off_reverse(self):
        gone = services.write_off(
            point=self.shop,
            units=Handled(self.lot.pk, self.maker.pk, self.shelf.pk, 1),
            reason=WriteOffReason.BROKEN,
            by=self.staff,
        )
        return {"writeOff": self.id("WriteOff", gone.pk), "reason": "nhầm"}

    def count_open(self):
        return {"location": self.ids["location"]}

    def count_line(self):
        count = services.open_count(location=self.shelf, by=self.staff)
        owned = {"lot": self.ids["lot"], "owner": self.ids["owner"]}
        return {"count": self.id("StockCount", count.pk), **owned, "counted": 59}

    def count_submit(self):
        count = self.count()
        return {"count": self.id("StockCount", count.pk), "version": count.version}

    def _submitted(self):
        count = self.count()
        return services.submit_count(count_id=count.pk, version=count.version, by=factories.OFFICER)

    def count_reopen(self):
        count = self._submitted()
        return {"count": self.id("StockCount", count.pk), "version": count.version, "reason": "sai"}

    def count_approve(self):
        count = self._submitted()
        return {"count": self.id("StockCount", count.pk), "version": count.version}

    def case_close(self):
        sale = shelves.going(self.lot, self.shop, 61, (Usage.SHELF, Usage.CUSTOMER))
        shelves.move(sale, document=DocumentType.SALE, excuse="mất mạng")
        shelves.received(self.lot, self.shop, 9)
        case = DiscrepancyCase.objects.get()
        return {"case": self.id("DiscrepancyCase", case.pk), "explanation": "nhập bù"}
