"""Total orders of rows, and the keys that the cursors of a connection carry."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, connections, models

from core.graph.connections import bad_cursor

# Fields whose Python value is the driver's already, and JSON's: for the rest the field is asked.
AS_THEY_ARE: dict[type, type] = {
    models.AutoField: int,
    models.BigAutoField: int,
    models.BigIntegerField: int,
    models.IntegerField: int,
    models.PositiveSmallIntegerField: int,
    models.CharField: str,
    models.SlugField: str,
    models.TextField: str,
}


@dataclass(frozen=True, slots=True)
class Order:
    """A total order of rows: columns of the row that are ORM paths too, the last of them unique, none of them null."""

    columns: tuple[str, ...]
    fields: tuple[models.Field[Any, Any], ...]
    descending: bool = False

    def keys(self, row: Any) -> list[Any]:
        """The keys of a row's cursor."""
        return [getattr(row, column) for column in self.columns]

    def parsed(self, cursor: tuple[Any, ...] | None, argument: str) -> tuple[Any, ...] | None:
        """A cursor's keys as the columns' values; raises GraphQLError for keys that these columns cannot hold."""
        if cursor is None:
            return None
        if len(cursor) != len(self.fields):
            raise bad_cursor(argument)
        try:
            return tuple(_value(field, key) for field, key in zip(self.fields, cursor, strict=True))
        except (ValidationError, ValueError, TypeError, ArithmeticError) as error:
            raise bad_cursor(argument) from error


def _value(field: models.Field[Any, Any], key: Any) -> Any:
    """The key as the field's value; raises what fields and drivers raise for one that they cannot take."""
    ready = AS_THEY_ARE.get(type(field))
    if ready is None:
        value = field.to_python(key)
        if isinstance(value, datetime):  # Of the year 1, or hours from UTC, it is one in Python and in no database.
            return value.astimezone(UTC)
        field.get_db_prep_value(value, connections[DEFAULT_DB_ALIAS])
        return value
    if type(key) is not ready:  # "9999999999999999999999" would become an integer that no column holds.
        raise TypeError(f"{key!r} is no {ready.__name__}.")
    return key
