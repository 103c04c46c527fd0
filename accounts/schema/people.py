"""People in the graph: who is asking, and the tokens that let other clients ask as somebody."""

from collections.abc import Sequence
from typing import NamedTuple

import graphene
from django.db.models import QuerySet

from accounts import errors, models, services, tokens
from core import graph
from core.graph.scalars import JSON, DateTime
from core.viewer import Viewer

COLUMNS = ("id", "email", "phone", "first_name", "last_name", "is_staff", "is_active", "is_confirmed", "date_joined")

AccountErrorCode = graphene.Enum.from_enum(
    errors.AccountErrorCode, description=lambda value: None if value else "Why an account mutation was refused."
)


class User(graph.ModelObject):
    """A person. Nobody sees anyone but themselves."""

    email = graphene.String(required=True, description="Empty for someone who gave only a telephone number.")
    date_joined = graphene.Field(DateTime, required=True)

    class Meta:
        model = models.User
        fields = ("phone", "first_name", "last_name", "is_staff", "is_active", "is_confirmed")

    @staticmethod
    def visible_to(viewer: Viewer) -> QuerySet[models.User]:
        return models.User.objects.filter(pk__in=[viewer.user_id] if viewer.user_id else [])

    @classmethod
    def load_rows(cls, keys: Sequence[int], info: graph.Info) -> list[graph.Row | None]:
        visible = cls.visible_to(info.viewer).filter(pk__in=keys).values_list(*COLUMNS, named=True)
        found = {row.id: row for row in visible}
        return [found.get(key) for key in keys]

    @staticmethod
    def load_email(users: graph.Rows, info: graph.Info) -> list[str]:
        return [user.email or "" for user in users]


class AccountError(graph.Object):
    """A refusal of an account mutation."""

    public = True

    field = graphene.String(description="The argument to blame, if one is.")
    message = graphene.String(description="For the person, translated.")
    code = AccountErrorCode(required=True)


class Refused(NamedTuple):
    field: str | None
    message: str
    code: errors.AccountErrorCode


def refused(refusal: errors.AccountError, field: str | None = None, **answered: object) -> graph.Outcome:
    """The refusal as data; an exception in a row's place would fail the field instead."""
    return graph.Outcome(errors=[Refused(field or refusal.field, refusal.message, refusal.code)], **answered)


def act_as(info: graph.Info, user: models.User) -> int:
    """From here on the answer is this person's: they have just proved who they are. The key, for the payload."""
    info.context.viewer = Viewer(lambda: user)
    return int(user.pk)


def address_of(info: graph.Info) -> str:
    """Where the request comes from; empty in process."""
    return "" if info.request is None else str(info.request.META.get("REMOTE_ADDR", ""))


class CreateToken(graph.Mutation):
    """Sign in: an access token for five minutes, and a refresh token for thirty days to get the next one with."""

    class Arguments:
        email = graphene.String(required=True)
        password = graphene.String(required=True)

    token = graphene.String()
    refresh_token = graphene.String()
    user = graphene.Field(User)
    errors = graphene.List(graphene.NonNull(AccountError), required=True)

    @staticmethod
    def mutate(info: graph.Info, email: str, password: str) -> graph.Outcome:
        try:
            user = services.sign_in(email=email, password=password, address=address_of(info))
        except errors.AccountError as refusal:
            return refused(refusal)
        return graph.Outcome(
            token=tokens.issue(user, "access"), refresh_token=tokens.issue(user, "refresh"), user=act_as(info, user)
        )


class RefreshToken(graph.Mutation):
    """A new access token for a refresh token."""

    class Arguments:
        refresh_token = graphene.String()

    token = graphene.String()
    user = graphene.Field(User)
    errors = graphene.List(graphene.NonNull(AccountError), required=True)

    @staticmethod
    def mutate(info: graph.Info, refresh_token: str | None = None) -> graph.Outcome:
        try:
            if not refresh_token:
                raise errors.TokenMissing
            user = tokens.user_of(refresh_token, "refresh")
        except errors.AccountError as refusal:
            return refused(refusal, "refreshToken")
        return graph.Outcome(token=tokens.issue(user, "access"), user=act_as(info, user))


class VerifyToken(graph.Mutation):
    """Whether an access token is good, and what it says."""

    class Arguments:
        token = graphene.String(required=True)

    user = graphene.Field(User)
    is_valid = graphene.Boolean(required=True)
    payload = JSON(description="The token's claims.")
    errors = graphene.List(graphene.NonNull(AccountError), required=True)

    @staticmethod
    def mutate(info: graph.Info, token: str) -> graph.Outcome:
        try:
            user = tokens.user_of(token, "access")
        except errors.AccountError as refusal:
            return refused(refusal, "token", is_valid=False)
        return graph.Outcome(is_valid=True, payload=tokens.claims_of(token), user=act_as(info, user))


class Query(graph.Query):
    me = graphene.Field(User, description="Whoever is asking; null for nobody.")

    @staticmethod
    @graph.volatile
    def load_me(_root: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        if info.viewer.user_id is None:
            return [None]
        return User.load_rows([info.viewer.user_id], info)


class Mutation(graph.MutationRoot):
    token_create = CreateToken.Field(description="Sign in with e-mail and password.")
    token_refresh = RefreshToken.Field(description="A new access token.")
    token_verify = VerifyToken.Field(description="Whether an access token is good.")
