"""Types that every package of the dialect shares: money, countries, languages, metadata."""

from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, NamedTuple

import graphene
from babel import Locale
from babel.localedata import locale_identifiers
from babel.numbers import get_currency_precision

from core.graph.kit import Input, Object, Row, Rows

# Codes of Babel's territories that are no country: groupings, exceptional reservations, pseudo-locales.
NO_COUNTRY = frozenset({"AC", "CP", "CQ", "DG", "EA", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})
ENGLISH_NAMES = {str(code): name for code, name in Locale("en").territories.items()}
COUNTRIES = sorted(code for code in ENGLISH_NAMES if len(code) == 2 and code.isalpha() and code not in NO_COUNTRY)

# As Saleor makes its list from Babel: every locale but those of a world region.
LANGUAGES = sorted(
    name.replace("_", "-")
    for name in locale_identifiers()
    if not any(part.isdigit() for part in name.split("_")) and not name.endswith("POSIX")
)

CountryCode = graphene.Enum.from_enum(
    Enum("CountryCode", [(code, code) for code in COUNTRIES]),
    description=lambda value: ENGLISH_NAMES[value.value] if value else "An ISO 3166-1 country, or EU.",
)
LanguageCodeEnum = graphene.Enum.from_enum(
    Enum("LanguageCodeEnum", [(code.replace("-", "_").upper(), code) for code in LANGUAGES]),
    description=lambda value: None if value else "A language, by its Unicode locale: VI, EN, EN_GB.",
)
OrderDirection = graphene.Enum.from_enum(
    Enum("OrderDirection", [("ASC", "ASC"), ("DESC", "DESC")]),
    description=lambda value: None if value else "Which way a list is sorted.",
)


class MoneyRow(NamedTuple):
    """An amount at the edge: `amount` is the only float money ever is, since the dialect's Money.amount is a Float."""

    currency: str
    minor: int
    amount: float


class TaxedMoneyRow(NamedTuple):
    currency: str
    net: MoneyRow
    gross: MoneyRow
    tax: MoneyRow


def money(minor: int, currency: str) -> MoneyRow:
    """A row of Money from whole minor units: đồng for VND, cents for USD."""
    return MoneyRow(currency, minor, minor / unit_of(currency))


def taxed(net_minor: int, gross_minor: int, currency: str) -> TaxedMoneyRow:
    """A row of TaxedMoney; the tax is the difference, so the three always agree."""
    tax = money(gross_minor - net_minor, currency)
    return TaxedMoneyRow(currency, money(net_minor, currency), money(gross_minor, currency), tax)


def minor_of(amount: Decimal, currency: str) -> Decimal:
    """An amount of the dialect in minor units of the currency, not rounded: a bound of a filter may lie between two."""
    return amount.scaleb(get_currency_precision(currency))


@cache
def unit_of(currency: str) -> int:
    """Minor units in one of the currency's main unit: 1 for VND, 100 for USD."""
    return int(10 ** get_currency_precision(currency))


class Money(Object):
    """An amount of one currency."""

    public = True

    currency = graphene.String(required=True, description="ISO 4217 code.")
    amount = graphene.Float(
        required=True, description="In the currency's main unit: 150000 is 150,000 ₫, 4.2 is US$4.20."
    )


class TaxedMoney(Object):
    """An amount without tax, its tax, and both together."""

    public = True

    currency = graphene.String(required=True, description="ISO 4217 code.")
    gross = graphene.Field(Money, required=True, description="With tax.")
    net = graphene.Field(Money, required=True, description="Without tax.")
    tax = graphene.Field(Money, required=True, description="gross - net.")


class TaxedMoneyRange(Object):
    """The lowest and the highest of some prices."""

    public = True

    start = graphene.Field(TaxedMoney)
    stop = graphene.Field(TaxedMoney)


class MoneyRange(Object):
    """The lowest and the highest of some amounts."""

    public = True

    start = graphene.Field(Money)
    stop = graphene.Field(Money)


class CountryRow(NamedTuple):
    code: str


class CountryDisplay(Object):
    """A country: its ISO 3166-1 code and its English name."""

    public = True

    code = graphene.String(required=True)
    country = graphene.String(required=True, description="English name.")

    @staticmethod
    def load_country(rows: Rows, info: Any) -> list[str]:
        return [ENGLISH_NAMES[row.code] for row in rows]


class LanguageRow(NamedTuple):
    code: str


class LanguageDisplay(Object):
    """A language: its code and its English name."""

    public = True

    code = LanguageCodeEnum(required=True)
    language = graphene.String(required=True, description="English name.")

    @staticmethod
    def load_language(rows: Rows, info: Any) -> list[str | None]:
        return [Locale.parse(row.code, sep="-").english_name for row in rows]


class MetadataItem(Object):
    """One key of an object's public metadata."""

    public = True

    key = graphene.String(required=True)
    value = graphene.String(required=True)


class Image(Object):
    """A picture: where it is and what it shows."""

    public = True

    url = graphene.String(required=True)
    alt = graphene.String(description="What it shows, for those who do not see it.")


class PriceRangeInput(Input):
    """Bounds of a price in the channel's currency, either of them absent."""

    gte = graphene.Float(description="At least this much.")
    lte = graphene.Float(description="At most this much.")


__all__ = [
    "COUNTRIES",
    "CountryCode",
    "CountryDisplay",
    "CountryRow",
    "Image",
    "LanguageCodeEnum",
    "LanguageDisplay",
    "LanguageRow",
    "MetadataItem",
    "Money",
    "MoneyRange",
    "MoneyRow",
    "OrderDirection",
    "PriceRangeInput",
    "Row",
    "TaxedMoney",
    "TaxedMoneyRange",
    "TaxedMoneyRow",
    "minor_of",
    "money",
    "taxed",
]
