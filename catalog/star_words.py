"""What may be said of a product's stars, in one sentence. Only a certificate that gives a star today is told as one."""

from datetime import date
from typing import NamedTuple

from django.utils import translation
from django.utils.translation import gettext as _

from catalog.models.certificates import CertificateStatus, DayPrecision
from core import formats


class Known(NamedTuple):
    """What is known of one certificate."""

    stars: int
    status: str
    number: str | None
    issued_on: date | None
    precision: str
    # The first and the last day it gave or gives a star; None if it never did.
    star_from: date | None
    star_to: date | None


def statement(known: Known, today: date, language: str) -> str:
    """The sentence, in "vi" or "en"."""
    with translation.override(language):
        if known.star_from and known.star_to and known.star_from <= today <= known.star_to:
            words = {
                "stars": known.stars,
                "number": known.number,
                "day": formats.day(known.star_from, language),
                "until": formats.day(known.star_to, language),
            }
            return _("%(stars)s sao theo quyết định %(number)s ngày %(day)s, hiệu lực đến hết %(until)s.") % words
        return past(known, language)


def past(known: Known, language: str) -> str:
    """Of one that gives no star today: when it did, or what is only said of it; in the active language."""
    if known.status == CertificateStatus.POTENTIAL_5:
        return _("Tỉnh đã đề nghị 5 sao, đang chờ trung ương.")
    if known.star_from and known.star_to:
        first, last = known.star_from.year, known.star_to.year
        years = str(first) if first == last else f"{first}–{last}"
        return _("Từng đạt %(stars)s sao, %(years)s.") % {"stars": known.stars, "years": years}
    when = _when(known, language)
    if not when:
        return _("Từng được công nhận %(stars)s sao, chưa xác nhận còn hiệu lực.") % {"stars": known.stars}
    words = {"stars": known.stars, "when": when}
    return _("Từng được công nhận %(stars)s sao (%(when)s), chưa xác nhận còn hiệu lực.") % words


def _when(known: Known, language: str) -> str:
    """The decision's day as far as it is known; nothing where none is."""
    if known.issued_on is None:
        return ""
    match known.precision:
        case DayPrecision.YEAR:
            return str(known.issued_on.year)
        case DayPrecision.MONTH:
            return formats.month(known.issued_on, language)
        case DayPrecision.BY:
            return _("chậm nhất %(day)s") % {"day": formats.day(known.issued_on, language)}
    return formats.day(known.issued_on, language)
