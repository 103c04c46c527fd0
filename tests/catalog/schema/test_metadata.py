"""Metadata in the graph: every type that carries it, who reads and writes which half, and kept answers."""

import pytest

from core.models import MetadataEntry
from tests import factories
from tests.catalog import making
from tests.catalog.asking import global_id, refused
from tests.catalog.viewers import VIEWERS, as_user, officer

WRITE = """
mutation Write($id: ID!, $input: [MetadataInput!]!) {
  updateMetadata(id: $id, input: $input) {
    item { __typename metadata { key value } }
    errors { field code }
  }
}
"""
WRITE_PRIVATE = WRITE.replace("updateMetadata", "updatePrivateMetadata").replace(
    "metadata { key", "privateMetadata { key"
)
DELETE = """
mutation Delete($id: ID!, $keys: [String!]!) {
  deleteMetadata(id: $id, keys: $keys) { item { metafields } errors { code } }
  deletePrivateMetadata(id: $id, keys: $keys) { item { privateMetafields } errors { code } }
}
"""


def made():
    """One thing of every type that carries metadata."""
    product = factories.listed("Ớt", producer=factories.producer())
    return {
        "Product": product,
        "ProductVariant": product.variants.get(),
        "Category": product.category,
        "Collection": making.collection(),
        "Page": making.page(),
        "Producer": product.producer,
    }


@pytest.mark.parametrize("kind", ["Product", "ProductVariant", "Category", "Collection", "Page", "Producer"])
def test_every_type_that_carries_metadata_is_written_on(graphql, db, kind):
    thing, viewer = made()[kind], officer()
    given = [{"key": "erp", "value": "A-1"}, {"key": "b", "value": "2"}]
    answer = graphql(WRITE, viewer=viewer, id=global_id(thing), input=given)["updateMetadata"]
    assert answer == {
        "item": {"__typename": kind, "metadata": sorted(given, key=lambda one: one["key"])},
        "errors": [],
    }
    answer = graphql(WRITE_PRIVATE, viewer=viewer, id=global_id(thing), input=given[:1])["updatePrivateMetadata"]
    assert answer["item"]["privateMetadata"] == given[:1]
    answer = graphql(DELETE, viewer=viewer, id=global_id(thing), keys=["erp"])
    assert answer["deleteMetadata"] == {"item": {"metafields": {"b": "2"}}, "errors": []}
    assert answer["deletePrivateMetadata"] == {"item": {"privateMetafields": {}}, "errors": []}


WRITES = {"anonymous": False, "buyer": False, "producer": False, "officer": True}


@pytest.mark.parametrize("who", WRITES)
@pytest.mark.parametrize("document", [WRITE, WRITE_PRIVATE])
def test_only_officers_write(graphql, db, who, document):
    thing = factories.listed()
    answer = graphql(document, viewer=VIEWERS[who](), id=global_id(thing), input=[{"key": "a", "value": "1"}])
    (told,) = answer.values()
    expected = [] if WRITES[who] else [{"field": "id", "code": "NOT_FOUND"}]
    assert told["errors"] == expected
    assert (told["item"] is not None) == WRITES[who]
    assert MetadataEntry.objects.exists() == WRITES[who]


def test_an_officer_of_something_else_does_not_write(graphql, db):
    thing, viewer = factories.listed(), officer("change_page", "view_product")
    answer = graphql(WRITE, viewer=viewer, id=global_id(thing), input=[{"key": "a", "value": "1"}])
    assert answer["updateMetadata"]["errors"] == [{"field": "id", "code": "NOT_FOUND"}]


@pytest.mark.parametrize("who", WRITES)
def test_only_officers_read_what_is_private(graphql, db, who):
    factories.listed("Ớt")
    document = '{ product(slug: "ot") { privateMetadata { key } } }'
    nullable = '{ product(slug: "ot") { name privateMetafield(key: "a") privateMetafields } }'
    viewer = VIEWERS[who]()
    if WRITES[who]:
        assert graphql(document, viewer=viewer) == {"product": {"privateMetadata": []}}
        return
    assert refused(document, viewer=viewer).startswith("Permission denied")
    assert refused(nullable, viewer=viewer).startswith("Permission denied")


def test_the_refusal_of_what_is_private_carries_the_code_that_clients_look_for(client, db):
    factories.listed("Ớt")
    document = '{ product(slug: "ot") { name privateMetafield(key: "a") } }'
    answer = client.post("/graphql/", {"query": document}, content_type="application/json").json()
    assert answer["data"] == {"product": {"name": "Ớt", "privateMetafield": None}}
    assert answer["errors"][0]["extensions"]["code"] == "PermissionDenied"
    assert answer["errors"][0]["extensions"]["exception"] == {"code": "PermissionDenied"}


@pytest.mark.parametrize("id", ["", "x", "UHJvZHVjdDo5OTk5", "VXNlcjox", "UHJvZHVjdDphYmM="])
def test_an_id_of_nothing_that_carries_metadata(graphql, db, id):
    answer = graphql(WRITE, viewer=officer(), id=id, input=[{"key": "a", "value": "1"}])["updateMetadata"]
    assert answer == {"item": None, "errors": [{"field": "id", "code": "NOT_FOUND"}]}


def test_an_empty_key_is_refused(graphql, db):
    thing = factories.listed()
    answer = graphql(WRITE, viewer=officer(), id=global_id(thing), input=[{"key": " ", "value": "1"}])
    assert answer["updateMetadata"]["errors"] == [{"field": "input", "code": "REQUIRED"}]


def test_everybody_reads_public_keys(graphql, db):
    product = factories.listed("Ớt")
    write = [{"key": name, "value": name.upper()} for name in ("c", "a", "b")]
    graphql(WRITE, viewer=officer(), id=global_id(product), input=write)
    document = """{ product(slug: "ot") { metadata { key value } metafield(key: "a") none: metafield(key: "x")
                    metafields(keys: ["b", "x"]) all: metafields } }"""
    assert graphql(document)["product"] == {
        "metadata": [{"key": "a", "value": "A"}, {"key": "b", "value": "B"}, {"key": "c", "value": "C"}],
        "metafield": "A",
        "none": None,
        "metafields": {"b": "B"},
        "all": {"a": "A", "b": "B", "c": "C"},
    }


def test_a_kept_answer_ends_with_a_write(client, graphql, db):
    product = factories.listed("Ớt")
    document = '{ product(slug: "ot") { metafield(key: "a") } }'

    def told():
        answer = client.post("/graphql/", {"query": document}, content_type="application/json").json()
        return answer["data"]["product"]["metafield"]

    assert (told(), told()) == (None, None)
    graphql(WRITE, viewer=officer(), id=global_id(product), input=[{"key": "a", "value": "1"}])
    assert told() == "1"


def test_a_hidden_thing_is_written_on_and_answers_no_item(graphql, db):
    product = factories.product()
    user = factories.user(is_superuser=True)
    answer = graphql(WRITE, viewer=as_user(user), id=global_id(product), input=[{"key": "a", "value": "1"}])
    assert answer["updateMetadata"] == {"item": None, "errors": []}
    assert MetadataEntry.objects.get().object_id == product.pk
