"""Attributes in the graph: every kind of value, on products, variants and pages, and lists filtered by them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from catalog import selectors, services
from catalog.models.attributes import EntityType, InputType
from catalog.services.attributes import File, Text
from tests import factories
from tests.catalog import making
from tests.catalog.asking import LIST, global_id, names, refused
from tests.catalog.viewers import VIEWERS

ASSIGNED = """
fragment Assigned on AssignedAttribute {
  __typename
  attribute { slug }
  ... on AssignedBooleanAttribute { boolean: value }
  ... on AssignedNumericAttribute { number: value }
  ... on AssignedPlainTextAttribute { text: value translation(languageCode: EN) }
  ... on AssignedTextAttribute { rich: value richTranslation: translation(languageCode: EN) }
  ... on AssignedDateAttribute { day: value }
  ... on AssignedDateTimeAttribute { instant: value }
  ... on AssignedFileAttribute { file: value { url contentType } }
  ... on AssignedSingleChoiceAttribute { one: value { ...Choice } }
  ... on AssignedMultiChoiceAttribute { many: value { ...Choice } }
  ... on AssignedSwatchAttribute { swatch: value { slug hexColor } }
  ... on AssignedSingleProductReferenceAttribute { product: value { name } }
  ... on AssignedMultiProductReferenceAttribute { products: value { name } }
  ... on AssignedSingleCategoryReferenceAttribute { category: value { name } }
  ... on AssignedSingleCollectionReferenceAttribute { collection: value { slug } }
  ... on AssignedSinglePageReferenceAttribute { page: value { title content } }
}
fragment Choice on AssignedChoiceAttributeValue { slug name translation(languageCode: EN) }
"""
ONE = (
    ASSIGNED
    + """
