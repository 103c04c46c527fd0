"""System checks of page documents: `manage.py check` fails before a page can."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register
from graphql import GraphQLError, GraphQLSyntaxError

from core import graph, pages


@register("pages")
def check_documents(app_configs: Sequence[AppConfig] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """Every document of every installed package is valid against the schema, and every fragment is in use."""
    try:
        books = pages.library()
    except GraphQLSyntaxError as error:
        return [Error(f"A file of fragments does not parse: {error}", id="core.E110")]
    return [*_document_errors(books), *_fragment_errors(books), *_slot_errors(books)]


def _document_errors(books: pages.Library) -> Iterator[CheckMessage]:
    for name, file in books.documents.items():
        for error in _wrong(name):
            message = f"{file.name}.graphql: {error.message}{_place(name, error)}"
            yield Error(message, obj=str(file.path), id="core.E111")


def _wrong(name: str) -> list[GraphQLError]:
    try:
        return graph.document(pages.load(name)).errors
    except GraphQLSyntaxError as error:
        return [error]


def _place(name: str, error: GraphQLError) -> str:
    """Where in which file, since a document is joined from several."""
    if isinstance(error, GraphQLSyntaxError) or not error.locations:
        return ""
    line = error.locations[0].line
    for file, text in pages.parts(name):
        length = text.count("\n") + 1
        if line <= length:
            return f" ({file.name}.graphql, line {line})"
        line -= length
    return ""


def _fragment_errors(books: pages.Library) -> Iterator[CheckMessage]:
    used = {id(file) for name in books.documents for file, _text in _parsed_parts(name)}
    for fragment, files in books.fragments.items():
        if len(files) > 1:
            names = ", ".join(f"{file.name}.graphql" for file in files)
            yield Error(f"Fragment {fragment} is defined more than once: {names}.", id="core.E112")
        elif id(files[0]) not in used:
            yield Error(f"{files[0].name}.graphql: no page spreads fragment {fragment}.", id="core.E113")


def _parsed_parts(name: str) -> list[tuple[pages.File, str]]:
    try:
        return pages.parts(name)
    except GraphQLSyntaxError:
        return []


def _slot_errors(books: pages.Library) -> Iterator[CheckMessage]:
    for slot, files in books.slots.items():
        for file in files:
            expected = f"slot_{slot}_{file.package}"
            if file not in books.fragments.get(expected, []):
                yield Error(f"{file.name}.graphql must define fragment {expected}.", id="core.E114")
            if not file.path.with_suffix(".html").exists():
                yield Error(f"{file.name}.graphql has no template beside it.", id="core.E115")
