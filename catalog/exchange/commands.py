"""What the commands import_<kind> and export_<kind> have in common."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from catalog.exchange import writing
from catalog.exchange.applying import attempt, carry_out
from catalog.exchange.faults import FileRefused
from catalog.exchange.kinds import KINDS
from catalog.exchange.planning import Plan, Planner, Wishes
from catalog.exchange.reading import read
from catalog.exchange.report import Outcome, why
from core.transitions import SYSTEM

# Exit codes: rows that were refused; a file that could not be taken at all.
ROWS_REFUSED, FILE_REFUSED = 1, 2
BAR = 30


class ImportCommand(BaseCommand):
    """Reads a sheet of one kind into the catalog."""

    kind: ClassVar[str]

    @property
    def planner(self) -> type[Planner]:
        """What the sheet means."""
        return KINDS[self.kind]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="A .csv or .xlsx file; - reads standard input.")
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would be done, row by row, and do nothing."
        )
        parser.add_argument(
            "--keep-going", action="store_true", help="Write the rows that are sound; else one refused row stops all."
        )
        parser.add_argument("--source", default="", help="Who says so wherever a row names no source of its own.")
        parser.add_argument("--format", choices=["text", "json"], default="text", help="How the report is written.")
        parser.add_argument(
            "--template", action="store_true", help="Write the empty sheet with its headings and an example into FILE."
        )
        parser.add_argument("--language", choices=["vi", "en"], default="vi", help="Of headings and report.")

    def handle(self, **options: Any) -> None:
        with translation.override(options["language"]):
            if options["template"]:
                path = Path(options["file"])
                path.write_bytes(writing.template_bytes(self.planner.columns(), suffix_of(path)))
                return
            self._import(options)

    def _import(self, options: dict[str, Any]) -> None:
        wishes = Wishes(SYSTEM, options["source"], options["keep_going"], Path(options["file"]).name)
        try:
            table = read(content_of(options["file"]), self.planner.columns())
        except FileRefused as refused:
            self._refuse(refused, options["format"])
            return
        plan = Plan(self.planner, table, wishes)
        bar = progress(self.stderr)
        outcome = attempt(plan, bar) if options["dry_run"] else carry_out(plan, bar)
        self._tell(outcome, options["format"])
        if outcome.refused:
            raise SystemExit(ROWS_REFUSED)

    def _tell(self, outcome: Outcome, style: str) -> None:
        if style == "json":
            self.stdout.write(json.dumps(outcome.as_data(), ensure_ascii=False, indent=1))
            return
        for line in outcome.words():
            self.stdout.write(line)

    def _refuse(self, refused: FileRefused, style: str) -> None:
        if style == "json":
            faults = [blame._asdict() for blame in refused.blames]
            self.stdout.write(json.dumps({"kind": self.kind, "applied": False, "faults": faults}, ensure_ascii=False))
        lines = [f"{blame.row:>6}  {why(blame)}" if blame.row else why(blame) for blame in refused.blames]
        raise CommandError("\n".join(lines), returncode=FILE_REFUSED)


class ExportCommand(BaseCommand):
    """Writes everything of one kind into a sheet."""

    kind: ClassVar[str]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", nargs="?", default="-", help="A .csv or .xlsx file; without it CSV goes to standard output."
        )
        parser.add_argument("--language", choices=["vi", "en"], default="vi", help="Of headings and choices.")

    def handle(self, *, file: str, language: str, **options: Any) -> None:
        kind = KINDS[self.kind]
        with translation.override(language):
            try:
                content = exported(kind, ".csv" if file == "-" else suffix_of(Path(file)))
            except FileRefused as refused:
                raise CommandError("\n".join(map(why, refused.blames)), returncode=FILE_REFUSED) from refused
        if file == "-":
            # What bytes there are goes past the text stream, which would write other line ends.
            getattr(self.stdout._out, "buffer", sys.stdout.buffer).write(content)
        else:
            Path(file).write_bytes(content)


def exported(kind: type[Planner], suffix: str) -> bytes:
    """Everything of a kind as a file of that suffix. Raises FileRefused."""
    write = writing.xlsx_bytes if suffix == ".xlsx" else writing.csv_bytes
    return write(kind.columns(), kind.rows())


def suffix_of(path: Path) -> str:
    """How the file shall be written. Raises CommandError."""
    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise CommandError(_("Tên tệp cần đuôi .csv hoặc .xlsx."), returncode=FILE_REFUSED)
    return path.suffix.lower()


def content_of(file: str) -> bytes:
    """The file's bytes. Raises CommandError."""
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}", returncode=FILE_REFUSED) from error


def progress(stream: Any) -> Callable[[int, int], None]:
    """A bar on a terminal; elsewhere nothing."""
    if not stream.isatty():
        return lambda done, total: None
    shown = -1

    def draw(done: int, total: int) -> None:
        nonlocal shown
        percent = done * 100 // total
        if percent == shown:
            return
        shown = percent
        full = percent * BAR // 100
        stream.write(f"\r[{'#' * full}{' ' * (BAR - full)}] {done}/{total}", ending="\n" if done == total else "")
        stream.flush()

    return draw
