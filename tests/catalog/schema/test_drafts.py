"""Producers' drafts in the graph: who sees them, what they tell, what is refused."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Membership
from catalog import services
from catalog.models import Product
from catalog.services import Verdict
from core import graph
from core.transitions import Actor
from core.viewer import Viewer
from tests import factories

SAVE = """
mutation Save($producer: ID!, $product: ID, $draft: ID, $input: ProductDraftInput!) {
  productDraftSave(producer: $producer, product: $product, draft: $draft, input: $input) {
    draft { id state subject name productId wishes { field label now old new verdict reason isConflict } }
    errors { field code message }
  }
}
"""
SUBMIT = "mutation($id: ID!) { productDraftSubmit(id: $id) { draft { state } errors { code field } } }"
WITHDRAW = "mutation($id: ID!) { productDraftWithdraw(id: $id) { draft { state } errors { code field } } }"
CONTACTS = """
mutation($producer: ID!, $input: ProducerDraftInput!) {
  producerDraftSave(producer: $producer, input: $input) { draft { id subject } errors { field code } }
}
"""
DESKS = """
{ producerDesks {
    producer { name } sheet { fields { field now } } drafts { state }
    products { productId name slug draft { state } fields { field label kind now value maxLength } }
} }
"""
ONE = "query($id: ID!) { productDraft(id: $id) { state wishes { new } } }"
MANY = "{ productDrafts(first: 50) { totalCount edges { node { name producer { name } wishes { now } } } } }"


def member_of(producer) -> Viewer:
    user = factories.user(f"nguoi-lam-{producer.pk}@vidu.example")
    Membership.objects.create(user=user, producer=producer, role="editor", valid_from=date(2020, 1, 1))
    return Viewer(lambda: user)


def person(*permissions, **values) -> Viewer:
    user = factories.user(f"{'-'.join(permissions) or 'ai-do'}@vidu.example", **values)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return Viewer(lambda: user)


@pytest.fixture
def product(db):
    return factories.product("Mật ong rừng", producer=factories.producer(name_vi="HTX Ong"), description_vi="Mật ong.")


@pytest.fixture
def member(product):
    return member_of(product.producer)


def ids(product):
    return {
        "producer": graph.global_id("Producer", product.producer_id),
        "product": graph.global_id("Product", product.pk),
    }


def save(graphql, viewer, product, **input):
    return graphql(SAVE, viewer, **ids(product), input=input)["productDraftSave"]


def test_a_member_writes_submits_and_reads_the_refusal(graphql, product, member):
    saved = save(graphql, member, product, descriptionVi="Chữa bách bệnh.", storageVi="Nơi mát.")
    assert saved["errors"] == []
    assert [wish["field"] for wish in saved["draft"]["wishes"]] == ["descriptionVi", "storageVi"]
    key = saved["draft"]["id"]
    assert graphql(SUBMIT, member, id=key)["productDraftSubmit"] == {"draft": {"state": "SUBMITTED"}, "errors": []}
    draft = product.drafts.get()
    told = {"description_vi": Verdict(False, "Mật ong.", "Không nói chữa bệnh."), "storage_vi": Verdict(True, None)}
    services.judge_draft(draft=draft, verdicts=told, by=factories.OFFICER)
    shown = graphql("query($id: ID!) { productDraft(id: $id) { state wishes { verdict reason now } } }", member, id=key)
    assert shown["productDraft"] == {
        "state": "APPLIED",
        "wishes": [
            {"verdict": "REJECTED", "reason": "Không nói chữa bệnh.", "now": "Mật ong."},
            {"verdict": "ACCEPTED", "reason": "", "now": "Nơi mát."},
        ],
    }


def test_a_draft_is_seen_by_members_and_once_submitted_by_officers_and_by_nobody_else(graphql, product, member):
    key = save(graphql, member, product, storageVi="Mát.")["draft"]["id"]
    officer, buyer, other = person("view_draft", is_staff=True), person(), member_of(factories.producer())

    def seen_by():
        viewers = {
            "member": member,
            "officer": officer,
            "buyer": buyer,
            "other": other,
            "anonymous": Viewer.anonymous(),
        }
        return {name for name, viewer in viewers.items() if graphql(ONE, viewer, id=key)["productDraft"]}

    assert seen_by() == {"member"}
    graphql(SUBMIT, member, id=key)
    assert seen_by() == {"member", "officer"}
    assert [graphql(MANY, one)["productDrafts"]["totalCount"] for one in (member, officer, buyer, other)] == [
        1,
        1,
        0,
        0,
    ]


@pytest.mark.parametrize("who", ["anonymous", "buyer", "other", "officer"])
def test_nobody_but_a_member_writes_submits_or_withdraws(graphql, product, member, who):
    key = save(graphql, member, product, storageVi="Mát.")["draft"]["id"]
    viewer = {
        "anonymous": Viewer.anonymous,
        "buyer": person,
        "other": lambda: member_of(factories.producer()),
        "officer": lambda: person("view_draft", "change_product", "judge_draft", is_staff=True),
    }[who]()
    assert save(graphql, viewer, product, storageVi="Nóng.")["errors"][0]["code"] == "NOT_FOUND"
    assert graphql(SUBMIT, viewer, id=key)["productDraftSubmit"]["errors"][0]["code"] == "NOT_FOUND"
    assert graphql(WITHDRAW, viewer, id=key)["productDraftWithdraw"]["errors"][0]["code"] == "NOT_FOUND"
    contacts = graphql(CONTACTS, viewer, producer=ids(product)["producer"], input={"phone": "1"})
    assert contacts["producerDraftSave"]["errors"][0]["code"] == "NOT_FOUND"
    assert "HTX Ong" not in {desk["producer"]["name"] for desk in graphql(DESKS, viewer)["producerDesks"]}
    draft = product.drafts.get()
    assert (draft.state, draft.fields.get().new) == ("draft", "Mát.")


def test_a_refusal_names_the_input_field(graphql, product, member):
    assert save(graphql, member, product, nameVi="")["errors"][0] | {"message": ""} == {
        "field": "nameVi",
        "code": "INVALID",
        "message": "",
    }
    assert save(graphql, member, product, category=graph.global_id("Category", 1))["errors"][0]["code"] == (
        "DRAFT_FIELD_UNKNOWN"
    )


@pytest.mark.parametrize("field", ["stars", "certificate", "isDemonstration"])
def test_the_input_has_no_stars(product, member, field):
    answer = graph.execute(SAVE, {**ids(product), "input": {field: 5}}, viewer=member)
    assert field in answer.errors[0].message


def test_a_new_product_is_begun_gone_on_with_and_submitted(graphql, product, member):
    category = factories.category(parent=factories.category())
    producer = ids(product)["producer"]
    begun = graphql(SAVE, member, producer=producer, input={"nameVi": "Ruốc sả"})["productDraftSave"]["draft"]
    assert (begun["subject"], begun["name"], begun["productId"]) == ("NEW_PRODUCT", "Ruốc sả", None)
    group = {"category": graph.global_id("Category", category.pk)}
    again = graphql(SAVE, member, producer=producer, draft=begun["id"], input=group)["productDraftSave"]["draft"]
    assert again["id"] == begun["id"]
    assert again["wishes"][1]["new"] == category.name_vi
    assert graphql(SUBMIT, member, id=begun["id"])["productDraftSubmit"]["errors"] == []
    assert Product.objects.count() == 1


def test_the_desk_shows_every_product_with_what_stands_there_and_what_is_proposed(graphql, product, member):
    save(graphql, member, product, storageVi="Mát.")
    (desk,) = graphql(DESKS, member)["producerDesks"]
    (sheet,) = desk["products"]
    storage = next(one for one in sheet["fields"] if one["field"] == "storageVi")
    assert (storage["label"], storage["now"], storage["value"], storage["kind"]) == ("Bảo quản", None, "Mát.", "text")
    assert sheet["draft"] == {"state": "DRAFT"}
    assert [one["field"] for one in desk["sheet"]["fields"]] == ["storyVi", "storyEn", "phone", "email", "website"]


def test_statements_do_not_grow_with_products_and_drafts(graphql, product, member):
    officer = person("view_draft", is_staff=True)

    def statements():
        with CaptureQueriesContext(connection) as asked:
            graphql(DESKS, Viewer(lambda: member._user))
            graphql(MANY, Viewer(lambda: officer._user))
        return len(asked)

    def wish(one):
        draft = services.save_product_draft(
            producer=one.producer, product=one, values={"storage_vi": "Mát."}, by=Actor(1, "producer")
        )
        services.submit_draft(draft=draft, by=Actor(1, "producer"))

    def once_its_tables_are_read():
        statements()
        return statements()

    wish(product)
    few = once_its_tables_are_read()
    for _ in range(4):
        wish(factories.product(producer=product.producer))
    assert once_its_tables_are_read() == few
