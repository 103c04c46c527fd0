"""No list of collections, pages, menus or attributes costs more statements for being longer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog import services
from catalog.models.attributes import EntityType, InputType
from catalog.models.products import Programme
from core import graph
from tests import factories
from tests.catalog import making
from tests.catalog.viewers import officer

ASSIGNED = """
fragment Assigned on AssignedAttribute {
  attribute { name translation(languageCode: EN) { name } choices(first: 2) { totalCount edges { node { name } } } }
  ... on AssignedMultiChoiceAttribute { many: value { name } }
  ... on AssignedMultiProductReferenceAttribute { products: value { name description producer { name } } }
  ... on AssignedMultiCollectionReferenceAttribute {
    collections: value { name products(first: 1) { edges { node { name } } } }
  }
  ... on AssignedMultiPageReferenceAttribute { pages: value { title content pageType { slug } } }
  ... on AssignedMultiCategoryReferenceAttribute { categories: value { name } }
}
"""
KEPT = """
fragment Kept on ObjectWithMetadata { metadata { key } privateMetadata { key } metafield(key: "a") metafields }
"""
COLLECTIONS = (
    KEPT
    + """{ collections(first: 50, channel: "vn") { totalCount edges { node {
    id name slug description translation(languageCode: EN) { name slug } backgroundImage { url } ...Kept
    products(first: 2) { totalCount edges { node { name collections { name } } } } } } } }"""
)
PAGES = (
    ASSIGNED
    + KEPT
    + """{ pages(first: 50, channel: "vn") { totalCount edges { node {
    id title content translation(languageCode: EN) { title content } isPublished publishedAt updatedOn ...Kept
    pageType { name } sources { document } assignedAttributes(limit: 50) { ...Assigned }
    attributes { attribute { slug } values { name slug reference } } } } } }"""
)
PRODUCTS = (
    ASSIGNED
    + KEPT
    + """{ products(first: 50, channel: "vn") { edges { node {
    name ...Kept collections { name } assignedAttribute(slug: "many") { ...Assigned }
    assignedAttributes(limit: 50) { ...Assigned } attributes { attribute { slug } values { name reference } }
    variants { ...Kept attributes { values { name } } assignedAttributes { ...Assigned } } } } } }"""
)
MENU = """{ menu(slug: "navbar", channel: "vn") { items { name translation(languageCode: EN) { name }
    category { name } collection { name products(first: 1) { totalCount } } page { title content }
    children { name page { title } children { name } } } } }"""
ATTRIBUTES = """{ attributes(first: 50) { totalCount edges { node { slug choices(first: 2) {
    totalCount edges { node { name translation(languageCode: EN) { name } } } } } } } }"""


@pytest.fixture
def shape(db):
    """Attributes that products, variants and pages have: a choice of several, and one referring to each kind."""
    made = {"many": making.attribute(InputType.MULTISELECT, slug="many")}
    for entity in EntityType:
        made[entity.value] = making.attribute(InputType.REFERENCE, entity_type=entity)
    made["size"] = making.attribute(InputType.MULTISELECT, of_variants=True)
    for position, attribute in enumerate(made.values()):
        if attribute is not made["size"]:
            services.give_to_type(attribute=attribute, position=position, page_type=making.page_type())
    making.menu()
    return made


def furnish(shape, count):
    """Things that differ in everything a list may ask for."""
    menu = services.put_menu(slug="navbar", name="navbar")[0]
    for _ in range(count):
        product = factories.listed(programme=Programme.OCOP, producer=factories.producer(), description_vi="Chữ.")
        page = making.page(sources=[factories.source()], title_en="Page")
        collection = making.collection(products=[product], name_en="Collection")
        making.attribute(InputType.BOOLEAN)
        for thing in (product, page):
            for name in ("many", *EntityType.values):
                value = {
                    "many": making.choice(shape["many"], "Khô", name_en="Dry"),
                    "product": product,
                    "category": product.category,
                    "collection": collection,
                    "page": page,
                }[name]
                services.assign(to=thing, attribute=shape[name], values=[value])
        services.assign(
            to=product.variants.get(), attribute=shape["size"], values=[making.choice(shape["size"], "Gói")]
        )
        last = menu.items.count() * 10
        heading, _ = services.put_menu_item(menu=menu, position=last + 1, name_vi="Mục", collection=collection)
        under, _ = services.put_menu_item(menu=menu, position=last + 2, name_vi="Dưới", parent=heading, page=page)
        services.put_menu_item(menu=menu, position=last + 3, name_vi="Sâu", parent=under, category=product.category)


def counted(document, viewer):
    graph.execute(document, {}, viewer=viewer)
    with CaptureQueriesContext(connection) as captured:
        answer = graph.execute(document, {}, viewer=viewer)
    assert not answer.errors, answer.errors[0].message
    return len(captured)


@pytest.mark.parametrize(
    "document",
    [COLLECTIONS, PAGES, PRODUCTS, MENU, ATTRIBUTES],
    ids=["collections", "pages", "products", "menu", "attributes"],
)
def test_a_list_of_six_costs_what_a_list_of_two_costs(shape, document):
    viewer = officer()
    furnish(shape, 2)
    few = counted(document, viewer)
    furnish(shape, 4)
    assert counted(document, viewer) == few
    assert few < 40
