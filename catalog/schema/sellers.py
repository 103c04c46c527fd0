"""Who sells, in the graph: the facts of a producer that the law wants told, and who has looked at them.

What is a person's own is told to the producer's members and to officers; `catalog.selectors.sellers` says what that is.
"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import graphene
from django.db.models import QuerySet

from catalog import models, selectors
from catalog.models.channels import LegalSeller as Seller
from catalog.models.producers import CheckMethod, SellerState
from catalog.richtext import editorjs
from catalog.schema.chosen import Chosen, each_channel, frame_of
from catalog.schema.evidence import Source
from catalog.schema.places import Producer, ProducerKindEnum
from catalog.schema.products import Product
from core import graph
from core.graph.scalars import Date, DateTime, JSONString
from core.viewer import Viewer

SellerStateEnum = graphene.Enum.from_enum(
    SellerState,
    name="SellerStateEnum",
    description=lambda value: str(value.label) if value else "Whether a seller is known to be who it says it is.",
)
CheckMethodEnum = graphene.Enum.from_enum(
    CheckMethod, name="CheckMethodEnum", description=lambda value: str(value.label) if value else "How it was verified."
)
LegalSellerEnum = graphene.Enum.from_enum(
    Seller,
    name="LegalSellerEnum",
    description=lambda value: str(value.label) if value else "Whom a buyer has the contract with.",
)

PRIVATE = "Null too where it is a person's own and not what the producer trades under."


class ProducerKindPeriod(graph.ModelObject):
    """The legal form a producer had for some time."""

    kind = ProducerKindEnum(required=True)
    since = graphene.Field(Date, description="First day it had this form; null where nobody says since when.")
    until = graphene.Field(Date, description="First day it no longer has it; null while it does.")
    source = graphene.Field(Source, description="Null where the form was read off its printed name.")

    class Meta:
        model = models.ProducerKindPeriod
        fields = ()

    public = True

    @staticmethod
    def load_since(periods: graph.Rows, info: graph.Info) -> list[date | None]:
        return [period.valid_from if period.is_since_known else None for period in periods]

    @staticmethod
    def load_until(periods: graph.Rows, info: graph.Info) -> list[date | None]:
        return [period.valid_to for period in periods]

    @staticmethod
    def load_source(periods: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        return [period if period.source_id else None for period in periods]


class SellerVerification(graph.Object):
    """Whether a producer is known to be who it says it is: what came of the last check."""

    public = True

    state = SellerStateEnum(required=True)
    method = CheckMethodEnum(description="How it was verified; null while it is not.")
    checked_on = graphene.Field(Date, description="Day in Vietnam of the last check; null without any.")


class VerificationRow(NamedTuple):
    state: str
    method: str | None
    checked_on: date | None


class SellerCheck(graph.ModelObject):
    """One look at who a producer is. Its members and officers see it; others what came of the last one."""

    state = SellerStateEnum(required=True)
    method = CheckMethodEnum()
    checked_on = graphene.Field(Date, required=True, description="Day in Vietnam.")
    at = graphene.Field(DateTime, required=True, description="When it was recorded.")

    class Meta:
        model = models.SellerCheck
        fields = ("number", "reason", "actor_role")

    @staticmethod
    def visible_to(viewer: Viewer) -> QuerySet[models.SellerCheck]:
        return selectors.checks_visible_to(viewer)

    @staticmethod
    def load_method(checks: graph.Rows, info: graph.Info) -> list[str | None]:
        return [check.method or None for check in checks]


def insiders(producers: graph.Rows, info: graph.Info) -> list[bool]:
    """Of each producer, whether the viewer is told everything."""
    return [selectors.is_insider(info.viewer, producer.id) for producer in producers]


def kinds_today(producers: graph.Rows, info: graph.Info) -> selectors.Kinds:
    """The legal forms of today, shared by the fields that ask for them."""
    keys = frozenset(producer.id for producer in producers)
    kinds = info.once((selectors.kinds_on, keys), lambda: selectors.kinds_on(keys, info.today))
    info.fresh_until(kinds.until)
    return kinds


def contact(producers: graph.Rows, info: graph.Info, column: str) -> list[str | None]:
    """A telephone or an e-mail, where the viewer may be told it."""
    kinds = kinds_today(producers, info).of
    return [
        getattr(producer, column) or None
        if inside or selectors.has_public_contact(producer, kinds.get(producer.id))
        else None
        for producer, inside in zip(producers, insiders(producers, info), strict=True)
    ]


def numbered(producers: graph.Rows, info: graph.Info, column: str) -> list[str | None]:
    """A number, unless it is a person's and the viewer an outsider."""
    return [
        getattr(producer, column) or None
        if inside or not selectors.is_personal_number(getattr(producer, column))
        else None
        for producer, inside in zip(producers, insiders(producers, info), strict=True)
    ]


