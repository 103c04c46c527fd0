"""Versions of the classification in the graph, and what is known of its categories."""

from collections.abc import Sequence
from datetime import date

import graphene
from graphql import GraphQLError

from catalog import selectors
from catalog.models.categories import Ministry
from catalog.schema.categories import Category
from catalog.schema.chosen import ended_versions, frame_of
from catalog.schema.evidence import Source
from core import graph
from core.graph.scalars import Date

MinistryEnum = graphene.Enum.from_enum(
    Ministry, name="MinistryEnum", description=lambda value: str(value.label) if value else "Who answers for goods."
)


class OcopClassification(graph.Object):
    """The decision that draws the groups, for the days it is in force."""

    public = True

    version = graphene.String(required=True, description="The decision's number.")
    valid_from = graphene.Field(Date, required=True, description="First day it is in force.")
    valid_to = graphene.Field(Date, description="First day it no longer is; null while it is.")
    groups = graphene.List(graphene.NonNull(Category), required=True, description="Its six groups, in their order.")

    @staticmethod
    def load_groups(versions: Sequence[selectors.Version], info: graph.Info) -> list[list[graph.Row]]:
        return [groups_of(info, one.version) for one in versions]


def groups_of(info: graph.Info, version: str) -> list[graph.Row]:
    """The groups of a version, in their order."""
    known = frame_of(info).categories.values()
    groups = [row for row in known if row.level == 0 and row.classification_version == version]
    return sorted(groups, key=lambda row: (row.position, row.id))


@Category.extend
class Classified:
    ministry = MinistryEnum(description="Who answers for such goods; null where no text we read says so.")
    ministry_source = graphene.Field(Source, description="The text that says so, and how far to trust it.")
    source = graphene.Field(Source, description="Who says that the classification has it; null for a shop's own.")

    @staticmethod
    def load_ministry(categories: graph.Rows, info: graph.Info) -> list[str | None]:
        return [category.ministry or None for category in categories]

    @staticmethod
    def load_ministry_source(categories: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        sources = selectors.sources_by_id(category.ministry_source_id for category in categories)
        return [sources.get(category.ministry_source_id) for category in categories]

    @staticmethod
    def load_source(categories: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        sources = selectors.sources_by_id(category.source_id for category in categories)
        return [sources.get(category.source_id) for category in categories]


class Query(graph.Query):
    ocop_classifications = graphene.List(
        graphene.NonNull(OcopClassification), required=True, description="Every version known, the first one first."
    )
    ocop_groups = graphene.List(
        graphene.NonNull(Category),
        version=graphene.String(description="A decision's number, as 148/QĐ-TTg; not together with on."),
        on=graphene.Argument(Date, description="The version in force on a day in Vietnam; today without it."),
        required=True,
        description="The programme's groups of one version, with their sub-groups as children; empty for none.",
    )

    @staticmethod
    def load_ocop_classifications(_root: graph.Rows, info: graph.Info) -> list[list[selectors.Version]]:
        return [selectors.versions_of(frame_of(info).categories.values())]

    @staticmethod
    def load_ocop_groups(
        _root: graph.Rows, info: graph.Info, version: str | None = None, on: date | None = None
    ) -> list[list[graph.Row]]:
        if version is not None and on is not None:
            raise GraphQLError("Argument 'version' cannot be combined with 'on'")
        if version is None:
            ended = [] if on else ended_versions(info)
            known = selectors.versions_of(frame_of(info).categories.values())
            held = [one.version for one in known if (one.holds_on(on) if on else one.version not in ended)]
            version = held[0] if held else ""
        return [groups_of(info, version)]
