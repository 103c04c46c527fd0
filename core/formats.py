"""How amounts, days and weights are written for people, in Vietnamese and English. No database."""

import datetime
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

# British English writes the foreign dollar as US$, which a shop outside the United States must.
LOCALES = {"vi": "vi_VN", "en": "en_GB"}
DAYS = {"vi": "dd/MM/yyyy", "en": "d MMMM yyyy"}
SHORT_DAYS = {"vi": "d 'tháng' M", "en": "d MMMM"}
MONTHS = {"vi": "M/yyyy", "en": "MMMM yyyy"}
TERMS = {"vi": "MM/yyyy", "en": "MMMM yyyy"}


def money(amount: Decimal, currency: str, language: str) -> str:
    """`1.250.000 ₫`, `US$4.20`: the đồng stands after its number in both languages, as it does on a price tag."""
    pattern = f"#,##0{NO_BREAK_SPACE}¤" if currency == "VND" else None
    return format_currency(amount, currency, format=pattern, locale=LOCALES[language])


def band(low: int | None, high: int | None, currency: str, language: str) -> str:
    """A band of prices, `high` not in it, whole amounts of the main unit: `dưới 50.000 ₫`, `US$5 – US$10`."""
    shown = [
        None
        if bound is None
        else format_currency(
            bound,
            currency,
            format=f"#,##0{NO_BREAK_SPACE}¤" if currency == "VND" else "¤#,##0",
            locale=LOCALES[language],
            currency_digits=False,
        )
        for bound in (low, high)
    ]
    if shown[0] is None:
        return _("dưới %(price)s") % {"price": shown[1]}
    if shown[1] is None:
        return _("từ %(price)s") % {"price": shown[0]}
    return f"{shown[0]} – {shown[1]}"


def day(date: datetime.date, language: str) -> str:
    """`23/11/2026`, `23 November 2026`; the parts of an English day never break over a line."""
    return format_date(date, DAYS[language], locale=LOCALES[language]).replace(" ", NO_BREAK_SPACE)


def month(date: datetime.date, language: str) -> str:
    """`7/2025`, `July 2025`."""
    return format_date(date, MONTHS[language], locale=LOCALES[language]).replace(" ", NO_BREAK_SPACE)


def term(date: datetime.date, language: str) -> str:
    """The month something is valid through: `03/2027`, `March 2027`."""
    return format_date(date, TERMS[language], locale=LOCALES[language]).replace(" ", NO_BREAK_SPACE)


def days(first: datetime.date, last: datetime.date, language: str) -> str:
    """Some days of one year: `23–29 tháng 11`, `30 November – 6 December`."""
    end = format_date(last, SHORT_DAYS[language], locale=LOCALES[language])
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}".replace(" ", NO_BREAK_SPACE)
    start = format_date(first, SHORT_DAYS[language], locale=LOCALES[language])
    return f"{start} – {end}".replace(" ", NO_BREAK_SPACE)


def day_of(text: str) -> datetime.date:
    """The day of an ISO date, or of an ISO instant as the clocks of the shop show it."""
    if "T" not in text:
        return datetime.date.fromisoformat(text)
    return clock.day_of(datetime.datetime.fromisoformat(text))


def grams(weight: int, language: str) -> str:
    """`500 g`, and from a kilogram on `1,5 kg`."""
    amount, unit = (Decimal(weight) / 1000, "kg") if weight >= 1000 else (Decimal(weight), "g")
    return f"{format_decimal(amount, locale=LOCALES[language])}{NO_BREAK_SPACE}{unit}"


def distance(metres: int, language: str) -> str:
    """`3 km`, `dưới 1 km`: no finer, since places are told to a kilometre."""
    if metres < 1000:
        return _("dưới 1 km").replace(" ", NO_BREAK_SPACE)
    return f"{format_decimal(round(metres / 1000), locale=LOCALES[language])}{NO_BREAK_SPACE}km"


def phone(number: str, language: str) -> str:
    """A number in E.164 as it is dialled and read out: `0232 382 2010`, to foreigners `+84 232 382 2010`."""
    if not number.startswith("+84"):
        return number
    rest = number[3:]
    parts = [rest[:-7], rest[-7:-4], rest[-4:]] if len(rest) > 9 else [rest[:-6], rest[-6:-3], rest[-3:]]
    head = f"0{parts[0]}" if language == "vi" else f"+84{NO_BREAK_SPACE}{parts[0]}"
    return NO_BREAK_SPACE.join([head, *parts[1:]])


def lifespan(days: int) -> str:
    """A number of days as labels say it: `24 tháng`, `10 ngày`, `2 years`; a month is thirty days, a year 365."""
    if days % 365 == 0:
        count = days // 365
        said = ngettext("%(count)s năm", "%(count)s năm", count)
    elif days % 30 == 0 and days >= 60:
        count = days // 30
        said = ngettext("%(count)s tháng", "%(count)s tháng", count)
    else:
        count = days
        said = ngettext("%(count)s ngày", "%(count)s ngày", count)
    return (said % {"count": count}).replace(" ", NO_BREAK_SPACE)


def percent(basis_points: int, language: str) -> str:
    """`8%`, `7,5%` from basis points (800, 750)."""
    return format_percent(Decimal(basis_points) / 10000, "#,##0.##%", locale=LOCALES[language])
