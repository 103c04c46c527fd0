"""manage.py work: run tasks until SIGTERM or Ctrl-C, which let the task under way finish."""

import signal
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import autodiscover_modules

from core.work.worker import LEASE, Worker

# A third of a lease must leave time to extend it; a killed worker's task should not wait for days.
SHORTEST_LEASE_S, LONGEST_LEASE_S = 0.5, 86_400


class Command(BaseCommand):
    """Any number may run, on any machines; each takes one task at a time."""

    help = "Chạy việc nền cho đến khi được yêu cầu dừng."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--lease",
            type=float,
            default=LEASE.total_seconds(),
            help="Seconds after which a killed worker's task is given to another (default: %(default)s).",
        )

    def handle(self, *_: Any, lease: float, **__: Any) -> None:
        if not SHORTEST_LEASE_S <= lease <= LONGEST_LEASE_S:
            raise CommandError(f"--lease must be from {SHORTEST_LEASE_S} to {LONGEST_LEASE_S} seconds.")
        autodiscover_modules("tasks")
        worker = Worker(timedelta(seconds=lease))
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: worker.stop())
        self.stdout.write(f"Worker {worker.name} is ready.")
        self.stdout.flush()
        worker.run()
        self.stdout.write(f"Worker {worker.name} has stopped.")
