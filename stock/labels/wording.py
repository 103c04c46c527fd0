"""What the graph knows of a lot, in the words of its label."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import translation

from core import formats
from core.pages import slot_lines
from stock.labels.label import Label

# Labels are read in Vietnam, whatever language the page was in that printed them.
LANGUAGE = "vi"


def label_of(lot: Mapping[str, Any], origin: str) -> Label:
    """The label of a lot as `fragment Label` asks for it; `origin` is scheme and host of the shop."""
    variant = lot["variant"]
    certificate = variant["certificate"]
    with translation.override(LANGUAGE):
        prices = slot_lines("label", variant["listed"]) if variant["listed"] else []
    return Label(
        name=f"{variant['productName']}, {variant['name']}",
        prices=tuple(prices),
        stars=certificate["stars"] if certificate else 0,
        stars_until=f"đến {_term(certificate['starTo'])}" if certificate and certificate["starTo"] else "",
        lot=lot["code"],
        made=_day(lot["madeOn"]),
        expires=_day(lot["expiresOn"]) if lot["expiresOn"] else "",
        address=f"{origin}{lot['labelPath']}",
        invented=_invented(lot),
    )


def _invented(lot: Mapping[str, Any]) -> str:
    """What of it is made up to show the software: nobody shall take it for real."""
    variant = lot["variant"]
    certificate, listed = variant["certificate"], variant["listed"]
    made_up = {
        "hàng": variant["productIsDemonstration"],
        "lô": lot["isDemonstration"],
        "giá": listed and listed["priceIsDemonstration"],
        "khối lượng": listed and listed["weightIsDemonstration"],
        "sao": certificate and certificate["source"]["isDemonstration"],
    }
    named = ", ".join(name for name, is_so in made_up.items() if is_so)
    return f"Minh họa: {named}" if named else ""


def _day(text: str) -> str:
    return formats.day(date.fromisoformat(text), LANGUAGE)


def _term(text: str) -> str:
    return formats.term(date.fromisoformat(text), LANGUAGE)
