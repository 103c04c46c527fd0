"""Texts of a row in the language that was asked for."""

from collections.abc import Sequence
from enum import Enum
from operator import attrgetter
from typing import Any, NamedTuple

import graphene

from catalog import selectors
from catalog.richtext import editorjs
from core import graph
from core.graph.scalars import JSONString
from core.graph.types import LanguageDisplay, LanguageRow


class Translated(NamedTuple):
    """A row and the language to tell it in: "vi" or "en"."""

    row: Any
    language: str


def language_of(code: Enum) -> str:
    """The language of a LanguageCodeEnum, a regional form (EN_GB) being its language."""
    return str(code.value).partition("-")[0]


def translated(rows: graph.Rows, language_code: Enum, column: str = "name") -> list[Translated | None]:
    """Each row in a language, or None where it has no name in it; `column` is what it is named by."""
    language = language_of(language_code)
    named = f"{column}_{language}"
    return [Translated(row, language) if getattr(row, named, None) else None for row in rows]


def texts(translations: Sequence[Translated], column: str) -> list[str | None]:
    """One text column; null where nobody wrote it."""
    columns = {language: attrgetter(f"{column}_{language}") for language in {one.language for one in translations}}
    return [columns[one.language](one.row) or None for one in translations]


class AnyTranslation(graph.Object):
    """What every translation tells."""

    id = graphene.ID(required=True)
    language = graphene.Field(LanguageDisplay, required=True)

    class Meta:
        abstract = True

    @classmethod
    def load_id(cls, translations: Sequence[Translated], info: graph.Info) -> list[str]:
        return [graph.global_id(cls._meta.name, f"{one.row.id}-{one.language}") for one in translations]

    @staticmethod
    def load_language(translations: Sequence[Translated], info: graph.Info) -> list[LanguageRow]:
        return [LanguageRow(one.language) for one in translations]


class Translation(AnyTranslation):
    """Of a thing with a name."""

    name = graphene.String()

    class Meta:
        abstract = True

    @staticmethod
    def load_name(translations: Sequence[Translated], info: graph.Info) -> list[str | None]:
        return texts(translations, "name")


class NamedTranslation(Translation):
    """Of a thing of which only the name is told."""

    name = graphene.String(required=True)

    class Meta:
        abstract = True


class AddressedTranslation(AnyTranslation):
    """Of a thing with an address of its own."""

    slug = graphene.String()
    seo_title = graphene.String()
    seo_description = graphene.String()

    class Meta:
        abstract = True

    @staticmethod
    def load_slug(translations: Sequence[Translated], info: graph.Info) -> list[str | None]:
        return texts(translations, "slug")

    @staticmethod
    def load_seo_title(translations: Sequence[Translated], info: graph.Info) -> list[str | None]:
        return texts(translations, "seo_title")

    @staticmethod
    def load_seo_description(translations: Sequence[Translated], info: graph.Info) -> list[str | None]:
        return texts(translations, "seo_description")


class DescribedTranslation(AddressedTranslation):
    """Of goods, or of some of them, with an address of their own."""

    name = graphene.String()
    description = graphene.Field(JSONString, description="EditorJS.")

    class Meta:
        abstract = True

    @staticmethod
    def load_name(translations: Sequence[Translated], info: graph.Info) -> list[str | None]:
        return texts(translations, "name")

    @staticmethod
    def load_description(translations: Sequence[Translated], info: graph.Info) -> list[str | None]:
        return [editorjs(text) for text in texts(translations, "description")]


class ProductTranslation(DescribedTranslation):
    """A product in another language."""

    public = True


class CategoryTranslation(DescribedTranslation):
    """A category in another language."""

    public = True


class CollectionTranslation(DescribedTranslation):
    """A collection in another language."""

    public = True


class ProductVariantTranslation(NamedTranslation):
    """A variant in another language."""

    public = True


class MenuItemTranslation(NamedTranslation):
    """A menu item in another language."""

    public = True


class AttributeTranslation(NamedTranslation):
    """An attribute in another language."""

    public = True


class AttributeValueTranslation(NamedTranslation):
    """A value of an attribute in another language."""

    public = True


class ProducerTranslation(Translation):
    """A producer in another language."""

    story = graphene.Field(JSONString, description="EditorJS.")

    public = True

    @staticmethod
    def load_story(translations: Sequence[Translated], info: graph.Info) -> list[str | None]:
        stories = selectors.stories_of(one.row.id for one in translations)
        return [editorjs(getattr(stories[one.row.id], f"story_{one.language}", None)) for one in translations]


class AreaTranslation(Translation):
    """An administrative unit in another language."""

    public = True
