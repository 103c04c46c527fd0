"""Marks and permits in the graph: what a product bears and holds on a day, and what it is shown without."""

from collections.abc import Sequence
from datetime import date
from enum import Enum

import graphene
from django.db.models import Q, QuerySet

from catalog import models, selectors
from catalog.models.marks import MarkKind
from catalog.models.permits import SEEN, PermitKind, PermitStatus
from catalog.papers import Requirement
from catalog.schema.chosen import choose, frame_of
from catalog.schema.evidence import Source
from catalog.schema.places import Producer
from catalog.schema.products import WHOLE, Product
from catalog.schema.translations import NamedTranslation, Translated, translated
from catalog.validity import ONE_DAY, midnight
from core import files, graph
from core.graph.scalars import Date
from core.graph.types import LanguageCodeEnum
from core.viewer import Viewer

SEES_PERMITS = "catalog.view_permit"
VALID_ON = "A day in Vietnam; today without it."

MarkKindEnum = graphene.Enum.from_enum(
    MarkKind, name="MarkKindEnum", description=lambda value: str(value.label) if value else "What a mark is."
)
PermitKindEnum = graphene.Enum.from_enum(
    PermitKind, name="PermitKindEnum", description=lambda value: str(value.label) if value else "What a permit is."
)
PermitStatusEnum = graphene.Enum.from_enum(
    PermitStatus,
    name="PermitStatusEnum",
    description=lambda value: str(value.label) if value else "What has become of a permit.",
)


class MarkTranslation(NamedTranslation):
    """A mark's name in one language."""

    public = True


class MarkLicence(graph.ModelObject):
    """The days on which a maker may use a mark that is somebody else's."""

    producer = graphene.Field(Producer, required=True)
    valid_from = graphene.Field(Date, required=True, description="Its first day.")
    valid_to = graphene.Field(Date, description="Its last day; null: for as long as the mark.")
    source = graphene.Field(Source, required=True)

    class Meta:
        model = models.MarkLicence
        fields = ("number",)

    public = True

    @staticmethod
    def load_producer(licences: graph.Rows, info: graph.Info) -> list[graph.Row]:
        producers = frame_of(info).producers_by_id(licence.producer_id for licence in licences)
        return [producers[licence.producer_id] for licence in licences]

    @staticmethod
    def load_valid_to(licences: graph.Rows, info: graph.Info) -> list[date | None]:
        return [licence.valid_to and licence.valid_to - ONE_DAY for licence in licences]

    @staticmethod
    def load_source(licences: graph.Rows, info: graph.Info) -> graph.Rows:
        return licences


