"""Folding in the database, for columns that keep no folded copy: short tables that officers search.

    queryset.alias(folded=Folded("document")).filter(folded__contains=fold(words))

SQLite calls core.text.fold itself; PostgreSQL translates the letters of Vietnamese, which is all that is promised.
"""

import unicodedata
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import Func, TextField

from core.text import fold

NAME = "core_fold"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_COMPOSED = (unicodedata.normalize("NFC", base + tone) for base in "aăâeêioôơuưyđAĂÂEÊIOÔƠUƯYĐ" for tone in _TONES)
# Each letter of Vietnamese that fold changes, and what it becomes; đ takes no tone. Capitals too: whether LOWER knows
# more than ASCII is up to the collation.
PAIRS = {letter: fold(letter) for letter in _COMPOSED if len(letter) == 1 and fold(letter) != letter}


class Folded(Func):
    """A text column as core.text.fold gives it, on the fly: no index helps."""

    function = NAME
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = f"TRANSLATE(LOWER(NORMALIZE(%(expressions)s, NFC)), '{''.join(PAIRS)}', '{''.join(PAIRS.values())}')"
        return super().as_sql(compiler, connection, template=template, **context)


def add_function(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """The receiver of connection_created."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(NAME, 1, _fold, deterministic=True)


def _fold(text: str | None) -> str | None:
    return None if text is None else fold(str(text))


connection_created.connect(add_function, dispatch_uid="core.db.folding")
