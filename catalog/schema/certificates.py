"""Stars in the graph: what gives a product its star today, and everything known of it."""

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

import graphene
from django.db.models import Q

from catalog import models, selectors, star_words
from catalog.models.certificates import CertificateEvent, CertificateStatus, CertifierLevel, DayPrecision
from catalog.schema.chosen import choose
from catalog.schema.evidence import Source
from catalog.schema.filters import ProductFilterInput, ProductWhereInput
from catalog.schema.products import WHOLE, Product
from catalog.schema.translations import language_of
from catalog.validity import midnight
from core import graph
from core.graph.scalars import Date
from core.graph.scalars import Decimal as DecimalScalar
from core.graph.types import LanguageCodeEnum

CertifierLevelEnum = graphene.Enum.from_enum(
    CertifierLevel, name="CertifierLevelEnum", description=lambda value: str(value.label) if value else "Who certifies."
)
CertificateStatusEnum = graphene.Enum.from_enum(
    CertificateStatus,
    name="CertificateStatusEnum",
    description=lambda value: str(value.label) if value else "What is known of a certificate.",
)
CertificateEventEnum = graphene.Enum.from_enum(
    CertificateEvent,
    name="CertificateEventEnum",
    description=lambda value: str(value.label) if value else "What a decision was to its product.",
)
DayPrecisionEnum = graphene.Enum.from_enum(
    DayPrecision,
    name="DayPrecisionEnum",
    description=lambda value: str(value.label) if value else "How much of a day is known.",
)


class Certificate(graph.ModelObject):
    """A decision that gave a product its stars, as far as it is known.

    Only one that `Product.certificate` answers gives a star on the day asked for; the others are history, reports that
    nobody has confirmed, or a fifth star that is awaited.
    """

    score = graphene.Field(DecimalScalar, description="Points of 100 the deciding council gave.")
    province_score = graphene.Field(
        DecimalScalar, description="Points of 100 the province gave a product it sent on to the centre."
    )
    issuer = CertifierLevelEnum(description="Null while no decision was seen.")
    issued_on = graphene.Field(Date, description="The decision's day, as exactly as issuedPrecision says.")
    issued_precision = DayPrecisionEnum(description="Null where no day is known.")
    valid_to = graphene.Field(Date, description="The last day it is valid by the decision, in Vietnam.")
    star_from = graphene.Field(Date, description="The first day it gave or gives the star; null if it never did.")
    star_to = graphene.Field(
        Date,
        description="The last such day: validTo, or before, when it was replaced or withdrawn.",
    )
    status = CertificateStatusEnum(required=True)
    event = CertificateEventEnum(description="Null while no decision was seen.")
    statement = graphene.String(
        required=True,
        language_code=LanguageCodeEnum(description="Vietnamese without it; English for EN."),
        description="In one sentence, what may be said of it today: a star, stars once held, or a report.",
    )
    source = graphene.Field(Source, required=True)
    product = graphene.Field(
        Product,
        channel=graphene.String(description="Slug of a channel; without it, its first one's goods without prices."),
        description="Null where it is not shown.",
    )

    class Meta:
        model = models.Certificate
        fields = ("stars", "decision_number")

    public = True

    @staticmethod
    def load_rows(keys: list[int], info: graph.Info) -> list[graph.Row | None]:
        found = selectors.certificates_by_id(keys)
        return [found.get(key) for key in keys]

    @staticmethod
    def load_score(certificates: graph.Rows, info: graph.Info) -> list[Decimal | None]:
        return [points(certificate.score) for certificate in certificates]

    @staticmethod
    def load_province_score(certificates: graph.Rows, info: graph.Info) -> list[Decimal | None]:
        return [points(certificate.province_score) for certificate in certificates]

    @staticmethod
    def load_issuer(certificates: graph.Rows, info: graph.Info) -> list[str | None]:
        return [certificate.issuer or None for certificate in certificates]

    @staticmethod
    def load_issued_precision(certificates: graph.Rows, info: graph.Info) -> list[str | None]:
        return [certificate.issued_precision or None for certificate in certificates]

    @staticmethod
    def load_star_to(certificates: graph.Rows, info: graph.Info) -> list[date | None]:
        return [selectors.star_to(certificate) for certificate in certificates]

    @staticmethod
    def load_event(certificates: graph.Rows, info: graph.Info) -> list[str | None]:
        return [certificate.event or None for certificate in certificates]

    @staticmethod
    def load_statement(certificates: graph.Rows, info: graph.Info, language_code: Enum | None = None) -> list[str]:
        return [stated(certificate, info, language_code) for certificate in certificates]

    @staticmethod
    def load_source(certificates: graph.Rows, info: graph.Info) -> graph.Rows:
        return certificates

    @staticmethod
    def load_product(certificates: graph.Rows, info: graph.Info, channel: str | None = None) -> list[graph.Row | None]:
        chosen = choose(info, channel)
        if chosen is None:
            return [None] * len(certificates)
        keys = [(chosen.channel.id, certificate.product_id) for certificate in certificates]
        found = selectors.products_by_key(keys, whole=info.reaches(WHOLE))
        return [chosen.carry([found[key]])[0] if key in found else None for key in keys]