class Mark(graph.ModelObject):
    """A collective or certification mark, a geographical indication, or a maker's own trade mark, as registered."""

    kind = MarkKindEnum(required=True)
    name = graphene.String(required=True, description="What it reads or names.")
    translation = graphene.Field(MarkTranslation, language_code=LanguageCodeEnum(required=True))
    registered_on = graphene.Field(Date, required=True, description="First day of its protection.")
    valid_to = graphene.Field(Date, description="Its last day by the register; null: protected without an end.")
    withdrawn_on = graphene.Field(Date, description="First day it no longer counts, if it was withdrawn.")
    holder = graphene.Field(Producer, description="The owner, where it is a maker here: it needs no licence.")
    licences = graphene.List(graphene.NonNull(MarkLicence), required=True, description="Oldest first.")
    source = graphene.Field(Source, required=True)

    class Meta:
        model = models.Mark
        fields = ("number", "owner")

    public = True

    @staticmethod
    def load_name(marks: graph.Rows, info: graph.Info) -> list[str]:
        return [mark.name_vi for mark in marks]

    @staticmethod
    def load_translation(marks: graph.Rows, info: graph.Info, language_code: Enum) -> list[Translated | None]:
        return translated(marks, language_code)

    @staticmethod
    def load_holder(marks: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        producers = frame_of(info).producers_by_id(mark.holder_id for mark in marks)
        return [producers.get(mark.holder_id) for mark in marks]

    @staticmethod
    def load_licences(marks: graph.Rows, info: graph.Info) -> list[list[graph.Row]]:
        licences = selectors.licences_of(mark.id for mark in marks)
        return [licences.get(mark.id, []) for mark in marks]

    @staticmethod
    def load_source(marks: graph.Rows, info: graph.Info) -> graph.Rows:
        return marks


class Permit(graph.ModelObject):
    """A paper the law asks for. Everyone sees those an officer has seen; its maker and officers see the others too."""

    kind = PermitKindEnum(required=True)
    issued_on = graphene.Field(Date, required=True, description="Its first day.")
    valid_to = graphene.Field(Date, description="Its last day; null: it prints no end.")
    withdrawn_on = graphene.Field(Date, description="First day it no longer counts, if it was withdrawn.")
    status = PermitStatusEnum(required=True)
    producer = graphene.Field(Producer, description="Whose it is; null where no maker is known.")
    product = graphene.Field(
        Product,
        channel=graphene.String(description="Slug of a channel; without it, its first one's goods without prices."),
        description="Null for a paper of all that its maker makes, and where the product is not shown.",
    )
    file = graphene.String(description="Where its scan is found; null for all but its maker's members and officers.")
    source = graphene.Field(Source, required=True)

    class Meta:
        model = models.Permit
        fields = ("number", "issuer", "law")

    @staticmethod
    def visible_to(viewer: Viewer) -> QuerySet[models.Permit]:
        sight = selectors.sight_of(viewer, SEES_PERMITS)
        public = Q(status__in=SEEN) | Q(producer__in=sight.producers)
        return models.Permit.objects.filter(Q() if sight.everything else public)

    @staticmethod
    def load_rows(keys: list[int], info: graph.Info) -> list[graph.Row | None]:
        found = selectors.permits_by_id(keys, sight(info))
        return [found.get(key) for key in keys]

    @staticmethod
    def load_producer(permits: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        producers = frame_of(info).producers_by_id(permit.producer_id for permit in permits)
        return [producers.get(permit.producer_id) for permit in permits]

    @staticmethod
    def load_product(permits: graph.Rows, info: graph.Info, channel: str | None = None) -> list[graph.Row | None]:
        chosen = choose(info, channel)
        if chosen is None:
            return [None] * len(permits)
        keys = [(chosen.channel.id, permit.product_id) for permit in permits if permit.product_id]
        found = selectors.products_by_key(keys, whole=info.reaches(WHOLE))
        shown = [found.get((chosen.channel.id, permit.product_id)) for permit in permits]
        return [one and chosen.carry([one])[0] for one in shown]

    @staticmethod
    @graph.volatile
    def load_file(permits: graph.Rows, info: graph.Info) -> list[str | None]:
        sees = sight(info).sees
        return [
            files.address_of_paper(permit.file) if permit.file and sees(permit.producer_id) else None
            for permit in permits
        ]

    @staticmethod
    def load_source(permits: graph.Rows, info: graph.Info) -> graph.Rows:
        return permits


def sight(info: graph.Info) -> selectors.Sight:
    """What whoever asks sees of permits."""
    return info.once(SEES_PERMITS, lambda: selectors.sight_of(info.viewer, SEES_PERMITS))


class RequirementTranslation(NamedTranslation):
    """What is asked for, in one language."""

    public = True


class PermitRequirement(graph.ModelObject):
    """A paper that goods of a kind need before they are shown; any one of `kinds` is enough."""

    name = graphene.String(required=True, description="What is asked for.")
    translation = graphene.Field(RequirementTranslation, language_code=LanguageCodeEnum(required=True))
    kinds = graphene.List(graphene.NonNull(PermitKindEnum), required=True)

    class Meta:
        model = models.RequiredPermit
        fields = ("code",)

    public = True

    @staticmethod
    def load_name(requirements: Sequence[Requirement], info: graph.Info) -> list[str]:
        return [one.name_vi for one in requirements]

    @staticmethod
    def load_translation(
        requirements: Sequence[Requirement], info: graph.Info, language_code: Enum
    ) -> list[Translated | None]:
        return translated(requirements, language_code)

    @staticmethod
    def load_kinds(requirements: Sequence[Requirement], info: graph.Info) -> list[list[str]]:
        return [sorted(one.kinds) for one in requirements]


class PermitWaiver(graph.ModelObject):
    """Says that a product is shown though nobody has seen papers that goods of its kind need."""

    since = graphene.Field(Date, required=True, description="The first day it was shown so.")
    missing = graphene.List(graphene.NonNull(PermitRequirement), required=True, description="What nobody has seen.")
    source = graphene.Field(Source, required=True, description="On whose word it is shown.")

    class Meta:
        model = models.PermitWaiver
        fields = ()

    public = True

    @staticmethod
    def load_id(waivers: Sequence[selectors.Waiver], info: graph.Info) -> list[str]:
        return [graph.global_id("PermitWaiver", one.row.id) for one in waivers]

    @staticmethod
    def load_since(waivers: Sequence[selectors.Waiver], info: graph.Info) -> list[date]:
        return [one.row.valid_from for one in waivers]

    @staticmethod
    def load_source(waivers: Sequence[selectors.Waiver], info: graph.Info) -> list[graph.Row]:
        return [one.row for one in waivers]


@Producer.extend
class ProducerPermits:
    permits = graphene.List(
        graphene.NonNull(Permit),
        required=True,
        valid_on=graphene.Argument(Date, description="Those that count on this day in Vietnam; of any day without it."),
        description="Its papers and its products', newest first.",
    )

    @staticmethod
    @graph.volatile
    def load_permits(producers: graph.Rows, info: graph.Info, valid_on: date | None = None) -> list[list[graph.Row]]:
        return selectors.permits_of_producers([producer.id for producer in producers], sight(info), valid_on)


@Product.extend
class ProductPapers:
    marks = graphene.List(
        graphene.NonNull(Mark),
        required=True,
        valid_on=graphene.Argument(Date, description=VALID_ON),
        description="The marks it bears on that day: in force, and its maker's own or lent to it.",
    )
    permits = graphene.List(
        graphene.NonNull(Permit),
        required=True,
        valid_on=graphene.Argument(Date, description="Those that count on this day in Vietnam; of any day without it."),
        description="Its papers and its maker's, newest first.",
    )
    permit_waiver = graphene.Field(
        PermitWaiver, description="Null where its papers were seen, or where goods of its kind need none."
    )

    @staticmethod
    def load_marks(products: graph.Rows, info: graph.Info, valid_on: date | None = None) -> list[list[graph.Row]]:
        borne = selectors.marks_on((product.id for product in products), valid_on or info.today)
        if valid_on is None:
            info.fresh_until(borne.until)
        return [borne.of.get(product.id, []) for product in products]

    @staticmethod
    @graph.volatile
    def load_permits(products: graph.Rows, info: graph.Info, valid_on: date | None = None) -> list[list[graph.Row]]:
        return selectors.permits_of_products(products, sight(info), valid_on)

    @staticmethod
    def load_permit_waiver(products: graph.Rows, info: graph.Info) -> list[selectors.Waiver | None]:
        held, until = selectors.waivers_on((product.id for product in products), info.today)
        info.fresh_until(midnight(until) if until else None)
        return [held.get(product.id) for product in products]
