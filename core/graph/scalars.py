"""Scalars of the dialect that graphene has not, or has otherwise."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal as PythonDecimal
from decimal import InvalidOperation
from typing import Any

import graphene
from graphene.types.generic import GenericScalar
from graphql import GraphQLError, Undefined, ValueNode
from graphql.language import FloatValueNode, IntValueNode, StringValueNode

# Longer numbers could not be kept exactly; none of ours has more than 19 digits.
LONGEST_NUMBER = 40


def _decimal(text: str) -> PythonDecimal:
    if len(text) > LONGEST_NUMBER:
        raise GraphQLError("A Decimal has at most 40 characters.")
    try:
        value = PythonDecimal(text)
    except InvalidOperation:
        raise GraphQLError(f"Not a Decimal: {text!r}.") from None
    if not value.is_finite() or abs(value.adjusted()) > LONGEST_NUMBER:
        raise GraphQLError(f"Not a Decimal: {text!r}.")
    return value


class Decimal(graphene.Scalar):
    """An exact decimal number, told as a JSON number; taken as a number or a text."""

    @staticmethod
    def serialize(value: Any) -> Any:
        return float(value)

    @classmethod
    def parse_value(cls, value: Any) -> PythonDecimal:
        if isinstance(value, bool) or not isinstance(value, int | float | str | PythonDecimal):
            raise GraphQLError("A Decimal is a number or a text that holds one.")
        return _decimal(str(value))

    @classmethod
    def parse_literal(cls, node: ValueNode, _variables: Any = None) -> Any:
        if not isinstance(node, IntValueNode | FloatValueNode | StringValueNode):
            return Undefined
        return cls.parse_value(node.value)


class PositiveDecimal(Decimal):
    """A Decimal of zero or more."""

    @classmethod
    def parse_value(cls, value: Any) -> PythonDecimal:
        parsed = super().parse_value(value)
        if parsed < 0:
            raise GraphQLError("A PositiveDecimal is not negative.")
        return parsed


class DateTime(graphene.Scalar):
    """An instant as ISO 8601 text with its offset, in UTC when told. A text without an offset is refused."""

    @staticmethod
    def serialize(value: datetime) -> str:
        return value.astimezone(UTC).isoformat()

    @staticmethod
    def parse_value(value: Any) -> datetime:
        try:
            parsed = datetime.fromisoformat(value)
        except (TypeError, ValueError):
            raise GraphQLError("A DateTime is ISO 8601 text, such as 2026-11-24T08:00:00+07:00.") from None
        if parsed.tzinfo is None:
            raise GraphQLError("A DateTime needs its offset, such as 2026-11-24T08:00:00+07:00.")
        try:
            return parsed.astimezone(UTC)
        except OverflowError:
            raise GraphQLError("A DateTime lies in the years 1 to 9999.") from None

    @classmethod
    def parse_literal(cls, node: ValueNode, _variables: Any = None) -> Any:
        return cls.parse_value(node.value) if isinstance(node, StringValueNode) else Undefined


class Date(graphene.Scalar):
    """A day as ISO 8601 text, such as 2026-11-24: a day in Vietnam."""

    @staticmethod
    def serialize(value: date) -> str:
        return value.isoformat()

    @staticmethod
    def parse_value(value: Any) -> date:
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            raise GraphQLError("A Date is ISO 8601 text, such as 2026-11-24.") from None

    @classmethod
    def parse_literal(cls, node: ValueNode, _variables: Any = None) -> Any:
        return cls.parse_value(node.value) if isinstance(node, StringValueNode) else Undefined


class JSONString(graphene.JSONString):
    """JSON in a text, as rich text (EditorJS) is told."""

    @staticmethod
    def serialize(value: Any) -> str:
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


class JSON(GenericScalar):
    """Any JSON value."""


class Metadata(GenericScalar):
    """A map from texts to texts."""
