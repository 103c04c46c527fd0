"""Attributes in the graph, and their values as rows."""

import mimetypes
from collections.abc import Sequence
from decimal import Decimal
from enum import Enum
from posixpath import basename
from typing import Any, NamedTuple

import graphene

from catalog import models, selectors
from catalog.models.attributes import EntityType, InputType
from catalog.richtext import editorjs_of_marks
from catalog.schema.pictures import public_addresses
from catalog.schema.translations import AttributeTranslation, AttributeValueTranslation, Translated, translated
from core import graph
from core.graph.scalars import Date, DateTime, JSONString
from core.graph.types import LanguageCodeEnum

AttributeInputTypeEnum = graphene.Enum(
    "AttributeInputTypeEnum",
    [(one.name, one.value) for one in InputType],
    description=lambda value: str(InputType(value.value).label) if value else "What a value of an attribute is.",
)
AttributeEntityTypeEnum = graphene.Enum(
    "AttributeEntityTypeEnum",
    [(one.name, one.value) for one in EntityType],
    description=lambda value: str(EntityType(value.value).label) if value else "What an attribute refers to.",
)

# The GraphQL type of what an attribute refers to.
ENTITY_TYPES = {one.value: one.name.title() for one in EntityType}
YES_NO = {True: ("Có", "Yes"), False: ("Không", "No")}


class FileRow(NamedTuple):
    name: str


class File(graph.Object):
    """A file that everybody may have."""

    public = True

    url = graphene.String(required=True)
    content_type = graphene.String()

    @staticmethod
    def load_url(files: Sequence[FileRow], info: graph.Info) -> list[str]:
        return public_addresses([file.name for file in files], info)

    @staticmethod
    def load_content_type(files: Sequence[FileRow], info: graph.Info) -> list[str | None]:
        return [mimetypes.guess_type(file.name)[0] for file in files]


class ValueRow(NamedTuple):
    """A value as the dialect tells it, whether chosen from a list or given to one thing."""

    id: int | str
    input_type: str
    slug: str | None
    name_vi: str | None
    name_en: str | None
    # A row of AssignedValue; None for a choice that is told as such.
    given: Any = None
    value: str | None = None
    reference: str | None = None


def chosen_value(input_type: str, choice: Any, key: int, given: Any = None) -> ValueRow:
    """A choice, of the key `key`, from its own row or from that of a value it was given as."""
    return ValueRow(key, input_type, choice.slug, choice.name_vi, choice.name_en, given, choice.value or None)


def given_value(given: Any, referred: Any) -> ValueRow:
    """A value that was given to one thing; `referred` is the row it refers to, if it does."""
    key = f"given-{given.id}"
    if given.choice_id is not None:
        return chosen_value(given.input_type, given, given.choice_id, given)
    if referred is not None:
        kind, row = referred
        names = [getattr(row, column, None) for column in NAMES[kind]]
        reference = graph.global_id(kind, row.id)
        return ValueRow(key, given.input_type, slug_of(row), names[0], names[1], given, reference=reference)
    if given.boolean is not None:
        return ValueRow(key, given.input_type, str(given.boolean).lower(), *YES_NO[given.boolean], given)
    name = given.text_vi or next((str(one) for one in (given.day, given.instant) if one), "") or basename(given.file)
    if given.number is not None:
        name = plain_number(given.number)
    return ValueRow(key, given.input_type, None, name, given.text_en or None, given)


# Where a referred row has its names, Vietnamese and English.
NAMES = {
    "Product": ("name", "name_en"),
    "Category": ("name_vi", "name_en"),
    "Collection": ("name_vi", "name_en"),
    "Page": ("title_vi", "title_en"),
}


def slug_of(row: Any) -> str:
    """The Vietnamese slug of a referred row."""
    return str(row.slug if hasattr(row, "slug") else row.slug_vi)


def plain_number(number: Decimal) -> str:
    """Without the zeros that its column adds: 29.5, 100."""
    return f"{number.normalize():f}"


