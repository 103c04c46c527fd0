"""Who acts for producers, in the graph."""

from collections.abc import Sequence
from datetime import date
from enum import Enum

import graphene
from django.db.models import QuerySet

from accounts import errors, memberships, models, services
from accounts.models import MemberRole
from accounts.schema.people import AccountError, User, refused
from catalog.schema import Producer
from catalog.selectors import producers_by_id
from core import graph
from core.graph.scalars import Date
from core.viewer import Viewer

MemberRoleEnum = graphene.Enum.from_enum(
    MemberRole,
    name="MemberRoleEnum",
    description=lambda value: str(value.label) if value else "What a member may do for a producer.",
)


class Membership(graph.ModelObject):
    """Someone who may act for a producer. Seen by themselves, by the producer's other members and by officers."""

    role = MemberRoleEnum(required=True)
    since = graphene.Field(Date, required=True, description="First day in Vietnam.")
    until = graphene.Field(Date, description="First day no longer; null while it lasts.")
    name = graphene.String(required=True, description="Of the person; what they are reached by if they gave none.")
    producer = graphene.Field(Producer, required=True)

    class Meta:
        model = models.Membership
        fields = ()

    @staticmethod
    def visible_to(viewer: Viewer) -> QuerySet[models.Membership]:
        return memberships.memberships_visible_to(viewer)

    @classmethod
    def load_rows(cls, keys: Sequence[int], info: graph.Info) -> list[graph.Row | None]:
        found = {row.id: row for row in memberships.rows_of(cls.visible_to(info.viewer).filter(pk__in=keys))}
        return [found.get(key) for key in keys]

    @staticmethod
    def load_since(members: graph.Rows, info: graph.Info) -> list[date]:
        return [member.valid_from for member in members]

    @staticmethod
    def load_until(members: graph.Rows, info: graph.Info) -> list[date | None]:
        return [member.valid_to for member in members]

    @staticmethod
    def load_name(members: graph.Rows, info: graph.Info) -> list[str]:
        return [memberships.name_of(member) for member in members]

    @staticmethod
    def load_producer(members: graph.Rows, info: graph.Info) -> list[graph.Row]:
        producers = producers_by_id(member.producer_id for member in members)
        return [producers[member.producer_id] for member in members]


def held(info: graph.Info, **key: object) -> list[graph.Row]:
    """Memberships of today that the viewer may see."""
    visible = Membership.visible_to(info.viewer).filter(pk__in=memberships.held_on(info.today), **key)
    return memberships.rows_of(visible)


@User.extend
class UserMemberships:
    memberships = graphene.List(
        graphene.NonNull(Membership), required=True, description="The producers they may act for today, and as what."
    )
    producers = graphene.List(
        graphene.NonNull(Producer), required=True, description="The producers they may act for today."
    )

    @staticmethod
    def load_memberships(users: graph.Rows, info: graph.Info) -> list[list[graph.Row]]:
        found = held(info, user_id__in=[user.id for user in users])
        return [[member for member in found if member.user_id == user.id] for user in users]

    @staticmethod
    def load_producers(users: graph.Rows, info: graph.Info) -> list[list[graph.Row]]:
        found = held(info, user_id__in=[user.id for user in users])
        producers = producers_by_id(member.producer_id for member in found)
        return [[producers[member.producer_id] for member in found if member.user_id == user.id] for user in users]


@Producer.extend
class ProducerMembers:
    members = graphene.List(
        graphene.NonNull(Membership),
        required=True,
        description="Who acts for it today, for its members and officers; else none.",
    )

    @staticmethod
    def load_members(producers: graph.Rows, info: graph.Info) -> list[list[graph.Row]]:
        if info.viewer.user_id is None:
            return [[] for _ in producers]
        told = memberships.sees_all(info.viewer)
        keys = [one.id for one in producers if told or one.id in info.viewer.scope("producers")]
        found = held(info, producer_id__in=keys) if keys else []
        of: dict[int, list[graph.Row]] = {}
        for member in found:
            of.setdefault(member.producer_id, []).append(member)
        return [of.get(producer.id, []) for producer in producers]


class ProducerMemberAdd(graph.Mutation):
    """Let somebody with an account act for a producer from today on."""

    class Arguments:
        producer = graphene.ID(required=True)
        email = graphene.String(required=True, description="Of the person's account.")
        role = MemberRoleEnum(required=True)

    membership = graphene.Field(Membership)
    errors = graphene.List(graphene.NonNull(AccountError), required=True)

    @staticmethod
    def mutate(info: graph.Info, producer: str, email: str, role: Enum) -> graph.Outcome:
        key = graph.required_key(producer, "Producer")
        by = memberships.acting(info.viewer)
        try:
            made = services.add_member(producer_id=key, email=email, role=MemberRole(role.value), by=by)
        except errors.AccountError as refusal:
            return refused(refusal)
        return graph.Outcome(membership=made.pk)


class ProducerMemberEnd(graph.Mutation):
    """Let somebody act for a producer no longer."""

    class Arguments:
        membership = graphene.ID(required=True)

    producer = graphene.Field(Producer, description="The producer, with those who still act for it.")
    errors = graphene.List(graphene.NonNull(AccountError), required=True)

    @staticmethod
    def mutate(info: graph.Info, membership: str) -> graph.Outcome:
        key = graph.required_key(membership, "Membership")
        try:
            producer_id = services.end_membership(membership_id=key, by=memberships.acting(info.viewer))
        except errors.AccountError as refusal:
            return refused(refusal)
        return graph.Outcome(producer=producer_id)


class Mutation(graph.MutationRoot):
    producer_member_add = ProducerMemberAdd.Field(description="For the producer's owners and officers.")
    producer_member_end = ProducerMemberEnd.Field(description="For the producer's owners and officers.")
