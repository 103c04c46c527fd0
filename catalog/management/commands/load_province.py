"""`manage.py load_province`: the province's goods and the data that shows the shop."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand

from catalog.loading.province import load_province
from catalog.models import Product
from core.environment import env


class Command(BaseCommand):
    help = "Loads the province's goods with their sources, and demonstration data. Again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--facts-only", action="store_true", help="No invented price, weight or account.")
        parser.add_argument(
            "--accounts",
            action="store_true",
            help="Make the demonstration accounts, whose password is published, even where others can reach the shop.",
        )

        parser.add_argument(
            "--once", action="store_true", help="Leave a catalog that holds products as people have made it since."
        )

    def handle(self, *, facts_only: bool, accounts: bool, once: bool, **options: object) -> None:
        if once and Product.objects.exists():
            return
        report = load_province(demonstration=not facts_only, accounts=accounts or _is_private())
        for line in report.lines():
            self.stdout.write(line)


def _is_private() -> bool:
    """Whether the shop is for this machine alone; elsewhere nobody gets a published password unless asked for."""
    listens = env("HOST", "127.0.0.1")
    return not settings.SHOP_URL.startswith("https://") and listens in ("127.0.0.1", "localhost", "::1")