class AttributeValue(graph.Object):
    """A value of an attribute."""

    public = True

    id = graphene.ID(required=True)
    slug = graphene.String(description="Of a choice, or of what is referred to; true or false; null for the rest.")
    name = graphene.String(description="In Vietnamese; a number, a text or a day as it is.")
    value = graphene.String(description="Of a swatch its colour, as in #f2b233.")
    translation = graphene.Field(AttributeValueTranslation, language_code=LanguageCodeEnum(required=True))
    input_type = AttributeInputTypeEnum()
    reference = graphene.ID(description="Of what is referred to.")
    file = graphene.Field(File)
    rich_text = graphene.Field(JSONString, description="EditorJS.")
    plain_text = graphene.String()
    boolean = graphene.Boolean()
    date = graphene.Field(Date)
    date_time = graphene.Field(DateTime)

    @staticmethod
    def load_id(values: Sequence[ValueRow], info: graph.Info) -> list[str]:
        return [graph.global_id("AttributeValue", value.id) for value in values]

    @staticmethod
    def load_name(values: Sequence[ValueRow], info: graph.Info) -> list[str | None]:
        return [value.name_vi for value in values]

    @staticmethod
    def load_translation(values: Sequence[ValueRow], info: graph.Info, language_code: Enum) -> list[Translated | None]:
        return translated(values, language_code)

    @staticmethod
    def load_file(values: Sequence[ValueRow], info: graph.Info) -> list[FileRow | None]:
        return [FileRow(value.given.file) if value.given and value.given.file else None for value in values]

    @staticmethod
    def load_rich_text(values: Sequence[ValueRow], info: graph.Info) -> list[str | None]:
        return [editorjs_of_marks(text_of(value, InputType.RICH_TEXT)) for value in values]

    @staticmethod
    def load_plain_text(values: Sequence[ValueRow], info: graph.Info) -> list[str | None]:
        return [text_of(value, InputType.PLAIN_TEXT) for value in values]

    @staticmethod
    def load_boolean(values: Sequence[ValueRow], info: graph.Info) -> list[bool | None]:
        return [value.given and value.given.boolean for value in values]

    @staticmethod
    def load_date(values: Sequence[ValueRow], info: graph.Info) -> list[Any]:
        return [value.given and value.given.day for value in values]

    @staticmethod
    def load_date_time(values: Sequence[ValueRow], info: graph.Info) -> list[Any]:
        return [value.given and value.given.instant for value in values]


def text_of(value: ValueRow, input_type: InputType) -> str | None:
    """The text of a value of that type; None for others."""
    return value.given.text_vi if value.given and value.input_type == input_type else None


class Attribute(graph.ModelObject):
    """One thing that may be said of goods or pages beside their own fields."""

    name = graphene.String(required=True)
    input_type = AttributeInputTypeEnum()
    entity_type = AttributeEntityTypeEnum(description="What it refers to; null if it does not.")
    translation = graphene.Field(AttributeTranslation, language_code=LanguageCodeEnum(required=True))
    choices = graph.connection(AttributeValue, description="What it is chosen from, in order; empty if it is not.")

    class Meta:
        model = models.Attribute
        fields = ("slug",)

    public = True

    @staticmethod
    def load_name(attributes: graph.Rows, info: graph.Info) -> list[str]:
        return [attribute.name_vi for attribute in attributes]

    @staticmethod
    def load_entity_type(attributes: graph.Rows, info: graph.Info) -> list[str | None]:
        return [attribute.entity_type or None for attribute in attributes]

    @staticmethod
    def load_translation(attributes: graph.Rows, info: graph.Info, language_code: Enum) -> list[Translated | None]:
        return translated(attributes, language_code)

    @staticmethod
    def load_choices(attributes: graph.Rows, info: graph.Info, page: graph.Page) -> list[graph.Slice]:
        types = {attribute.id: attribute.input_type for attribute in attributes}
        slices = selectors.choice_pages(sorted(types), page, counted=info.asks("totalCount"))
        of_attribute = dict(zip(sorted(types), slices, strict=True))
        for key, one in of_attribute.items():
            positions = {choice.id: choice.position for choice in one.rows}
            one.keys = lambda value, positions=positions: (positions[value.id], value.id)
            one.rows = [chosen_value(types[key], choice, choice.id) for choice in one.rows]
        return [of_attribute[attribute.id] for attribute in attributes]


class SaidRow(NamedTuple):
    """An attribute of one thing with the values given, those that refer to something hidden left out."""

    attribute: Any
    # Rows of AssignedValue.
    given: list[Any]
    channel_id: int | None
    # What each refers to as ("Page", row), by (entity type, key); shared by all of an execution.
    referred: dict[tuple[str, int], Any]

    def referred_by(self, given: Any) -> Any:
        """("Page", row) of what a value refers to; None if it refers to nothing."""
        key = reference_of(given)
        return None if key is None else (ENTITY_TYPES[key[0]], self.referred[key])


def reference_of(given: Any) -> tuple[str, int] | None:
    """(entity type, key) of what a value refers to; None if it refers to nothing."""
    for kind in EntityType.values:
        key = getattr(given, f"to_{kind}_id")
        if key is not None:
            return kind, key
    return None


class SelectedAttribute(graph.Object):
    """An attribute of one thing with its values; none where nobody gave one."""

    public = True

    attribute = graphene.Field(Attribute, required=True)
    values = graphene.List(graphene.NonNull(AttributeValue), required=True)

    @staticmethod
    def load_values(said: Sequence[SaidRow], info: graph.Info) -> list[list[ValueRow]]:
        return [[given_value(given, one.referred_by(given)) for given in one.given] for one in said]
