"""What kind of statement a text of SQL is, told by its first word."""

WRITES = frozenset(
    {"INSERT", "UPDATE", "DELETE", "REPLACE", "WITH", "CREATE", "ALTER", "DROP", "VACUUM", "REINDEX", "ANALYZE"}
)
CONTROLS = frozenset({"BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SET", "RESET", "PRAGMA"})


def first_word(sql: str) -> str:
    """In capitals; empty for empty text. A comment before the statement hides it."""
    words = sql.split(None, 1)
    return words[0].upper().rstrip(";") if words else ""


def writes(sql: str) -> bool:
    """Whether it may change rows. WITH counts as writing: telling takes a parser, and a turn too many does no harm."""
    return not sql.startswith("SELECT") and first_word(sql) in WRITES


def controls(sql: str) -> bool:
    """Whether it opens, closes or sets up a transaction, which must go through even when time is up."""
    return not sql.startswith("SELECT") and first_word(sql) in CONTROLS
