"""Who acts for producers, in the graph: what each reader sees, and what owners may change."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Membership
from accounts.schema import Membership as MembershipType
from core import graph
from core.viewer import Viewer
from tests import factories

ME = "{ me { memberships { role since until name producer { slug } } producers { slug name } } }"
MEMBERS = "query($slug: String!) { producer(slug: $slug) { members { role since until name } } }"
ADD = """mutation($producer: ID!, $email: String!, $role: MemberRoleEnum!) {
  producerMemberAdd(producer: $producer, email: $email, role: $role) {
    membership { role since name producer { slug members { name } } } errors { field code }
  }
}"""
END = """mutation($membership: ID!) {
  producerMemberEnd(membership: $membership) { producer { slug members { name } } errors { field code } }
}"""


@pytest.fixture(autouse=True)
def today(clock):
    clock("2026-11-24T09:00")


@pytest.fixture
def producer(db):
    return factories.producer(slug="lang")


def officer():
    user = factories.user("quan@vidu.example", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="accounts"))
    return user


def readers(producer):
    """Everyone who may ask, by what they are."""
    people = {
        "buyer": factories.user("mua@vidu.example"),
        "other": factories.member(factories.producer()),
        "past": factories.member(producer, valid_to="2026-11-24"),
        "editor": factories.member(producer, role="editor"),
        "owner": factories.member(producer),
        "officer": officer(),
    }
    return {"anonymous": Viewer.anonymous()} | {who: Viewer(lambda user=user: user) for who, user in people.items()}


def test_who_may_see_who_acts_for_a_producer(producer, graphql):
    seen = {
        who: len(graphql(MEMBERS, viewer=viewer, slug="lang")["producer"]["members"])
        for who, viewer in readers(producer).items()
    }
    assert seen == {"anonymous": 0, "buyer": 0, "other": 0, "past": 0, "editor": 2, "owner": 2, "officer": 2}


def test_which_memberships_each_reader_may_load(producer):
    seen = {who: MembershipType.visible_to(viewer).count() for who, viewer in readers(producer).items()}
    assert seen == {"anonymous": 0, "buyer": 0, "other": 1, "past": 1, "editor": 3, "owner": 3, "officer": 4}


def test_me_names_the_producers_i_act_for_today(producer, graphql):
    lan = factories.user(last_name="Nguyễn", first_name="Lan")
    factories.member(producer, user=lan, role="editor")
    factories.member(factories.producer(), user=lan, valid_to="2026-11-24")
    assert graphql(ME, viewer=Viewer(lambda: lan))["me"] == {
        "memberships": [
            {"role": "EDITOR", "since": "2020-01-01", "until": None, "name": "Nguyễn Lan", "producer": {"slug": "lang"}}
        ],
        "producers": [{"slug": "lang", "name": producer.name_vi}],
    }


def test_a_buyer_acts_for_nobody(producer, graphql):
    buyer = factories.user()
    assert graphql(ME, viewer=Viewer(lambda: buyer))["me"] == {"memberships": [], "producers": []}


def test_an_owner_lets_somebody_in(producer, graphql):
    owner = factories.member(producer, user=factories.user("chu@vidu.example"))
    factories.user(last_name="Nguyễn", first_name="Lan")
    answer = graphql(
        ADD,
        viewer=Viewer(lambda: owner),
        producer=graph.global_id("Producer", producer.pk),
        email="LAN@vidu.example",
        role="EDITOR",
    )["producerMemberAdd"]
    assert answer["errors"] == []
    assert answer["membership"] == {
        "role": "EDITOR",
        "since": "2026-11-24",
        "name": "Nguyễn Lan",
        "producer": {"slug": "lang", "members": [{"name": "chu@vidu.example"}, {"name": "Nguyễn Lan"}]},
    }


@pytest.mark.parametrize("who", ["anonymous", "buyer", "other", "past", "editor"])
def test_nobody_else_lets_anybody_in_or_ends_anybody(producer, graphql, who):
    viewer = readers(producer)[who]
    before = list(Membership.objects.order_by("pk").values())
    refusal = {"field": None, "code": "OUT_OF_SCOPE_USER"}
    add = graphql(
        ADD,
        viewer=viewer,
        producer=graph.global_id("Producer", producer.pk),
        email="mua@vidu.example",
        role="OWNER",
    )["producerMemberAdd"]
    assert add == {"membership": None, "errors": [refusal]}
    owner = Membership.objects.get(producer=producer, role="owner", valid_to=None)
    ended = graphql(END, viewer=viewer, membership=graph.global_id("Membership", owner.pk))["producerMemberEnd"]
    assert ended == {"producer": None, "errors": [refusal]}
    assert list(Membership.objects.order_by("pk").values()) == before


def test_an_officer_ends_even_the_last_owner(producer, graphql):
    viewers = readers(producer)
    owner = Membership.objects.get(producer=producer, role="owner", valid_to=None)
    key = graph.global_id("Membership", owner.pk)
    refusal = graphql(END, viewer=viewers["owner"], membership=key)["producerMemberEnd"]["errors"]
    assert refusal == [{"field": "membership", "code": "INVALID"}]
    answer = graphql(END, viewer=viewers["officer"], membership=key)["producerMemberEnd"]
    assert answer["errors"] == []
    assert len(answer["producer"]["members"]) == 1


def test_five_producers_cost_the_statements_of_one(db):
    seen = officer()
    document = "{ producers(first: %d) { edges { node { members { name producer { name } } } } } }"

    def counted(first):
        graph.execute(document % first, viewer=Viewer(lambda: seen))
        with CaptureQueriesContext(connection) as captured:
            answer = graph.execute(document % first, viewer=Viewer(lambda: seen))
        assert not answer.errors, answer.errors
        return len(captured)

    for _ in range(5):
        factories.member(factories.producer())
    assert counted(1) == counted(5)
