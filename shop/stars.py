"""What pages say of stars, in words. Only a certificate that gives a star today is shown as one."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from catalog import star_words
from catalog.models.certificates import CertificateStatus, DayPrecision

# A Certificate of the graph: its own names and ISO days.
Certificate = Mapping[str, Any]


def title(stars: int) -> str:
    """`Bốn sao OCOP`."""
    return {3: _("Ba sao OCOP"), 4: _("Bốn sao OCOP"), 5: _("Năm sao OCOP")}[stars]


def past(certificate: Certificate, language: str) -> str:
    """A certificate that gives no star today: when it did, or what is only said of it."""
    precision = certificate.get("issuedPrecision")
    known = star_words.Known(
        stars=certificate["stars"],
        status=CertificateStatus[certificate["status"]],
        number=None,
        issued_on=_day(certificate.get("issuedOn")),
        precision=DayPrecision[precision] if precision else "",
        star_from=_day(certificate["starFrom"]),
        star_to=_day(certificate["starTo"]),
    )
    return star_words.past(known, language)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
