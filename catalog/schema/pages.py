"""Content pages in the graph, and what is said of the operator."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from enum import Enum

import graphene
from django.db.models import QuerySet

from catalog import models, selectors
from catalog.richtext import editorjs_of_marks, quoted_keys, with_quotes
from catalog.schema.evidence import Source
from catalog.schema.filters import StringFilterInput
from catalog.schema.metadata import ObjectWithMetadata, officers_write
from catalog.schema.translations import AddressedTranslation, Translated, language_of, texts, translated
from core import clock, graph
from core.graph.scalars import Date, DateTime, JSONString
from core.graph.types import LanguageCodeEnum
from core.viewer import Viewer

# What a page says where the operator has not stated a fact.
NOT_STATED = {"vi": "[{label}: chưa có]", "en": "[{label}: not stated yet]"}
# Fields that only a row with its contents answers (catalog.selectors.pages.CONTENT).
CONTENT = frozenset({"Page.content", "PageTranslation.content"})


class PageFilterInput(graph.Input):
    """Saleor's older filter; all of its fields must hold."""

    ids = graphene.List(graphene.NonNull(graphene.ID))
    slugs = graphene.List(graphene.NonNull(graphene.String))
    page_types = graphene.List(graphene.NonNull(graphene.ID))


class PageWhereInput(graph.Input):
    """Saleor's newer filter; all of its fields must hold."""

    ids = graphene.List(graphene.NonNull(graphene.ID))
    slug = graphene.InputField(StringFilterInput, description="The Vietnamese one.")


class PageType(graph.ModelObject):
    """What a page is: an explanation, the shop's own rules, a text that a client looks for."""

    name = graphene.String(required=True)

    class Meta:
        model = models.PageType
        fields = ("slug",)

    public = True

    @staticmethod
    def load_name(types: graph.Rows, info: graph.Info) -> list[str]:
        return [one.name_vi for one in types]


class PageTranslation(AddressedTranslation):
    """A page in another language."""

    title = graphene.String()
    content = graphene.Field(JSONString, description="EditorJS.")

    public = True

    @staticmethod
    def load_title(translations: Sequence[Translated], info: graph.Info) -> list[str | None]:
        return texts(translations, "title")

    @staticmethod
    def load_content(translations: Sequence[Translated], info: graph.Info) -> list[str | None]:
        contents = texts(translations, "content")
        return [written(info, text, one.language) for text, one in zip(contents, translations, strict=True)]


