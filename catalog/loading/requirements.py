"""What the law asks of goods before they are shown, and what it wants their labels to say."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from catalog.loading.files import Row, rows
from catalog.loading.report import Report
from catalog.models import Category, TaxClass
from catalog.models.permits import PermitKind
from catalog.models.sources import Confidence
from catalog.services import put_label_requirement, put_required_permit, put_source


def load_requirements(categories: dict[str, Category], report: Report) -> None:
    """One dated row for each group or sub-group that a line of our files names."""
    for row in rows("required_permits"):
        kinds = [PermitKind(kind) for kind in row["kinds"].split(";")]
        for scope in _scopes(row, categories):
            report.of("required permits", put_required_permit(kinds=kinds, **scope))
    for position, row in enumerate(rows("label_requirements"), start=1):
        for scope in _scopes(row, categories):
            item = put_label_requirement(position=position, is_optional=row["optional"] == "yes", **scope)
            report.of("label requirements", item)


def _scopes(row: Row, categories: dict[str, Category]) -> Iterator[dict[str, Any]]:
    """What both kinds of row say, once for each category: ten-hang of groups 1 and 2 is ten-hang-1 and ten-hang-2."""
    source, _ = put_source(document=row["document"], confidence=Confidence(row["confidence"]), note=row["note"])
    for code in row["categories"].split(";"):
        yield {
            "code": f"{row['code']}-{code.replace('.', '-')}" if code else row["code"],
            "valid_from": date.fromisoformat(row["valid_from"]),
            "valid_to": date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            "name_vi": row["name_vi"],
            "name_en": row["name_en"],
            "category": categories[code] if code else None,
            "tax_class": TaxClass(row["tax_class"]) if row["tax_class"] else None,
            "alcohol_from_bp": int(row["alcohol_from_bp"]) if row["alcohol_from_bp"] else None,
            "source": source,
        }
