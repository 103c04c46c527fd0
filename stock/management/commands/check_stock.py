"""`manage.py check_stock`: proves that every balance is what the ledger says, and repairs those that are not."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from stock import services
from stock.models import Location, Lot
from stock.services.checking import Difference


class Command(BaseCommand):
    help = "Compares every stock balance with the ledger of moves; --rebuild makes them agree."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="Put right what differs.")

    def handle(self, *, rebuild: bool, **options: object) -> None:
        wrong = services.rebuild() if rebuild else services.differences()
        for line in _told(wrong):
            self.stdout.write(line)
        if wrong and not rebuild:
            raise CommandError(f"{len(wrong)} balances differ from the ledger. --rebuild puts them right.")
        self.stdout.write(f"{len(wrong)} balances put right." if wrong else "Every balance is what the ledger says.")


def _told(wrong: list[Difference]) -> list[str]:
    places = Location.objects.select_related("point").in_bulk({one.key.location_id for one in wrong})
    lots = Lot.objects.in_bulk({one.key.lot_id for one in wrong})
    return [
        f"{places[key.location_id].point.slug} {places[key.location_id].usage} {lots[key.lot_id].code}"
        f" owner {key.owner_id or '-'}: on hand {on_hand[0]}, by the ledger {on_hand[1]};"
        f" reserved {reserved[0]}, by reservations {reserved[1]}; excused {excused[0]}, by open cases {excused[1]}"
        for key, on_hand, reserved, excused in wrong
    ]
