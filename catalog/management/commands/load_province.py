"""`manage.py load_province`: the province's goods and the data that shows the shop."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand

from catalog.loading.province import load_province


class Command(BaseCommand):
    help = "Loads the province's goods with their sources, and demonstration data. Again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--facts-only", action="store_true", help="No invented price, weight or account.")
        parser.add_argument(
            "--accounts",
            action="store_true",
            help="Make the demonstration accounts, whose password is published, even where SHOP_URL is https.",
        )

    def handle(self, *, facts_only: bool, accounts: bool, **options: object) -> None:
        # A shop that the world can reach is on https; there nobody gets a published password unless asked for.
        local = not settings.SHOP_URL.startswith("https://")
        report = load_province(demonstration=not facts_only, accounts=accounts or local)
        for line in report.lines():
            self.stdout.write(line)
