"""What inputs of the stock desk's operations have in common: they become services' payloads."""

from enum import Enum
from typing import Any, ClassVar

from core import graph

OWNER = "Whose goods; leave it out for the shop's own."
VERSION = "As last seen; a newer one is a conflict."


class Operation(graph.Input):
    """An input that becomes the payload of one kind of operation."""

    # Field name -> the type its global id is of.
    IDS: ClassVar[dict[str, str]] = {}
    # What its lines are, if it has any.
    LINE: ClassVar["type[Operation] | None"] = None

    class Meta:
        abstract = True

    @classmethod
    def payload(cls, given: dict[str, Any]) -> dict[str, Any]:
        """Keys instead of ids, values instead of enums. Raises GraphQLError for an id of another type."""
        return {name: cls._plain(name, value) for name, value in given.items() if value is not None}

    @classmethod
    def _plain(cls, name: str, value: Any) -> Any:
        if name in cls.IDS:
            return graph.required_key(value, cls.IDS[name])
        if isinstance(value, Enum):
            return value.value
        if isinstance(value, list) and cls.LINE is not None:
            return [cls.LINE.payload(one) for one in value]
        return value
