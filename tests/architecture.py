"""Reads a source tree and finds every arrow between its packages: who imports, extends, links to or asks whom.

Reading is static, so a tree of a few made-up files can prove that each kind of arrow is seen.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graphql import GraphQLSchema, TypeInfo, TypeInfoVisitor, Visitor, parse, visit

LADDER = ("core", "catalog", "accounts", "stock", "promotions", "search", "shop", "fairs", "programme")
BESIDE = ("tests", "benchmarks")  # may use every package; no package may use them
HEIGHT = {package: height for height, package in enumerate((*LADDER, *BESIDE))}

# "shop.models.Order", "accounts.User", "shop/product": a module, a model or a template named in a string.
NAMED = re.compile(rf"({'|'.join(HEIGHT)})(?:\.[A-Za-z_][\w.]*|/[\w./-]+)")
TEMPLATE_TAG = re.compile(r"""{%-?\s*(extends|include|url|static|load)\s+(.*?)\s*-?%}""", re.DOTALL)
QUOTED = re.compile(r"""^(['"])(.+?)\1""")


@dataclass(frozen=True)
class Arrow:
    """`path` of package `source` uses `what` of package `target`."""

    path: str
    source: str
    target: str
    what: str

    @property
    def points_up(self) -> bool:
        return HEIGHT[self.target] > HEIGHT[self.source]

    def __str__(self) -> str:
        return f"{self.path}: {self.source} uses {self.target} ({self.what})"


def upward(root: Path, schema: GraphQLSchema, owners: dict[tuple[str, str], str]) -> list[str]:
    """The arrows of the tree that point up, as text; empty in a sound tree."""
    arrows = [*_python_arrows(root), *_template_arrows(root), *_document_arrows(root, schema, owners)]
    return sorted({str(arrow) for arrow in arrows if arrow.points_up})


def _files(root: Path, pattern: str) -> Iterator[tuple[str, Path]]:
    for package in LADDER:
        for path in sorted((root / package).rglob(pattern)):
            yield package, path


# Python: imports wherever they stand, names in strings, addresses, migrations.


def _python_arrows(root: Path) -> Iterator[Arrow]:
    addresses = dict(_addresses(root))
    for package, path in _files(root, "*.py"):
        place = str(path.relative_to(root))
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            for target, what in _uses(node, addresses):
                yield Arrow(place, package, target, what)
            if "migrations" in path.parts and isinstance(node, ast.Assign):
                for target, what in _migration_uses(node):
                    yield Arrow(place, package, target, what)


def _uses(node: ast.AST, addresses: dict[str, str]) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        names = [node.module]
    else:
        names = []
    for name in names:
        if (package := name.split(".")[0]) in HEIGHT:
            yield package, f"import {name}"
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and (found := NAMED.fullmatch(node.value)):
        yield found[1], repr(node.value)
    if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in ("reverse", "reverse_lazy", "redirect") and node.args[0].value in addresses:
            yield addresses[node.args[0].value], f"{name} {node.args[0].value!r}"


def _migration_uses(node: ast.Assign) -> Iterator[tuple[str, str]]:
    names = {getattr(target, "id", "") for target in node.targets}
    if not names & {"dependencies", "run_before"}:
        return
    for item in getattr(node.value, "elts", []):
        if isinstance(item, ast.Tuple) and isinstance(item.elts[0], ast.Constant) and item.elts[0].value in HEIGHT:
            yield item.elts[0].value, f"migration {ast.unparse(item)}"
        elif isinstance(item, ast.Call) and "AUTH_USER_MODEL" in ast.unparse(item):
            yield "accounts", "migration of AUTH_USER_MODEL"


def _addresses(root: Path) -> Iterator[tuple[str, str]]:
    """(name of an address, package whose view answers it), of every `path(..., name=...)` in the tree."""
    for package, path in _files(root, "*.py"):
        source = path.read_text(encoding="utf-8")
        if "name=" not in source:
            continue
        tree = ast.parse(source)
        homes = dict(_import_homes(tree))
        space = next((_text(node.value) for node in tree.body if _assigns(node, "app_name")), "")
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") not in ("path", "re_path"):
                continue
            name = next((_text(word.value) for word in node.keywords if word.arg == "name"), "")
            if name and len(node.args) > 1:
                view = ast.unparse(node.args[1]).split(".")[0].split("(")[0]
                yield f"{space}:{name}" if space else name, homes.get(view, package)


def _import_homes(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and (home := node.module.split(".")[0]) in HEIGHT:
            yield from ((alias.asname or alias.name, home) for alias in node.names)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if (home := alias.name.split(".")[0]) in HEIGHT:
                    yield alias.asname or home, home


def _assigns(node: ast.stmt, name: str) -> bool:
    return isinstance(node, ast.Assign) and any(getattr(target, "id", "") == name for target in node.targets)


def _text(node: ast.AST) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


# Templates: what they extend, include, link to and load.


def _template_arrows(root: Path) -> Iterator[Arrow]:
    owners = {
        "template": _owned(root, "templates", "**/*"),
        "static": _owned(root, "static", "**/*"),
        "library": _owned(root, "templatetags", "*.py"),
        "url": dict(_addresses(root)),
    }
    kinds = {"extends": "template", "include": "template", "url": "url", "static": "static"}
    for package, path in _files(root, "templates/**/*"):
        if path.suffix not in (".html", ".txt", ".xml", ".svg"):
            continue
        place = str(path.relative_to(root))
        for tag, rest in TEMPLATE_TAG.findall(path.read_text(encoding="utf-8")):
            if tag == "load":
                names, owner = [f"{word}.py" for word in rest.split()], owners["library"]
            else:
                names, owner = [found[2] for found in [QUOTED.match(rest)] if found], owners[kinds[tag]]
            for name in names:
                target = owner.get(name) or _first_folder(name, tag)
                if target:
                    yield Arrow(place, package, target, f"{{% {tag} {name} %}}")


def _owned(root: Path, folder: str, pattern: str) -> dict[str, str]:
    """The package of each file below `<package>/<folder>/`; where several have it, the lowest one's counts."""
    owned: dict[str, str] = {}
    for package in LADDER:
        base = root / package / folder
        for path in base.glob(pattern):
            owned.setdefault(str(path.relative_to(base)), package)
    return owned


def _first_folder(name: str, tag: str) -> str | None:
    """A template that does not exist yet still says by its folder whose it would be."""
    folder = name.partition("/")[0]
    return folder if tag in ("extends", "include", "static") and folder in HEIGHT and "/" in name else None


# Page documents: the fields they ask and the fragments they spread.


class _Fields(Visitor):
    """Gathers (type, field) of the fields and input fields of a document, and the fragments it spreads."""

    def __init__(self, info: TypeInfo) -> None:
        super().__init__()
        self.info = info
        self.fields: set[tuple[str, str]] = set()
        self.spreads: set[str] = set()

    def enter_field(self, node, *_args) -> None:
        if parent := self.info.get_parent_type():
            self.fields.add((parent.name, node.name.value))

    def enter_object_field(self, node, *_args) -> None:
        parent = self.info.get_parent_input_type()
        while hasattr(parent, "of_type"):
            parent = parent.of_type
        if parent:
            self.fields.add((parent.name, node.name.value))

    def enter_fragment_spread(self, node, *_args) -> None:
        self.spreads.add(node.name.value)


def _document_arrows(root: Path, schema: GraphQLSchema, owners: dict[tuple[str, str], str]) -> Iterator[Arrow]:
    documents = [
        (package, path, parse(path.read_text(encoding="utf-8")))
        for package, path in _files(root, "*.graphql")
        if "templates" in path.parts
    ]
    fragments: dict[str, str] = {}
    for package, _path, document in documents:  # lowest package first
        for definition in document.definitions:
            if definition.kind == "fragment_definition":
                fragments.setdefault(definition.name.value, package)
    for package, path, document in documents:
        info = TypeInfo(schema)
        found = _Fields(info)
        visit(document, TypeInfoVisitor(info, found))
        place = str(path.relative_to(root))
        for type_name, field in found.fields:
            if (owner := owners.get((type_name, field))) in HEIGHT:
                yield Arrow(place, package, owner, f"{type_name}.{field}")
        for name in found.spreads & fragments.keys():
            yield Arrow(place, package, fragments[name], f"...{name}")
