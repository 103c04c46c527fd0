"""Pages are clients of the graph: one document beside one template, executed in process.

`templates/<package>/<page>.graphql` is a page's document. A file whose name starts with an underscore holds fragments;
a document spreads them by name, whichever package they are in. A file under `templates/<package>/slots/` fills a
slot of a lower package's page: `...slot_remarks` in a document becomes the spreads of every fragment
`slot_remarks_<package>` in a `slots/remarks.graphql`, and `{% slot "remarks" product %}` in the template renders the
`slots/remarks.html` beside each; one that asks nothing has no document. So a lower page grows and its document never
points up.
"""

import functools
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any

from django.apps import apps
from django.forms import Form
from django.http import Http404, HttpRequest
from django.template.loader import render_to_string
from graphene.utils.str_converters import to_snake_case
from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    Visitor,
    parse,
    visit,
)

from core import graph
from core.db.watched import unchanged
from core.viewer import Viewer

SLOT_SPREAD = re.compile(r"\.\.\.\s*slot_(\w+)")


@dataclass(frozen=True)
class File:
    """A GraphQL file of a package; `name` is what a page is run by ("shop/product")."""

    package: str
    name: str
    path: Path
    text: str


@dataclass
class Library:
    """Every GraphQL file of the installed packages, by what it is for. Packages keep their INSTALLED_APPS order."""

    documents: dict[str, File] = field(default_factory=dict)
    fragments: dict[str, list[File]] = field(default_factory=dict)
    slots: dict[str, list[File]] = field(default_factory=dict)
    fillings: dict[str, list[str]] = field(default_factory=dict)


@functools.cache
def library() -> Library:
    """Read once per process. Raises GraphQLSyntaxError when a file of fragments does not parse."""
    books = Library()
    for file in _files():
        place = file.path.parent.name
        if place != "slots" and not file.path.name.startswith("_"):
            books.documents[file.name] = file
            continue
        if place == "slots":
            books.slots.setdefault(file.path.stem, []).append(file)
        for fragment in _fragment_names(parse(file.text)):
            books.fragments.setdefault(fragment, []).append(file)
    for package in apps.get_app_configs():
        for path in sorted((Path(package.path) / "templates" / package.label / "slots").glob("*.html")):
            books.fillings.setdefault(path.stem, []).append(f"{package.label}/slots/{path.name}")
    return books


def _files() -> Iterator[File]:
    for package in apps.get_app_configs():
        folder = Path(package.path) / "templates"
        for path in sorted((folder / package.label).rglob("*.graphql")):
            name = path.relative_to(folder).with_suffix("").as_posix()
            yield File(package.label, name, path, path.read_text(encoding="utf-8"))


def _fragment_names(document: DocumentNode) -> set[str]:
    return {node.name.value for node in document.definitions if isinstance(node, FragmentDefinitionNode)}


class _Spreads(Visitor):
    """Collects the names of the fragments a document spreads."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_args: Any) -> None:
        self.names.add(node.name.value)


def fill_slots(text: str) -> str:
    """The text with every slot's spread replaced by its fillings', on the same line; by nothing if there are none."""

    def spreads(match: re.Match[str]) -> str:
        fillings = library().slots.get(match[1], [])
        return " ".join(f"...slot_{match[1]}_{filling.package}" for filling in fillings)

    return SLOT_SPREAD.sub(spreads, text)


def parts(name: str) -> list[tuple[File, str]]:
    """A document and the files of fragments it needs, each with its slots filled, in the order they are joined.

    A spread that no file defines is left for validation to report. Raises KeyError for a page without a document,
    GraphQLSyntaxError for one that does not parse.
    """
    books = library()
    needed = [books.documents[name]]
    joined: list[tuple[File, str]] = []
    while needed:
        file = needed.pop(0)
        if any(file is other for other, _text in joined):
            continue
        text = fill_slots(file.text)
        joined.append((file, text))
        spreads = _Spreads()
        visit(parse(text), spreads)
        needed += [books.fragments[spread][0] for spread in sorted(spreads.names) if spread in books.fragments]
    return joined


@functools.cache
def load(name: str) -> str:
    """A page's whole document, composed once per process."""
    return "\n".join(text for _file, text in parts(name))


