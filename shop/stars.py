"""What pages say of stars, in words. Only a certificate that gives a star today is shown as one."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from core import formats

# A Certificate of the graph: its own names and ISO days.
Certificate = Mapping[str, Any]


def title(stars: int) -> str:
    """`Bốn sao OCOP`."""
    return {3: _("Ba sao OCOP"), 4: _("Bốn sao OCOP"), 5: _("Năm sao OCOP")}[stars]


def past(certificate: Certificate, language: str) -> str:
    """A certificate that gives no star today: when it did, or what is only said of it."""
    stars = certificate["stars"]
    if certificate["status"] == "POTENTIAL_5":
        return _("Tỉnh đã đề nghị 5 sao, đang chờ trung ương.")
    if certificate["starFrom"]:
        return _("Từng đạt %(stars)s sao, %(years)s.") % {"stars": stars, "years": _years(certificate)}
    when = _when(certificate, language)
    if not when:
        return _("Từng được công nhận %(stars)s sao, chưa xác nhận còn hiệu lực.") % {"stars": stars}
    words = {"stars": stars, "when": when}
    return _("Từng được công nhận %(stars)s sao (%(when)s), chưa xác nhận còn hiệu lực.") % words


def _years(certificate: Certificate) -> str:
    """`2020–2023`, or one year."""
    first, last = certificate["starFrom"][:4], certificate["starTo"][:4]
    return first if first == last else f"{first}–{last}"


def _when(certificate: Certificate, language: str) -> str:
    """The decision's day as far as it is known; nothing where none is."""
    if not certificate["issuedOn"]:
        return ""
    day = date.fromisoformat(certificate["issuedOn"])
    match certificate["issuedPrecision"]:
        case "YEAR":
            return str(day.year)
        case "MONTH":
            return formats.month(day, language)
        case "BY":
            return _("chậm nhất %(day)s") % {"day": formats.day(day, language)}
    return formats.day(day, language)
