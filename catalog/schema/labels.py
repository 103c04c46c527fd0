"""What labels say, in the graph: the approved ones for everyone, the others for their maker and officers."""

from collections.abc import Sequence
from enum import Enum

import graphene
from django.db.models import Q, QuerySet

from catalog import models, selectors
from catalog.models.labels import LabelStatus
from catalog.schema.evidence import Source
from catalog.schema.papers import RequirementTranslation
from catalog.schema.products import Product
from catalog.schema.translations import Translated, translated
from core import files, graph
from core.graph.scalars import DateTime
from core.graph.types import LanguageCodeEnum
from core.viewer import Viewer

SEES_LABELS = "catalog.view_packaging"

LabelStatusEnum = graphene.Enum.from_enum(
    LabelStatus,
    name="LabelStatusEnum",
    description=lambda value: str(value.label) if value else "What has become of a version of a label.",
)


class LabelItem(graph.Object):
    """One thing that a label must say, or may, and whether this one does."""

    public = True

    code = graphene.String(required=True, description="Names the requirement through all its versions.")
    name = graphene.String(required=True)
    translation = graphene.Field(RequirementTranslation, language_code=LanguageCodeEnum(required=True))
    is_optional = graphene.Boolean(required=True, description="A label may do without.")
    is_found = graphene.Boolean(description="Null where nobody has looked yet.")
    note = graphene.String(required=True, description="What it says, or what is wrong with it; may be empty.")
    source = graphene.Field(Source, required=True, description="The law that asks for it.")

    @staticmethod
    def load_code(items: Sequence[selectors.LabelItem], info: graph.Info) -> list[str]:
        return [item.requirement.code for item in items]

    @staticmethod
    def load_name(items: Sequence[selectors.LabelItem], info: graph.Info) -> list[str]:
        return [item.requirement.name_vi for item in items]

    @staticmethod
    def load_translation(
        items: Sequence[selectors.LabelItem], info: graph.Info, language_code: Enum
    ) -> list[Translated | None]:
        return translated([item.requirement for item in items], language_code)

    @staticmethod
    def load_is_optional(items: Sequence[selectors.LabelItem], info: graph.Info) -> list[bool]:
        return [item.requirement.is_optional for item in items]

    @staticmethod
    def load_source(items: Sequence[selectors.LabelItem], info: graph.Info) -> list[graph.Row]:
        return [item.requirement for item in items]


class LabelChecklist(graph.ModelObject):
    """One version of a product's packaging, item by item."""

    status = LabelStatusEnum(required=True)
    submitted_at = graphene.Field(DateTime, required=True)
    judged_at = graphene.Field(DateTime, description="When it was approved or sent back; null before.")
    judged_role = graphene.String(description="In what role whoever judged it did; null before.")
    image = graphene.String(description="Where the label's picture is found; null where there is none.")
    items = graphene.List(
        graphene.NonNull(LabelItem),
        required=True,
        description="Of a version that was judged, as it was found; of another, what the law asks today.",
    )

    class Meta:
        model = models.Packaging
        fields = ("version",)

    @staticmethod
    def visible_to(viewer: Viewer) -> QuerySet[models.Packaging]:
        sight = selectors.sight_of(viewer, SEES_LABELS)
        public = Q(status=LabelStatus.APPROVED) | Q(product__producer__in=sight.producers)
        return models.Packaging.objects.filter(Q() if sight.everything else public)

    @staticmethod
    def load_rows(keys: list[int], info: graph.Info) -> list[graph.Row | None]:
        found = selectors.packagings_by_id(keys, sight(info))
        return [found.get(key) for key in keys]

    @staticmethod
    def load_judged_role(packagings: graph.Rows, info: graph.Info) -> list[str | None]:
        return [packaging.judged_role or None for packaging in packagings]

    @staticmethod
    def load_image(packagings: graph.Rows, info: graph.Info) -> list[str | None]:
        # Whoever sees the row may read its picture.
        return [files.address_of_paper(packaging.image) if packaging.image else None for packaging in packagings]

    @staticmethod
    def load_items(packagings: graph.Rows, info: graph.Info) -> list[list[selectors.LabelItem]]:
        checklists = selectors.checklists_of(packagings, info.today)
        return [checklists[packaging.id] for packaging in packagings]


def sight(info: graph.Info) -> selectors.Sight:
    """What whoever asks sees of labels."""
    return info.once(SEES_LABELS, lambda: selectors.sight_of(info.viewer, SEES_LABELS))


@Product.extend
class ProductLabel:
    label_checklist = graphene.Field(
        LabelChecklist,
        description="The newest version: for everyone the newest approved one, for its maker and officers of all.",
    )

    @staticmethod
    @graph.volatile
    def load_label_checklist(products: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        found = selectors.packagings_of((product.id for product in products), sight(info))
        return [found[product.id][0] if product.id in found else None for product in products]