# Says, as a small value that is cheap to ask for, all that a document's volatile fields may answer.
Witness = Callable[[], Hashable]


@dataclass
class Facts:
    """What the documents of one request allow whoever would keep its page."""

    cacheable: bool = True
    fresh_until: datetime | None = None
    # Whether what the page says of volatile things is so still.
    still: tuple[Callable[[], bool], ...] = ()

    def join(self, other: "Facts") -> None:
        """The page holds what `other` stands for, too."""
        self.cacheable = self.cacheable and other.cacheable
        self.still += other.still
        bounds = [bound for bound in (self.fresh_until, other.fresh_until) if bound]
        self.fresh_until = min(bounds, default=None)


def facts_of(request: HttpRequest) -> Facts:
    """What the documents run for a request so far allow."""
    facts: Facts = request.__dict__.setdefault("_page_facts", Facts())
    return facts


def run(request: HttpRequest, name: str, **variables: Any) -> dict[str, Any]:
    """Execute templates/<name>.graphql as this request; a loader's exception is raised as itself.

    Raises Http404 for an id that no row can have: it came out of an address.
    """
    data, facts = run_apart(request, name, **variables)
    facts_of(request).join(facts)
    return data


def run_while(request: HttpRequest, witness: Witness, name: str, **variables: Any) -> dict[str, Any]:
    """The same for a document of volatile fields that `witness` answers for.

    Its page may be kept, and is sent only while the witness says what it said just before the document ran. So it must
    say whatever these fields can answer to these variables, or more, and read only tables that tell their writes
    (core.db.watched.tell_writes) or whose writers announce them.
    """
    said = witness()
    data, facts = run_apart(request, name, **variables)
    facts_of(request).join(Facts(fresh_until=facts.fresh_until, still=(unchanged(lambda: witness() == said),)))
    return data


def run_apart(request: HttpRequest, name: str, **variables: Any) -> tuple[dict[str, Any], Facts]:
    """The same for whoever keeps the answer beyond this request, and joins its facts to every page it is in.

    No text holds a NUL, and PostgreSQL refuses a question with one: those that came with an address are left out.
    """
    asked = {key: value.replace("\0", "") if isinstance(value, str) else value for key, value in variables.items()}
    answer = graph.execute(load(name), asked, viewer=Viewer.of(request), request=request)
    for error in answer.errors:
        raised = error.original_error or error
        if isinstance(raised, GraphQLError) and (raised.extensions or {}).get("code") == "INVALID_ID":
            raise Http404 from raised
        raise raised
    cacheable = answer.plan is not None and answer.plan.cacheable
    return answer.data or {}, Facts(cacheable, answer.context.fresh_until if answer.context else None)


def slot_templates(slot: str) -> list[str]:
    """The templates that fill a slot, in the order of the packages."""
    return library().fillings.get(slot, [])


def slot_lines(slot: str, node: Mapping[str, Any]) -> list[str]:
    """What the fillings of a slot say of a node as lines of plain text, for what is no page; their blank lines go."""
    text = "\n".join(render_to_string(filling, {"node": node}) for filling in slot_templates(slot))
    return [line.strip() for line in unescape(text).splitlines() if line.strip()]


def show_refusals(form: Form, errors: Iterable[Mapping[str, Any]]) -> None:
    """Put each refusal of a mutation beside the field it blames, or above the form when the form has no such field."""
    for error in errors:
        blamed = to_snake_case(error["field"]) if error["field"] else None
        form.add_error(blamed if blamed in form.fields else None, error["message"])
