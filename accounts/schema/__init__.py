"""People in the graph, and whom they work for."""

from accounts.schema.members import Membership
from accounts.schema.members import Mutation as MembersMutation
from accounts.schema.people import AccountError, AccountErrorCode, Query, User
from accounts.schema.people import Mutation as PeopleMutation


class Mutation(PeopleMutation, MembersMutation):
    """The root mutations of accounts, by the module that answers them."""


__all__ = ["AccountError", "AccountErrorCode", "Membership", "Mutation", "Query", "User"]
