"""The data files: csv with a heading line, beside the code that reads them."""

import csv
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    """The rows of catalog/data/<name>.csv, by heading."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
