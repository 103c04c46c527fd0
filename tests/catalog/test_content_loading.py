"""What is loaded of pages, menus, collections and attributes: whole, in both languages, and nothing invented."""

import json

import pytest

from catalog.loading.content import Text
from catalog.loading.files import rows
from catalog.loading.province import load_province
from catalog.richtext import LINK, editorjs_of_marks, is_safe, quoted_keys

PAGES = [row["slug_vi"] for row in rows("pages")]


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The whole load, once for the tests of this module; they only read."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        load_province(demonstration=True, accounts=False)
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("slug", PAGES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_pages_text_is_whole_and_its_links_are_safe(slug, language):
    text = Text.read(slug, language)
    assert len(text.title) < 60
    assert 40 < len(text.about) < 160
    assert all(is_safe(address) for _, address in LINK.findall(text.content))
    assert quoted_keys(text.content) <= {row["key"] for row in rows("operator")}
    kinds = {block["type"] for block in json.loads(editorjs_of_marks(text.content) or "")["blocks"]}
    assert kinds == {"header", "paragraph", "list"}


@pytest.mark.parametrize("slug", PAGES)
def test_both_languages_of_a_page_say_it_in_the_same_blocks(slug):
    def shape(language):
        blocks = json.loads(editorjs_of_marks(Text.read(slug, language).content) or "")["blocks"]
        return [(block["type"], len(block["data"].get("items", []))) for block in blocks]

    assert shape("vi") == shape("en")
