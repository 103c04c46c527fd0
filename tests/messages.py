"""Every message the shop shows, gathered from its templates and its code as gettext would."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.template import engines
from django.template.base import Node
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

MARKERS = {
    "_",
    "_now",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
}


def own_packages() -> list[Path]:
    """The folders of the packages this repository holds."""
    folders = (Path(package.path) for package in apps.get_app_configs())
    return [folder for folder in folders if folder.parent == settings.BASE_DIR]


def of_templates() -> Iterator[tuple[str, str]]:
    """(message, file) of every `{% translate %}` and `{% blocktranslate %}`."""
    engine = engines["django"].engine
    for package in own_packages():
        for path in sorted((package / "templates").rglob("*.*")):
            if path.suffix not in {".html", ".txt", ".svg"}:
                continue
            template = engine.get_template(str(path.relative_to(package / "templates")))
            for node in template.nodelist.get_nodes_by_type(Node):
                for message in _of_node(node):
                    yield message, str(path.relative_to(settings.BASE_DIR))


def _of_node(node: Node) -> Iterator[str]:
    if isinstance(node, TranslateNode):
        yield str(node.filter_expression.var.literal or node.filter_expression.var)
    elif isinstance(node, BlockTranslateNode):
        yield node.render_token_list(node.singular)[0]
        if node.plural:
            yield node.render_token_list(node.plural)[0]


def of_code() -> Iterator[tuple[str, str]]:
    """(message, file) of every literal given to a gettext function."""
    for package in own_packages():
        for path in sorted(package.rglob("*.py")):
            if "migrations" in path.parts:
                continue
            for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(call, ast.Call) and _name(call.func) in MARKERS:
                    for message in _literals(call):
                        yield message, str(path.relative_to(settings.BASE_DIR))


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _literals(call: ast.Call) -> Iterator[str]:
    name = _name(call.func)
    # A context precedes the message in pgettext; ngettext has a singular and a plural.
    arguments = (
        call.args[1:2] if name.startswith("pgettext") else call.args[:2] if name.startswith("n") else call.args[:1]
    )
    for argument in arguments:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield argument.value
