"""What is loaded of pages, menus, collections and attributes: whole, in both languages, and nothing invented."""

import json
import re

import pytest
from django.urls import resolve
from django.utils.translation import override

from catalog import services
from catalog.loading.content import Text
from catalog.loading.files import rows
from catalog.loading.province import load_province
from catalog.models import (
    Attribute,
    AttributeChoice,
    Channel,
    Collection,
    Menu,
    OperatorFact,
    Page,
    Product,
    ProductVariant,
)
from catalog.richtext import LINK, editorjs_of_marks, is_safe, quoted_keys
from core.text import fold

PAGES = [row["slug_vi"] for row in rows("pages")]


# What a name says without the word: fish sauce, wine, oil and shampoo are liquid, eels are fish.
IMPLIED = {
    "long": ["nuoc mam", "ruou", "dau lac", "dau me", "dau goi", "nuoc lau san"],
    "ca": ["ca chinh", "ca bom"],
    "tieu": ["hat tieu"],
    "khoai": ["khoai deo"],
    "kho": ["say deo", "deo"],
    "ca-phe": ["coffee"],
    "lac": ["dau phong"],
}


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


@pytest.mark.parametrize("language", ["vi", "en"])
def test_links_between_pages_lead_to_pages(language):
    ours = {row[f"slug_{language}"] for row in rows("pages")}
    for slug in PAGES:
        for _, address in LINK.findall(Text.read(slug, language).content):
            with override(language):
                found = resolve(address)
            assert found.url_name == "text"
            assert found.kwargs["slug"] in ours


@pytest.mark.parametrize("slug", PAGES)
def test_both_languages_of_a_page_say_it_in_the_same_blocks(slug):
    def shape(language):
        blocks = json.loads(editorjs_of_marks(Text.read(slug, language).content) or "")["blocks"]
        return [(block["type"], len(block["data"].get("items", []))) for block in blocks]

    assert shape("vi") == shape("en")


def test_nothing_is_said_of_the_operator_that_nobody_told_us(loaded):
    facts = OperatorFact.objects.all()
    assert {"name", "seat", "registration", "phone", "email"} <= {fact.key for fact in facts}
    assert all(fact.value_vi == "" for fact in facts)
    contact = Page.objects.get(slug="lien-he")
    assert {"name", "seat", "phone", "email"} <= quoted_keys(contact.content_vi)
    assert not re.search(r"\d{4,}", contact.content_vi)  # no telephone number, no postcode


def test_every_page_is_shown_in_both_languages_with_what_it_was_written_from(loaded):
    assert {page.slug for page in Page.objects.filter(is_published=True)} == set(PAGES)
    for page in Page.objects.all():
        assert page.slug_en
        assert page.title_en
        assert page.sources.exists()
        assert not page.sources.filter(is_demonstration=True).exists()


def test_what_an_officer_hid_stays_hidden_after_another_load(loaded):
    page, collection = Page.objects.get(slug="giao-hang"), Collection.objects.get(slug="featured-products")
    services.withdraw_page(page=page)
    services.withdraw_collection(collection=collection, channel=Channel.objects.get(slug="vn"))
    load_province(demonstration=False, accounts=False)
    page.refresh_from_db()
    assert not page.is_published
    assert not collection.listings.get(channel__slug="vn").published


def test_menus_hold_what_their_file_says(loaded):
    for slug in ("navbar", "footer"):
        wanted = [row["name_vi"] for row in rows("menus") if row["menu"] == slug]
        items = Menu.objects.get(slug=slug).items.order_by("position")
        assert [item.name_vi for item in items] == wanted
        assert all(item.name_en for item in items)


def test_a_products_form_and_material_are_in_its_name(loaded):
    """They are our reading of the names that sources print, so each stands there."""
    for row in rows("goods_attributes"):
        name = fold(Product.objects.get(external_reference=row["number"]).name_vi)
        for attribute in ("dang", "lam-tu"):
            for slug in filter(None, row[attribute].split(";")):
                choice = AttributeChoice.objects.get(attribute__slug=attribute, slug=slug)
                said = [fold(one) for one in re.split(r"[()]", choice.name_vi) if one.strip()]
                assert any(word in name for word in said + IMPLIED.get(slug, [])), (row["number"], slug)


def test_every_variant_is_chosen_by_its_size(loaded):
    size = Attribute.objects.get(slug="size")
    for variant in ProductVariant.objects.all():
        assert variant.attribute_values.get(attribute=size).choice.name_vi == variant.name_vi


def test_nothing_is_called_a_bestseller_before_anything_was_sold(loaded):
    assert not Attribute.objects.get(slug="bestseller").values.exists()
