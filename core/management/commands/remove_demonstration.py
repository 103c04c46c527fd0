"""`manage.py remove_demonstration`: everything that was made up to show the shop, gone in one go."""

from argparse import ArgumentParser
from collections import Counter

from django.core.management.base import BaseCommand, CommandError

from core import invented


class Command(BaseCommand):
    help = (
        "Removes what was made up to show the shop: rows that say so, what has made-up evidence, and their parts. "
        "Refuses, and removes nothing, while something real leans on it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Say what would go, and remove nothing.")
        parser.add_argument("--yes", action="store_true", help="Do not ask first.")

    def handle(self, *, dry_run: bool, yes: bool, **options: object) -> None:
        try:
            found = invented.find()
            self._tell(Counter({model._meta.label: len(keys) for model, keys in found.items()}))
            if dry_run or not found:
                return
            if not yes and input("Remove all of this? [y/N] ").strip().lower() != "y":
                self.stdout.write("Nothing was removed.")
                return
            removed = invented.remove()
        except invented.RealLeansOnIt as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(f"Removed {removed.total()} rows.")

    def _tell(self, counts: Counter[str]) -> None:
        if not counts:
            self.stdout.write("There is no demonstration data.")
        for label, count in sorted(counts.items()):
            self.stdout.write(f"{label}: {count}")
