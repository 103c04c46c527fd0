"""`manage.py recall_lot CODE --reason WORDS`: stops a lot everywhere, and lists every shop and move it went through."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from core.errors import DomainError
from core.transitions import SYSTEM
from stock import services
from stock.models import Lot, StockBalance
from stock.selectors.access import Sight
from stock.selectors.trace import lots_meant
from stock.sheets import move_rows

EVERYTHING = Sight(everything=True, points=frozenset(), producers=frozenset())


class Command(BaseCommand):
    help = "Stops a lot everywhere at once, or with --lift lets it be sold again, and lists where it went."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="On the pack, or our trace code.")
        parser.add_argument("--reason", required=True, help="What buyers are told; of --lift, why.")
        parser.add_argument("--advice", default="", help="What whoever bought it should do.")
        parser.add_argument("--phone", default="", help="Whom to call.")
        parser.add_argument("--lift", action="store_true", help="Let it be sold again.")

    def handle(self, *, code: str, reason: str, advice: str, phone: str, lift: bool, **options: object) -> None:
        lot = _lot(code)
        try:
            if lift:
                services.lift_recall(lot_id=lot.pk, reason=reason, by=SYSTEM)
            else:
                services.recall(lot_id=lot.pk, reason=reason, by=SYSTEM, told=services.Told(advice, phone))
        except DomainError as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(f"{lot.code} ({lot.trace_code}): {'on sale again' if lift else 'recalled'}.")
        for line in _there(lot):
            self.stdout.write(line)
        for row in move_rows(EVERYTHING, lot_id=lot.pk):
            went = f"{row['from_place']} → {row['to_place']}"
            self.stdout.write(f"{row['day']} {row['time']} {row['kind']}: {row['units']} {went}")


def _lot(code: str) -> Lot:
    """The one lot a code means. Raises CommandError for none, and for several, which it names by their own codes."""
    found = lots_meant(code)
    if len(found) != 1:
        several = ", ".join(f"{row.code} ({row.trace_code})" for row in found)
        raise CommandError(
            f"Several lots: {several}. Give the trace code." if found else f"No lot has the code {code}."
        )
    return Lot.objects.get(pk=found[0].id)


def _there(lot: Lot) -> list[str]:
    balances = StockBalance.objects.filter(lot=lot).select_related("location__point").order_by("location_id")
    return [
        f"{one.location.point.name}: {one.location.get_usage_display()} {one.location.code}".rstrip()
        + f" {one.on_hand}, {one.reserved} held"
        for one in balances
        if one.on_hand
    ]
