"""Content pages in the graph: who sees which on what day, their texts, and the operator's facts in them."""

import json
from datetime import date

import pytest

from catalog import services
from catalog.schema import Page
from tests import factories
from tests.catalog import making
from tests.catalog.asking import global_id, refused
from tests.catalog.viewers import VIEWERS

SLUGS = "query($f: PageFilterInput, $w: PageWhereInput) { pages(filter: $f, where: $w) { edges { node { slug } } } }"


def slugs(answer):
    return [edge["node"]["slug"] for edge in answer["pages"]["edges"]]


def test_a_page_with_its_type_and_sources(graphql, clock):
    clock("2026-11-24T09:00")
    source = factories.source(document="Quyết định 148/QĐ-TTg")
    making.page("OCOP là gì", slug_vi="ocop", content_vi="## Sao\n\nTừ 3 sao.", sources=[source])
    document = """{ page(slug: "ocop") { title content isPublished publishedAt publishedUntil updatedOn
                    pageType { slug name } sources { document } seoTitle } }"""
    found = graphql(document)["page"]
    assert [block["type"] for block in json.loads(found.pop("content"))["blocks"]] == ["header", "paragraph"]
    assert found == {
        "title": "OCOP là gì",
        "isPublished": True,
        "publishedAt": "2026-11-23T17:00:00+00:00",
        "publishedUntil": None,
        "updatedOn": "2026-11-24",
        "pageType": {"slug": "chinh-sach", "name": "chinh-sach"},
        "sources": [{"document": "Quyết định 148/QĐ-TTg"}],
        "seoTitle": None,
    }


def test_a_page_by_each_of_its_names(graphql, db):
    made = making.page("Giao hàng", slug_vi="giao-hang", slug_en="delivery", title_en="Delivery", content_en="Text.")
    for argument in (f'id: "{global_id(made)}"', 'slug: "giao-hang"', 'slug: "delivery", slugLanguageCode: EN'):
        document = f"{{ page({argument}) {{ translation(languageCode: EN) {{ title slug content }} }} }}"
        told = graphql(document)["page"]["translation"]
        assert (told["title"], told["slug"]) == ("Delivery", "delivery")
        assert '"Text."' in told["content"]
    assert graphql('{ page(slug: "delivery") { title } }')["page"] is None
    assert graphql('{ page(slug: "giao-hang") { translation(languageCode: DE) { title } } }')["page"] == {
        "translation": None
    }


SEEN = {"anonymous": False, "buyer": False, "producer": False, "officer": True}


@pytest.mark.parametrize("who", SEEN)
def test_only_officers_see_pages_that_are_not_shown(graphql, clock, who):
    clock("2026-11-24T09:00")
    shown = making.page(slug_vi="hien")
    draft = making.page(slug_vi="nhap", shown=False)
    coming, gone = making.page(slug_vi="sap", shown=False), making.page(slug_vi="qua", shown=False)
    services.publish_page(page=coming, first_day=date(2026, 11, 25))
    services.publish_page(page=gone, first_day=date(2026, 11, 1), until=date(2026, 11, 24))
    viewer = VIEWERS[who]()
    answer = graphql("{ pages { totalCount edges { node { slug isPublished } } } }", viewer=viewer)
    told = {edge["node"]["slug"]: edge["node"]["isPublished"] for edge in answer["pages"]["edges"]}
    hidden = dict.fromkeys(("nhap", "sap", "qua"), False)
    assert told == ({"hien": True, **hidden} if SEEN[who] else {"hien": True})
    assert answer["pages"]["totalCount"] == len(told)
    for page in (draft, coming, gone):
        one = graphql("query($id: ID) { page(id: $id) { slug } }", viewer=viewer, id=global_id(page))["page"]
        assert (one is not None) == SEEN[who]
    assert set(Page.visible_to(viewer)) == ({shown, draft, coming, gone} if SEEN[who] else {shown})


