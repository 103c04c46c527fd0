"""DESIGN of the house, kept: no arrow points up the ladder of packages; and proof that each kind of arrow is seen."""

from pathlib import Path

import pytest
from graphql import build_schema

from core import graph
from tests.architecture import BESIDE, LADDER, upward

ROOT = Path(__file__).resolve().parent.parent


def tree(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def test_no_arrow_of_the_project_points_up():
    assert upward(ROOT, graph.schema(), graph.owners(graph.schema())) == []


def test_every_field_of_the_api_has_an_owner_on_the_ladder():
    owners = graph.owners(graph.schema())
    assert owners
    assert set(owners.values()) <= set(LADDER)


def test_no_package_stands_beside_the_ladder():
    packages = {path.parent.name for path in ROOT.glob("*/*.py")}
    assert packages <= {*LADDER, *BESIDE}


URLS = 'from shop import pages\nurlpatterns = [path("gio/", pages.basket, name="basket")]\n'
NAMED_URLS = f'app_name = "desk"\n{URLS}'
UPWARD = {
    "import": {"catalog/models.py": "import shop.models\n"},
    "import from": {"core/work.py": "from catalog.models import Product\n"},
    "inline import": {"stock/services.py": "def f():\n    from promotions import pricing\n"},
    "typing import": {"catalog/a.py": "if TYPE_CHECKING:\n    from accounts.models import User\n"},
    "import of tests": {"shop/a.py": "from tests import factories\n"},
    "module in a string": {"core/a.py": 'import_module("fairs.schema")\n'},
    "model in a string": {"catalog/models.py": 'owner = ForeignKey("accounts.User", PROTECT)\n'},
    "template in a string": {"catalog/pages.py": 'render(request, "shop/basket.html")\n'},
    "reverse": {"shop/urls.py": URLS, "catalog/models.py": 'reverse("basket")\n'},
    "reverse in a namespace": {"shop/urls.py": NAMED_URLS, "catalog/models.py": 'reverse("desk:basket")\n'},
    "extends": {"core/templates/core/a.html": '{% extends "shop/base.html" %}'},
    "include": {"catalog/templates/catalog/a.html": "<p>{% include 'fairs/_badge.html' with a=1 %}"},
    "include of a nameless folder": {
        "shop/templates/parts/row.html": "",
        "core/templates/core/a.html": '{% include "parts/row.html" %}',
    },
    "url": {"shop/urls.py": URLS, "catalog/templates/catalog/a.html": '{% url "basket" %}'},
    "static": {"core/templates/core/a.html": '{% static "shop/shop.css" %}'},
    "tag library": {"shop/templatetags/basket.py": "", "core/templates/core/a.html": "{% load i18n basket %}"},
    "migration": {"catalog/migrations/0002_a.py": 'class M:\n    dependencies = [("shop", "0001_initial")]\n'},
    "migration run before": {"catalog/migrations/0002_a.py": 'class M:\n    run_before = [("shop", "0001_initial")]\n'},
    "migration of the user": {
        "core/migrations/0002_a.py": "class M:\n    dependencies = [swappable_dependency(settings.AUTH_USER_MODEL)]\n"
    },
    "field": {"catalog/templates/catalog/a.graphql": "query A { product { pricing } }"},
    "field of a fragment": {"catalog/templates/catalog/_a.graphql": "fragment A on Product { pricing }"},
    "root field": {"core/templates/core/a.graphql": "{ orders }"},
    "input field": {"catalog/templates/catalog/a.graphql": "{ products(filter: {voucher: true}) { name } }"},
    "fragment": {
        "shop/templates/shop/_card.graphql": "fragment Card on Product { name }",
        "catalog/templates/catalog/a.graphql": "{ product { ...Card } }",
    },
}
SCHEMA = """
type Query { product: Product, products(filter: ProductFilterInput): [Product], orders: Int }
type Product { name: String, pricing: Int }
input ProductFilterInput { search: String, voucher: Boolean }
"""
OWNERS = {
    ("Query", "product"): "catalog",
    ("Query", "products"): "catalog",
    ("Query", "orders"): "shop",
    ("Product", "name"): "catalog",
    ("Product", "pricing"): "promotions",
    ("ProductFilterInput", "voucher"): "promotions",
}


@pytest.mark.parametrize("files", UPWARD.values(), ids=UPWARD)
def test_an_arrow_that_points_up_is_found(tmp_path, files):
    found = upward(tree(tmp_path, files), build_schema(SCHEMA), OWNERS)
    assert len(found) == 1, found


DOWNWARD = {
    "shop/urls.py": URLS,
    "shop/pages.py": 'from catalog import models\nreverse("basket")\nrender(request, "shop/basket.html")\n',
    "shop/models.py": 'ForeignKey("accounts.User", PROTECT)\n"""Prose about fairs. And shop.\n"""\n',
    "shop/templates/shop/basket.html": '{% extends "core/base.html" %}{% url "basket" %}{% load folding %}',
    "core/templates/core/base.html": '{% url "account_login" %}{% static "core/core.css" %}{% include slot %}',
    "core/templatetags/folding.py": "import os\n",
    "shop/templates/shop/basket.graphql": "{ product { ...Card pricing } products(filter: {voucher: true}) { name } }",
    "catalog/templates/catalog/_card.graphql": "fragment Card on Product { name }",
    "shop/migrations/0001_initial.py": "class M:\n    dependencies = [('catalog', '0001_initial'), ('auth', '1')]\n",
}


def test_arrows_that_point_down_or_stay_at_home_are_not(tmp_path):
    assert upward(tree(tmp_path, DOWNWARD), build_schema(SCHEMA), OWNERS) == []
