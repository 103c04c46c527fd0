"""AssignedAttribute and its kinds: an attribute of one thing with its value, typed by what the value is."""

from collections.abc import Sequence
from enum import Enum
from typing import Any

import graphene
import orjson

from catalog.models.attributes import EntityType, InputType
from catalog.richtext import editorjs_of_marks
from catalog.schema.attributes import ENTITY_TYPES, Attribute, File, FileRow, SaidRow
from catalog.schema.categories import Category
from catalog.schema.collections import Collection
from catalog.schema.pages import Page
from catalog.schema.products import Product
from catalog.schema.translations import language_of
from core import graph
from core.graph.scalars import JSON, Date, DateTime
from core.graph.types import LanguageCodeEnum


class AssignedAttribute(graphene.Interface):
    """An attribute of one thing with its value."""

    attribute = graphene.Field(Attribute, required=True)


class AssignedChoiceAttributeValue(graph.Object):
    """A value chosen from a list."""

    public = True

    slug = graphene.String()
    name = graphene.String()
    translation = graphene.String(
        language_code=LanguageCodeEnum(required=True), description="The name in that language; null without one."
    )

    @staticmethod
    def load_name(given: graph.Rows, info: graph.Info) -> list[str]:
        return [one.name_vi for one in given]

    @staticmethod
    def load_translation(given: graph.Rows, info: graph.Info, language_code: Enum) -> list[str | None]:
        return [getattr(one, f"name_{language_of(language_code)}", None) or None for one in given]


class AssignedSwatchAttributeValue(AssignedChoiceAttributeValue):
    """A colour chosen from a list."""

    hex_color = graphene.String(description="As in #f2b233.")

    @staticmethod
    def load_hex_color(given: graph.Rows, info: graph.Info) -> list[str | None]:
        return [one.value or None for one in given]


def _first(said: Sequence[SaidRow], column: str) -> list[Any]:
    """The one value of each attribute, read off its column; None where nobody gave one."""
    return [getattr(one.given[0], column) if one.given else None for one in said]


class AssignedBooleanAttribute(graph.Object):
    """Yes or no; null where nobody said."""

    class Meta:
        interfaces = (AssignedAttribute,)

    public = True

    value = graphene.Boolean()

    @staticmethod
    def load_value(said: Sequence[SaidRow], info: graph.Info) -> list[bool | None]:
        return _first(said, "boolean")


class AssignedNumericAttribute(graph.Object):
    """A number; its unit is in the attribute's name."""

    class Meta:
        interfaces = (AssignedAttribute,)

    public = True

    value = graphene.Float()

    @staticmethod
    def load_value(said: Sequence[SaidRow], info: graph.Info) -> list[float | None]:
        # The dialect's value is a Float: the only place where the number is one.
        return [None if number is None else float(number) for number in _first(said, "number")]


class AssignedPlainTextAttribute(graph.Object):
    """A text without marks."""

    class Meta:
        interfaces = (AssignedAttribute,)

    public = True

    value = graphene.String()
    translation = graphene.String(language_code=LanguageCodeEnum(required=True))

    @staticmethod
    def load_value(said: Sequence[SaidRow], info: graph.Info) -> list[str | None]:
        return _first(said, "text_vi")

    @staticmethod
    def load_translation(said: Sequence[SaidRow], info: graph.Info, language_code: Enum) -> list[str | None]:
        return _texts(said, language_of(language_code))


class AssignedTextAttribute(graph.Object):
    """A rich text, as EditorJS."""

    class Meta:
        interfaces = (AssignedAttribute,)

    public = True

    value = graphene.Field(JSON)
    translation = graphene.Field(JSON, language_code=LanguageCodeEnum(required=True))

    @staticmethod
    def load_value(said: Sequence[SaidRow], info: graph.Info) -> list[Any]:
        return [_json(text) for text in _first(said, "text_vi")]

    @staticmethod
    def load_translation(said: Sequence[SaidRow], info: graph.Info, language_code: Enum) -> list[Any]:
        return [_json(text) for text in _texts(said, language_of(language_code))]


def _texts(said: Sequence[SaidRow], language: str) -> list[str | None]:
    return (
        [text or None for text in _first(said, f"text_{language}")] if language in ("vi", "en") else [None] * len(said)
    )


def _json(text: str | None) -> Any:
    document = editorjs_of_marks(text)
    return None if document is None else orjson.loads(document)


class AssignedDateAttribute(graph.Object):
    """A day in Vietnam."""

    class Meta:
        interfaces = (AssignedAttribute,)

    public = True

    value = graphene.Field(Date)

    @staticmethod
    def load_value(said: Sequence[SaidRow], info: graph.Info) -> list[Any]:
        return _first(said, "day")