query One($attribute: String!) {
  product(slug: "dua", channel: "vn") {
    assignedAttribute(slug: $attribute) { ...Assigned }
    attributes { attribute { slug inputType entityType } values {
      slug name value boolean date dateTime plainText richText reference inputType file { url }
      translation(languageCode: EN) { name } } }
  }
}
"""
)


@pytest.fixture
def chopsticks(db):
    return factories.listed("Đũa")


def told(graphql, product, attribute, *values, **asked):
    """The attribute of a product with these values: as it is assigned, and the values as the older field has them."""
    services.assign(to=product, attribute=attribute, values=values)
    found = graphql(ONE, attribute=attribute.slug, **asked)["product"]
    assigned = found["assignedAttribute"]
    assert assigned.pop("attribute") == {"slug": attribute.slug}
    (selected,) = [one for one in found["attributes"] if one["attribute"]["slug"] == attribute.slug]
    assert selected["attribute"]["inputType"] == InputType(attribute.input_type).name
    return assigned, [{name: value for name, value in one.items() if value is not None} for one in selected["values"]]


def test_yes_or_no(graphql, chopsticks):
    made = making.attribute(InputType.BOOLEAN)
    assigned, values = told(graphql, chopsticks, made, False)
    assert assigned == {"__typename": "AssignedBooleanAttribute", "boolean": False}
    no = {"slug": "false", "name": "Không", "boolean": False, "translation": {"name": "No"}, "inputType": "BOOLEAN"}
    assert values == [no]


def test_a_number_a_day_and_an_instant(graphql, chopsticks):
    assigned, values = told(graphql, chopsticks, making.attribute(InputType.NUMERIC), Decimal("29.50"))
    assert assigned == {"__typename": "AssignedNumericAttribute", "number": 29.5}
    assert values == [{"name": "29.5", "inputType": "NUMERIC"}]
    assigned, values = told(graphql, chopsticks, making.attribute(InputType.DATE), date(2026, 3, 2))
    assert assigned == {"__typename": "AssignedDateAttribute", "day": "2026-03-02"}
    assert values == [{"name": "2026-03-02", "date": "2026-03-02", "inputType": "DATE"}]
    instant = datetime(2026, 3, 2, 9, tzinfo=UTC)
    assigned, values = told(graphql, chopsticks, making.attribute(InputType.DATE_TIME), instant)
    assert assigned == {"__typename": "AssignedDateTimeAttribute", "instant": "2026-03-02T09:00:00+00:00"}
    assert values[0]["dateTime"] == "2026-03-02T09:00:00+00:00"


def test_texts_in_both_languages(graphql, chopsticks):
    made = making.attribute(InputType.PLAIN_TEXT)
    assigned, values = told(graphql, chopsticks, made, Text("Gỗ <mít>", "Jackwood"))
    assert assigned == {"__typename": "AssignedPlainTextAttribute", "text": "Gỗ <mít>", "translation": "Jackwood"}
    jackwood = {"name": "Jackwood"}
    text = {"name": "Gỗ <mít>", "plainText": "Gỗ <mít>", "translation": jackwood, "inputType": "PLAIN_TEXT"}
    assert values == [text]
    assigned, values = told(graphql, chopsticks, making.attribute(InputType.RICH_TEXT), Text("## Gỗ\n\n<Mít>"))
    assert [block["data"]["text"] for block in assigned["rich"]["blocks"]] == ["Gỗ", "&lt;Mít&gt;"]
    assert assigned["richTranslation"] is None
    assert '"level":2' in values[0]["richText"]


def test_a_file(graphql, chopsticks):
    assigned, values = told(graphql, chopsticks, making.attribute(InputType.FILE), File("giay/to-khai.pdf"))
    assert assigned["file"]["contentType"] == "application/pdf"
    assert assigned["file"]["url"].startswith("http")
    assert assigned["file"]["url"].endswith("giay/to-khai.pdf")
    assert values[0]["name"] == "to-khai.pdf"
    assert values[0]["file"] == {"url": assigned["file"]["url"]}


def test_choices_keep_their_order_and_their_languages(graphql, chopsticks):
    made = making.attribute(InputType.MULTISELECT)
    wood, bamboo = making.choice(made, "Gỗ", name_en="Wood", slug="go"), making.choice(made, "Tre", slug="tre")
    assigned, values = told(graphql, chopsticks, made, bamboo, wood)
    assert assigned["many"] == [
        {"slug": "tre", "name": "Tre", "translation": None},
        {"slug": "go", "name": "Gỗ", "translation": "Wood"},
    ]
    assert [(one["slug"], one["name"]) for one in values] == [("tre", "Tre"), ("go", "Gỗ")]
    single = making.attribute()
    assigned, _ = told(graphql, chopsticks, single, making.choice(single, "Khô", slug="kho"))
    assert assigned["one"] == {"slug": "kho", "name": "Khô", "translation": None}
    swatch = making.attribute(InputType.SWATCH)
    gold = making.choice(swatch, "Nghệ", slug="nghe", value="#f2b233")
    assigned, values = told(graphql, chopsticks, swatch, gold)
    assert assigned["swatch"] == {"slug": "nghe", "hexColor": "#f2b233"}
    assert values[0]["value"] == "#f2b233"


def test_an_attribute_without_a_value_is_told_as_empty(graphql, chopsticks):
    for input_type, empty in ((InputType.DROPDOWN, {"one": None}), (InputType.MULTISELECT, {"many": []})):
        assigned, values = told(graphql, chopsticks, making.attribute(input_type))
        assert assigned == {"__typename": assigned["__typename"], **empty}
        assert values == []


def refer(entity, several=False):
    input_type = InputType.REFERENCE if several else InputType.SINGLE_REFERENCE
    return making.attribute(input_type, entity_type=entity)


def test_references_of_each_kind(graphql, chopsticks):
    honey, collection = factories.listed("Mật ong", name_en="Honey"), making.collection(slug="mua")
    assigned, values = told(graphql, chopsticks, refer(EntityType.PRODUCT, several=True), honey, chopsticks)
    assert assigned["products"] == [{"name": "Mật ong"}, {"name": "Đũa"}]
    assert values[0] == {
        "slug": "mat-ong",
        "name": "Mật ong",
        "translation": {"name": "Honey"},
        "reference": global_id(honey),
        "inputType": "REFERENCE",
    }
    assert told(graphql, chopsticks, refer(EntityType.COLLECTION), collection)[0]["collection"] == {"slug": "mua"}
    category = chopsticks.category
    assert told(graphql, chopsticks, refer(EntityType.CATEGORY), category)[0]["category"] == {"name": category.name}
    page = making.page("Chăm đũa")
    assert told(graphql, chopsticks, refer(EntityType.PAGE), page)[0]["page"]["title"] == "Chăm đũa"


SEEN = {"anonymous": False, "buyer": False, "producer": False, "officer": True}


@pytest.mark.parametrize("who", SEEN)
def test_a_reference_to_something_hidden_is_not_told(graphql, chopsticks, who):
    viewer = VIEWERS[who]()
    page, collection = making.page("Nháp", shown=False), making.collection("Ẩn", shown=False)
    for attribute, target in ((refer(EntityType.PAGE), page), (refer(EntityType.COLLECTION), collection)):
        _, values = told(graphql, chopsticks, attribute, target, viewer=viewer)
        assert [value["reference"] for value in values] == ([global_id(target)] if SEEN[who] else [])
    withdrawn = factories.product("Ớt")
    assigned, values = told(graphql, chopsticks, refer(EntityType.PRODUCT), withdrawn, viewer=viewer)
    assert (assigned["product"], values) == (None, [])


VARIANT = """
query Variant($scope: VariantAttributeScope) {
  product(slug: "dua", channel: "vn") {
    defaultVariant { attributes(variantSelection: $scope) { attribute { slug } values { name } } }
  }
}
"""


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (None, {"co": ["Hộp 10 đôi"], "qua": []}),
        ("ALL", {"co": ["Hộp 10 đôi"], "qua": []}),
        ("VARIANT_SELECTION", {"co": ["Hộp 10 đôi"]}),
        ("NOT_VARIANT_SELECTION", {"qua": []}),
    ],
)
def test_a_variant_is_chosen_by_some_of_its_attributes(graphql, chopsticks, scope, expected):
    size = making.attribute(slug="co", selects_variant=True, of_variants=True)
    making.attribute(InputType.BOOLEAN, slug="qua", of_variants=True)
    making.attribute(InputType.BOOLEAN, slug="cua-san-pham")
    services.assign(to=chopsticks.variants.get(), attribute=size, values=[making.choice(size, "Hộp 10 đôi")])
    found = graphql(VARIANT, scope=scope)["product"]["defaultVariant"]["attributes"]
    assert {one["attribute"]["slug"]: [value["name"] for value in one["values"]] for one in found} == expected


def test_a_page_has_the_attributes_of_its_type(graphql, db):
    made = services.put_attribute(slug="bo", name_vi="Bộ", name_en=None, input_type=InputType.BOOLEAN)[0]
    page = making.page("Trang", slug_vi="trang")
    services.give_to_type(attribute=made, position=1, page_type=page.page_type)
    services.assign(to=page, attribute=made, values=[True])
    asked = '{ page(slug: "trang") { assignedAttributes { ...Assigned } attributes { values { slug } } } }'
    assert graphql(ASSIGNED + asked)["page"] == {
        "assignedAttributes": [
            {"__typename": "AssignedBooleanAttribute", "attribute": {"slug": "bo"}, "boolean": True}
        ],
        "attributes": [{"values": [{"slug": "true"}]}],
    }


def test_no_more_than_so_many_attributes_are_told(graphql, chopsticks):
    for _ in range(3):
        making.attribute(InputType.BOOLEAN)
    document = (
        'query($n: Int!) { product(slug: "dua", channel: "vn") { assignedAttributes(limit: $n) { __typename } } }'
    )
    assert len(graphql(document, n=2)["product"]["assignedAttributes"]) == 2
    assert len(graphql(document, n=100)["product"]["assignedAttributes"]) == 3
    for wrong in (-1, 101):
        assert refused(document, n=wrong) == "limit must be from 0 to 100."
    assert graphql('{ product(slug: "dua", channel: "vn") { assignedAttribute(slug: "x") { __typename } } }') == {
        "product": {"assignedAttribute": None}
    }


def test_products_are_filtered_by_their_values_and_their_variants(graphql, goods):
    form, size = making.attribute(slug="dang"), making.attribute(slug="co", of_variants=True)
    gift = making.attribute(InputType.BOOLEAN, slug="qua")
    dry, wet = making.choice(form, "Khô", slug="kho"), making.choice(form, "Ướt", slug="uot")
    for name, choice in (("Ớt", dry), ("Đũa", dry), ("Mật ong", wet)):
        services.assign(to=goods[name], attribute=form, values=[choice])
    variant = goods["Dầu lạc"].variants.get()
    services.assign(to=variant, attribute=size, values=[making.choice(size, "Chai", slug="chai")])
    services.assign(to=goods["Ớt"], attribute=gift, values=[True])
    for asked, expected in (
        ([{"slug": "dang", "values": ["kho"]}], {"Ớt", "Đũa"}),
        ([{"slug": "dang", "values": ["kho", "uot"]}], {"Ớt", "Đũa", "Mật ong"}),
        ([{"slug": "dang"}], {"Ớt", "Đũa", "Mật ong"}),
        ([{"slug": "co", "values": ["chai"]}], {"Dầu lạc"}),
        ([{"slug": "qua", "boolean": True}, {"slug": "dang", "values": ["kho"]}], {"Ớt"}),
        ([{"slug": "qua", "boolean": False}], set()),
        ([{"slug": "khong-co", "values": ["kho"]}], set()),
        ([], {"Ớt", "Đũa", "Mật ong", "Dầu lạc"}),
    ):
        for kind in ("where", "filter"):
            answer = graphql(LIST, channel="vn", **{kind: {"attributes": asked}})
            assert set(names(answer)) == expected
            assert answer["products"]["totalCount"] == len(expected)
    nameless = {"attributes": [{"values": ["kho"]}]}
    assert refused(LIST, channel="vn", where=nameless) == "An attribute filter names its slug."


def test_attributes_and_what_may_be_chosen_of_them(graphql, db):
    form = making.attribute(slug="dang")
    making.attribute(InputType.NUMERIC, slug="do")
    for name in ("Khô", "Ướt", "Tươi"):
        making.choice(form, name)
    document = """query($after: String) { attributes { totalCount edges { node { slug inputType entityType
        choices(first: 2, after: $after) { totalCount pageInfo { endCursor } edges { node { name } } } } } } }"""
    found = graphql(document)["attributes"]
    assert found["totalCount"] == 2
    dang, do = [edge["node"] for edge in found["edges"]]
    assert (dang["slug"], do["choices"]["totalCount"], dang["choices"]["totalCount"]) == ("dang", 0, 3)
    cursor = dang["choices"]["pageInfo"]["endCursor"]
    rest = graphql(document, after=cursor)["attributes"]["edges"][0]["node"]["choices"]["edges"]
    assert [edge["node"]["name"] for edge in dang["choices"]["edges"] + rest] == ["Khô", "Ướt", "Tươi"]
    for argument in (f'id: "{global_id(form)}"', 'slug: "dang"'):
        assert graphql(f"{{ attribute({argument}) {{ slug }} }}") == {"attribute": {"slug": "dang"}}
    assert graphql('{ attributes(slugs: ["do"]) { edges { node { slug } } } }')["attributes"]["edges"] == [
        {"node": {"slug": "do"}}
    ]


def test_what_a_filter_asks_decides_which_statement_is_kept(db):
    asked = selectors.having_values("dang", ["b", "a"], None)
    assert asked == selectors.having_values("dang", ["a", "b"], None)
    assert hash(asked) == hash(selectors.having_values("dang", ["a", "b", "a"], None))
    assert asked != selectors.having_values("dang", ["a"], None)