def test_pages_come_and_go_on_their_days(graphql, clock):
    clock("2026-11-24T09:00")
    services.publish_page(
        page=making.page(slug_vi="tet", shown=False), first_day=date(2027, 2, 1), until=date(2027, 2, 8)
    )
    for at, seen in (
        ("2027-01-31T23:59", []),
        ("2027-02-01T00:00", ["tet"]),
        ("2027-02-07T23:59", ["tet"]),
        ("2027-02-08T00:00", []),
    ):
        clock(at)
        assert slugs(graphql(SLUGS)) == seen


@pytest.mark.parametrize("document", ["{ pages { totalCount } }", '{ page(slug: "tet") { title } }'])
def test_a_kept_answer_ends_with_the_day(client, db, clock, document):
    clock("2027-02-07T23:59")
    page = making.page("Tết", slug_vi="tet", shown=False)
    services.publish_page(page=page, until=date(2027, 2, 8))

    def told():
        return client.post("/graphql/", {"query": document}, content_type="application/json").json()["data"]

    shown = told()
    assert told() == shown
    clock("2027-02-08T00:00")
    assert told() != shown


def test_pages_by_slug_id_and_type(graphql, db):
    pages = {slug: making.page(slug_vi=slug) for slug in ("ba", "hai", "mot")}
    other = making.page(slug_vi="khac", page_type=making.page_type("giai-thich"))
    assert slugs(graphql(SLUGS, w={"slug": {"oneOf": ["mot", "ba", "khong-co"]}})) == ["ba", "mot"]
    assert slugs(graphql(SLUGS, w={"slug": {"eq": "mot"}})) == ["mot"]
    assert slugs(graphql(SLUGS, w={"slug": {"oneOf": []}})) == []
    assert slugs(graphql(SLUGS, w={"ids": [global_id(pages["hai"])]})) == ["hai"]
    assert slugs(graphql(SLUGS, f={"pageTypes": [global_id(other.page_type)]})) == ["khac"]
    assert slugs(graphql(SLUGS, f={"slugs": ["mot", "khac"]})) == ["khac", "mot"]
    assert slugs(graphql(SLUGS, f={})) == ["ba", "hai", "khac", "mot"]
    assert refused(SLUGS, f={"slugs": ["a"]}, w={"ids": []}).startswith("Only one filtering argument")


def test_a_fact_of_the_operator_stands_in_its_place_in_each_language(graphql, db):
    facts = {"label_vi": "số điện thoại", "label_en": "telephone number", "position": 1}
    services.put_operator_fact(key="phone", **facts)
    making.page(
        slug_vi="lien-he", title_en="Contact", content_vi="Gọi {operator:phone}.", content_en="Call {operator:phone}."
    )
    document = '{ page(slug: "lien-he") { content translation(languageCode: EN) { content } } }'

    def told():
        page = graphql(document)["page"]
        both = (page["content"], page["translation"]["content"])
        return [json.loads(content)["blocks"][0]["data"]["text"] for content in both]

    assert told() == ["Gọi [số điện thoại: chưa có].", "Call [telephone number: not stated yet]."]
    services.put_operator_fact(key="phone", value_vi="0232 <12>", **facts)
    assert told() == ["Gọi 0232 &lt;12&gt;.", "Call 0232 &lt;12&gt;."]


def test_the_operators_facts(graphql, db):
    services.put_operator_fact(key="seat", label_vi="trụ sở", label_en="seat", position=2)
    services.put_operator_fact(
        key="name", label_vi="tên", label_en="name", value_vi="Tên mẫu", is_demonstration=True, position=1
    )
    document = "{ operator { key label english: label(languageCode: EN) value(languageCode: EN) isDemonstration } }"
    assert graphql(document)["operator"] == [
        {"key": "name", "label": "tên", "english": "name", "value": "Tên mẫu", "isDemonstration": True},
        {"key": "seat", "label": "trụ sở", "english": "seat", "value": None, "isDemonstration": False},
    ]