class AssignedDateTimeAttribute(graph.Object):
    """An instant."""

    class Meta:
        interfaces = (AssignedAttribute,)

    public = True

    value = graphene.Field(DateTime)

    @staticmethod
    def load_value(said: Sequence[SaidRow], info: graph.Info) -> list[Any]:
        return _first(said, "instant")


class AssignedFileAttribute(graph.Object):
    """A file that everybody may have."""

    class Meta:
        interfaces = (AssignedAttribute,)

    public = True

    value = graphene.Field(File)

    @staticmethod
    def load_value(said: Sequence[SaidRow], info: graph.Info) -> list[FileRow | None]:
        return [FileRow(name) if name else None for name in _first(said, "file")]


class AssignedSingleChoiceAttribute(graph.Object):
    """One value of a list."""

    class Meta:
        interfaces = (AssignedAttribute,)

    public = True

    value = graphene.Field(AssignedChoiceAttributeValue)

    @staticmethod
    def load_value(said: Sequence[SaidRow], info: graph.Info) -> list[Any]:
        return [one.given[0] if one.given else None for one in said]


class AssignedMultiChoiceAttribute(graph.Object):
    """Values of a list."""

    class Meta:
        interfaces = (AssignedAttribute,)

    public = True

    value = graphene.List(graphene.NonNull(AssignedChoiceAttributeValue), required=True)

    @staticmethod
    def load_value(said: Sequence[SaidRow], info: graph.Info) -> list[Any]:
        return [one.given for one in said]


class AssignedSwatchAttribute(graph.Object):
    """One colour of a list."""

    class Meta:
        interfaces = (AssignedAttribute,)

    public = True

    value = graphene.Field(AssignedSwatchAttributeValue)

    @staticmethod
    def load_value(said: Sequence[SaidRow], info: graph.Info) -> list[Any]:
        return [one.given[0] if one.given else None for one in said]


def _referring(entity: EntityType, kind: type) -> tuple[type, type]:
    """The two kinds of attributes that refer to things of a type: to one, and to several."""

    def load_one(said: Sequence[SaidRow], info: graph.Info) -> list[Any]:
        return [one.referred_by(one.given[0])[1] if one.given else None for one in said]

    def load_several(said: Sequence[SaidRow], info: graph.Info) -> list[list[Any]]:
        return [[one.referred_by(given)[1] for given in one.given] for one in said]

    name = ENTITY_TYPES[entity]
    several = graphene.List(graphene.NonNull(kind), required=True)
    return (
        _referring_type(f"AssignedSingle{name}ReferenceAttribute", graphene.Field(kind), load_one),
        _referring_type(f"AssignedMulti{name}ReferenceAttribute", several, load_several),
    )


def _referring_type(name: str, value: Any, load: Any) -> type:
    members = {
        "__doc__": "What it refers to, as far as the viewer sees it.",
        "__module__": __name__,
        "Meta": type("Meta", (), {"interfaces": (AssignedAttribute,)}),
        "public": True,
        "value": value,
        "load_value": staticmethod(load),
    }
    return type(name, (graph.Object,), members)


REFERRED: dict[str, Any] = {
    EntityType.PRODUCT: Product,
    EntityType.CATEGORY: Category,
    EntityType.COLLECTION: Collection,
    EntityType.PAGE: Page,
}
REFERRING = {entity: _referring(EntityType(entity), kind) for entity, kind in REFERRED.items()}
TYPES: dict[str, type] = {
    InputType.BOOLEAN: AssignedBooleanAttribute,
    InputType.NUMERIC: AssignedNumericAttribute,
    InputType.PLAIN_TEXT: AssignedPlainTextAttribute,
    InputType.RICH_TEXT: AssignedTextAttribute,
    InputType.DATE: AssignedDateAttribute,
    InputType.DATE_TIME: AssignedDateTimeAttribute,
    InputType.FILE: AssignedFileAttribute,
    InputType.DROPDOWN: AssignedSingleChoiceAttribute,
    InputType.MULTISELECT: AssignedMultiChoiceAttribute,
    InputType.SWATCH: AssignedSwatchAttribute,
}


def typed(said: SaidRow) -> tuple[type, SaidRow]:
    """An attribute of one thing as a value of the interface."""
    input_type = said.attribute.input_type
    if input_type in TYPES:
        return TYPES[input_type], said
    one, several = REFERRING[said.attribute.entity_type]
    return (one if input_type == InputType.SINGLE_REFERENCE else several), said
