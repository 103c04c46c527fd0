"""Relay's global ids: base64 of "Product:5", as Saleor's dialect has them."""

from base64 import b64decode
from binascii import Error as Base64Error
from binascii import b2a_base64
from functools import lru_cache

from graphql import GraphQLError


# The rows of popular lists are asked for again and again.
@lru_cache(50_000)
def global_id(type_name: str, key: int | str) -> str:
    """The id of a row: base64 of its type's name and its key."""
    return b2a_base64(f"{type_name}:{key}".encode(), newline=False).decode("ascii")


def parse_global_id(value: str) -> tuple[str, str] | None:
    """(type name, key) of a global id; None for any text that is none."""
    try:
        type_name, colon, key = b64decode(value, validate=True).decode().partition(":")
    except (Base64Error, ValueError):
        return None
    return (type_name, key) if colon and key else None


def key_of(value: str, type_name: str) -> int | None:
    """The integer key behind a global id of this type; None if it is another type's, or none at all."""
    parsed = parse_global_id(value)
    if parsed is None or parsed[0] != type_name:
        return None
    key = parsed[1]
    # SQLite and PostgreSQL keep 63-bit keys; a longer number can match no row.
    return int(key) if key.isascii() and key.isdecimal() and len(key) <= 18 else None


def required_key(value: str, type_name: str) -> int:
    """As key_of, but a bad id is refused with a GraphQL error that names the type."""
    key = key_of(value, type_name)
    if key is None:
        raise GraphQLError(f"Invalid ID: {value[:64]!r}. Expected: {type_name}.", extensions={"code": "INVALID_ID"})
    return key
