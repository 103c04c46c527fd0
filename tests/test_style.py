"""The rules of style that can be counted."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture import BESIDE, LADDER

ROOT = Path(__file__).resolve().parent.parent
PYTHON = [path for package in (*LADDER, *BESIDE) for path in sorted((ROOT / package).rglob("*.py"))]
WRITTEN = [path for path in PYTHON if "migrations" not in path.parts]
BINARY = {".woff2", ".ttf", ".png", ".webp", ".jpg", ".ico", ".pyc", ".mo"}
# A file of the project holds no path that exists on one machine only.
ONE_MACHINE = re.compile(r"(?<![\w.$}])/(?:home|root|Users|work)/\w")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_the_project_is_read_at_all():
    assert len(WRITTEN) > 20


def test_a_module_has_at_most_300_lines():
    counts = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in WRITTEN}
    assert {path: count for path, count in counts.items() if count > 300} == {}


def test_a_function_has_at_most_40_lines():
    lengths = {
        f"{name(path)}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in WRITTEN
        for node in functions(path)
    }
    assert {place: length for place, length in lengths.items() if length > 40} == {}


@pytest.mark.parametrize("nothing", ["utils", "helpers", "common", "misc"])
def test_no_module_is_named_for_nothing(nothing):
    assert [name(path) for path in WRITTEN if nothing in (path.stem, *path.relative_to(ROOT).parts)] == []


def test_an_inline_import_gives_its_reason_on_its_line():
    bare = []
    for path in WRITTEN:
        lines = path.read_text(encoding="utf-8").splitlines()
        inside = [node for function in functions(path) for node in ast.walk(function)]
        imports = {node.lineno for node in inside if isinstance(node, ast.Import | ast.ImportFrom)}
        bare += [f"{name(path)}:{number}" for number in sorted(imports) if "#" not in lines[number - 1]]
    assert bare == []


def test_no_file_holds_a_path_of_one_machine():
    folders = [*LADDER, *BESIDE, "deploy", ".ci"]
    # In a worktree of git, .git is a file that names the clone it belongs to.
    top = [path for path in ROOT.iterdir() if path.name != ".git"]
    files = [*top, *(path for folder in folders for path in (ROOT / folder).rglob("*"))]
    texts = [
        path for path in files if path.is_file() and path.suffix not in BINARY and "node_modules" not in path.parts
    ]
    assert len(texts) > len(WRITTEN)
    assert [name(path) for path in texts if ONE_MACHINE.search(path.read_text(encoding="utf-8"))] == []