def stated(certificate: graph.Row, info: graph.Info, language_code: Enum | None) -> str:
    """What may be said of a certificate today."""
    for day in (certificate.star_from, certificate.star_until):
        if day is not None and day > info.today:
            info.fresh_until(midnight(day))
    known = star_words.Known(
        certificate.stars,
        certificate.status,
        certificate.decision_number,
        certificate.issued_on,
        certificate.issued_precision,
        certificate.star_from,
        selectors.star_to(certificate),
    )
    english = language_code is not None and language_of(language_code) == "en"
    return star_words.statement(known, info.today, "en" if english else "vi")


def points(hundredths: int | None) -> Decimal | None:
    return None if hundredths is None else Decimal(hundredths) / 100


@Product.extend
class ProductCertificates:
    certificate = graphene.Field(
        Certificate,
        valid_on=graphene.Argument(Date, description="A day in Vietnam; today without it."),
        description="What gives it its star on that day, with its day and decision number; null for no star.",
    )
    certificate_history = graphene.List(
        graphene.NonNull(Certificate),
        required=True,
        description="Everything known of its stars, newest first; only `certificate` is a star.",
    )

    star_statement = graphene.String(
        language_code=LanguageCodeEnum(description="Vietnamese without it; English for EN."),
        description="What may be said of its stars today, by `certificate` or else by what is known newest; null for "
        "nothing known.",
    )

    @staticmethod
    def load_certificate(
        products: graph.Rows, info: graph.Info, valid_on: date | None = None
    ) -> list[graph.Row | None]:
        stars = selectors.stars_on((product.id for product in products), valid_on or info.today)
        if valid_on is None:
            info.fresh_until(stars.until)
        return [stars.of.get(product.id) for product in products]

    @staticmethod
    def load_certificate_history(products: graph.Rows, info: graph.Info) -> list[list[graph.Row]]:
        history = selectors.certificates_of_products(product.id for product in products)
        return [history.get(product.id, []) for product in products]

    @staticmethod
    def load_star_statement(
        products: graph.Rows, info: graph.Info, language_code: Enum | None = None
    ) -> list[str | None]:
        history = selectors.certificates_of_products(product.id for product in products)
        told = []
        for product in products:
            known = history.get(product.id, [])
            valid = [one for one in known if one.star_from and one.star_from <= info.today < one.star_until]
            told.append(stated((valid or known)[0], info, language_code) if known else None)
        return told


class ProductCertificateInput(graph.Input):
    """Products that have a star on a day."""

    valid_on = Date(required=True, description="A day in Vietnam.")
    stars = graphene.List(graphene.NonNull(graphene.Int), description="Any of these, 3 to 5; any at all without it.")


@ProductFilterInput.extend
class FilteredByCertificate:
    certificate = graphene.InputField(ProductCertificateInput, description="Has a star on a day.")

    @staticmethod
    def condition_certificate(given: dict[str, Any], channel: selectors.ChannelRow) -> Q:
        return Q(selectors.holding_stars(given["valid_on"], given.get("stars") or []))


@ProductWhereInput.extend
class WhereCertificate:
    certificate = graphene.InputField(ProductCertificateInput, description="Has a star on a day.")

    @staticmethod
    def condition_certificate(given: dict[str, Any], channel: selectors.ChannelRow) -> Q:
        return Q(selectors.holding_stars(given["valid_on"], given.get("stars") or []))