@Producer.extend
class ProducerSelling:
    legal_name = graphene.String(description="As its registration or a source prints it; null where none does.")
    tax_number = graphene.String(description="Null too where it is the identity number of a person.")
    registration_number = graphene.String(
        description="Of the business registration; null too where it is the identity number of a person."
    )
    registration_issuer = graphene.String(description="Who registered it, as printed.")
    registered_on = graphene.Field(Date, description="Day of the first registration.")
    kind_history = graphene.List(
        graphene.NonNull(ProducerKindPeriod), required=True, description="Its legal forms, the first one first."
    )
    story = graphene.Field(JSONString, description="What it tells of itself. EditorJS.")
    phone = graphene.String(description=PRIVATE)
    email = graphene.String(description=PRIVATE)
    website = graphene.String(description="An http or https address.")
    representative = graphene.String(description="Who signs for it; told to its members and to officers.")
    verification = graphene.Field(SellerVerification, required=True, description="Whether its identity was verified.")
    seller_checks = graphene.List(
        graphene.NonNull(SellerCheck),
        required=True,
        description="Every check of its identity, the last one first, for its members and officers; else none.",
    )

    @staticmethod
    def load_legal_name(producers: graph.Rows, info: graph.Info) -> list[str | None]:
        return [producer.legal_name or None for producer in producers]

    @staticmethod
    def load_tax_number(producers: graph.Rows, info: graph.Info) -> list[str | None]:
        return numbered(producers, info, "tax_number")

    @staticmethod
    def load_registration_number(producers: graph.Rows, info: graph.Info) -> list[str | None]:
        return numbered(producers, info, "registration_number")

    @staticmethod
    def load_registration_issuer(producers: graph.Rows, info: graph.Info) -> list[str | None]:
        return [producer.registration_issuer or None for producer in producers]

    @staticmethod
    def load_kind_history(producers: graph.Rows, info: graph.Info) -> list[list[graph.Row]]:
        periods = selectors.kind_periods_of(producer.id for producer in producers)
        return [periods.get(producer.id, []) for producer in producers]

    @staticmethod
    def load_story(producers: graph.Rows, info: graph.Info) -> list[str | None]:
        stories = selectors.stories_of(producer.id for producer in producers)
        return [editorjs(stories[producer.id].story_vi) if producer.id in stories else None for producer in producers]

    @staticmethod
    def load_phone(producers: graph.Rows, info: graph.Info) -> list[str | None]:
        return contact(producers, info, "phone")

    @staticmethod
    def load_email(producers: graph.Rows, info: graph.Info) -> list[str | None]:
        return contact(producers, info, "email")

    @staticmethod
    def load_website(producers: graph.Rows, info: graph.Info) -> list[str | None]:
        return [producer.website or None for producer in producers]

    @staticmethod
    def load_representative(producers: graph.Rows, info: graph.Info) -> list[str | None]:
        told = insiders(producers, info)
        return [(inside and producer.representative) or None for producer, inside in zip(producers, told, strict=True)]

    @staticmethod
    def load_verification(producers: graph.Rows, info: graph.Info) -> list[VerificationRow]:
        checks = checks_of(producers, info)
        last = [checks.get(producer.id, [None])[-1] for producer in producers]
        return [
            VerificationRow(check.state, check.method or None, check.checked_on)
            if check
            else VerificationRow(SellerState.UNVERIFIED.value, None, None)
            for check in last
        ]

    @staticmethod
    def load_seller_checks(producers: graph.Rows, info: graph.Info) -> list[list[graph.Row]]:
        told = insiders(producers, info)
        checks = checks_of(producers, info) if any(told) else {}
        return [
            checks.get(producer.id, [])[::-1] if inside else []
            for producer, inside in zip(producers, told, strict=True)
        ]


def checks_of(producers: graph.Rows, info: graph.Info) -> dict[int, list[graph.Row]]:
    """Every check of each producer, shared by the fields that ask for them."""
    keys = frozenset(producer.id for producer in producers)
    return info.once((selectors.checks_of, keys), lambda: selectors.checks_of(keys))


class LegalSeller(graph.Object):
    """Whom a buyer of a product has the contract with: its producer, or the shop that bought the goods."""

    public = True

    kind = LegalSellerEnum(required=True)
    producer = graphene.Field(Producer, description="The seller; null for the shop, and where no source names a maker.")

    @staticmethod
    def load_producer(sellers: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        producers = frame_of(info).producers_by_id(seller.producer_id for seller in sellers)
        return [producers.get(seller.producer_id) for seller in sellers]


class LegalSellerRow(NamedTuple):
    kind: str
    producer_id: int | None


@Product.extend
class ProductSelling:
    legal_seller = graphene.Field(LegalSeller, description="Who sells it in the channel; null without one.")

    @staticmethod
    def load_legal_seller(products: graph.Rows, info: graph.Info) -> list[LegalSellerRow | None]:
        load: Callable[[Chosen, list[graph.Row]], list[LegalSellerRow | None]] = _legal_sellers
        return each_channel(info, products, load)


def _legal_sellers(chosen: Chosen, products: list[graph.Row]) -> list[LegalSellerRow | None]:
    if not chosen.carried:
        return [None] * len(products)
    kinds = selectors.legal_sellers(chosen.channel.id, (product.id for product in products))
    return [
        LegalSellerRow(kind, product.producer_id if kind == Seller.PRODUCER else None)
        if (kind := kinds.get(product.id))
        else None
        for product in products
    ]