@officers_write(models.Page)
class Page(graph.ModelObject):
    """A text of the shop's own, shown from a day on. Its row carries the channel it was asked in."""

    slug = graphene.String(required=True)
    title = graphene.String(required=True)
    content = graphene.Field(JSONString, description="EditorJS: headings, paragraphs, lists and links.")
    seo_title = graphene.String()
    seo_description = graphene.String()
    translation = graphene.Field(PageTranslation, language_code=LanguageCodeEnum(required=True))
    page_type = graphene.Field(PageType, required=True)
    is_published = graphene.Boolean(required=True, description="Shown today.")
    published_at = graphene.Field(DateTime, description="The midnight in Vietnam it is shown from.")
    published_until = graphene.Field(Date, description="First day it is no longer shown; null while none is set.")
    updated_on = graphene.Field(Date, required=True, description="Day of its last change.")
    sources = graphene.List(graphene.NonNull(Source), required=True, description="What it was written from.")

    class Meta:
        model = models.Page
        interfaces = (ObjectWithMetadata,)
        fields = ()

    @staticmethod
    def visible_to(viewer: Viewer) -> QuerySet[models.Page]:
        return selectors.pages_visible_to(viewer)

    @staticmethod
    def load_rows(keys: list[int], info: graph.Info) -> list[graph.Row | None]:
        found = selectors.pages_by_id(shown_on(info), keys, channel=None, whole=True)
        return [found.get(key) for key in keys]

    @staticmethod
    def load_slug(pages: graph.Rows, info: graph.Info) -> list[str]:
        return [page.slug_vi for page in pages]

    @staticmethod
    def load_title(pages: graph.Rows, info: graph.Info) -> list[str]:
        return [page.title_vi for page in pages]

    @staticmethod
    def load_content(pages: graph.Rows, info: graph.Info) -> list[str | None]:
        return [written(info, page.content_vi, "vi") for page in pages]

    @staticmethod
    def load_seo_title(pages: graph.Rows, info: graph.Info) -> list[str | None]:
        return [page.seo_title_vi or None for page in pages]

    @staticmethod
    def load_seo_description(pages: graph.Rows, info: graph.Info) -> list[str | None]:
        return [page.seo_description_vi or None for page in pages]

    @staticmethod
    def load_translation(pages: graph.Rows, info: graph.Info, language_code: Enum) -> list[Translated | None]:
        return translated(pages, language_code, "title")

    @staticmethod
    def load_page_type(pages: graph.Rows, info: graph.Info) -> list[graph.Row]:
        types = selectors.page_types_by_id(page.page_type_id for page in pages)
        return [types[page.page_type_id] for page in pages]

    @staticmethod
    def load_is_published(pages: graph.Rows, info: graph.Info) -> list[bool]:
        return [selectors.is_shown(page, info.today) for page in pages]

    @staticmethod
    def load_published_at(pages: graph.Rows, info: graph.Info) -> list[datetime | None]:
        return [page.published_from and _midnight(page.published_from) for page in pages]

    @staticmethod
    def load_sources(pages: graph.Rows, info: graph.Info) -> list[list[graph.Row]]:
        sources = selectors.sources_of_pages(page.id for page in pages)
        return [sources.get(page.id, []) for page in pages]


class OperatorFact(graph.ModelObject):
    """One thing the law wants a shop to say of whoever runs it."""

    label = graphene.String(
        required=True, language_code=LanguageCodeEnum(description="Vietnamese without it."), description="What it is."
    )
    value = graphene.String(
        language_code=LanguageCodeEnum(description="Vietnamese without it."),
        description="Null while the operator has not stated it.",
    )

    class Meta:
        model = models.OperatorFact
        fields = ("key", "is_demonstration")

    public = True

    @staticmethod
    def load_label(facts: graph.Rows, info: graph.Info, language_code: Enum | None = None) -> list[str]:
        language = language_of(language_code) if language_code else "vi"
        return [told(fact, "label", language) for fact in facts]

    @staticmethod
    def load_value(facts: graph.Rows, info: graph.Info, language_code: Enum | None = None) -> list[str | None]:
        language = language_of(language_code) if language_code else "vi"
        return [told(fact, "value", language) or None for fact in facts]


def told(fact: graph.Row, column: str, language: str) -> str:
    """A text of a fact in English where it is asked for and there, else in Vietnamese."""
    english = getattr(fact, f"{column}_en") if language == "en" else None
    return str(english or getattr(fact, f"{column}_vi"))


def written(info: graph.Info, text: str | None, language: str) -> str | None:
    """A page's content as EditorJS, with the operator's facts where it quotes them."""
    if text and quoted_keys(text):
        text = with_quotes(text, info.once(("operator", language), lambda: quotes(language)))
    return editorjs_of_marks(text)


def quotes(language: str) -> dict[str, str]:
    """The operator's facts by key; one that is not stated says so."""
    found = {}
    for fact in selectors.operator_facts():
        label, value = (
            getattr(fact, f"{column}_{language}") or getattr(fact, f"{column}_vi") for column in ("label", "value")
        )
        found[fact.key] = value or NOT_STATED[language].format(label=label[:1].lower() + label[1:])
    return found


def shown_on(info: graph.Info) -> date | None:
    """The day whose pages the viewer sees; None for one who sees hidden pages too."""
    # Pages come and go at midnight.
    info.fresh_until(_midnight(info.today + timedelta(days=1)))
    sees_hidden = info.once(selectors.sees_hidden_pages, lambda: selectors.sees_hidden_pages(info.viewer))
    return None if sees_hidden else info.today


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=clock.VIETNAM)
