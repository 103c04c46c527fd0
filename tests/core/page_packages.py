"""Packages made for one test: files with page documents in a folder of their own, in place of the installed ones."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps

from core import pages


class Packages:
    """`write("shop/page.graphql", text)` puts a file where `shop` keeps it; packages stand in the order they came."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.labels: list[str] = []

    def write(self, name: str, text: str) -> Path:
        label = name.partition("/")[0]
        if label not in self.labels:
            self.labels.append(label)
        path = self.folder / label / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def get_app_configs(self) -> list[SimpleNamespace]:
        return [SimpleNamespace(label=label, path=str(self.folder / label)) for label in self.labels]

    def templates(self) -> list[Path]:
        return [self.folder / label / "templates" for label in self.labels]


@pytest.fixture
def packages(tmp_path, monkeypatch):
    made = Packages(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(pages, "apps", made)
        forget()
        yield made
    assert pages.apps is apps
    forget()


def forget() -> None:
    pages.library.cache_clear()
    pages.load.cache_clear()
