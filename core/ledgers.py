"""Append-only tables: what is written in one stays as it was written, whoever asks.

    ledgers.register(models.StockMove)        # beside the model's other registrations

The rule sits in the database, as triggers, so neither a shell, nor a bulk update, nor an admin action passes it by. A
ledger names people by id and role, holds nothing personal, and has no foreign key whose target may be deleted.

What was invented to show the shop must be able to go, its lines in ledgers too: `unlocked` takes the triggers away for
one transaction, in which nobody else can write to the table. core.invented alone calls it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper

from core.db import triggers

RULE = "append_only"
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION core_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def register(model: type[models.Model]) -> None:
    """Make the model's table refuse UPDATE and DELETE with an IntegrityError that says "append-only"."""
    triggers.register(model, RULE, _statements)


def registered() -> list[type[models.Model]]:
    """Every ledger, in the order of their labels."""
    return triggers.models_with(RULE)


@contextmanager
def unlocked(model: type[models.Model]) -> Iterator[None]:
    """Let the table's rows be deleted until the block ends, within the transaction that is under way.

    DDL is transactional on both databases: others see the triggers throughout, are kept out of the table meanwhile
    (PostgreSQL locks it, SQLite has one writer), and after a failure anywhere in the transaction they are as they were.
    Raises RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A ledger is opened within a transaction only.")
    table = model._meta.db_table
    with connection.cursor() as cursor:
        for name in _names(table).values():
            of_table = f' ON "{table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER "{name}"{of_table}')
    yield
    # PostgreSQL alters no table while rows of it wait for the check of a deferred constraint.
    connection.check_constraints()
    triggers.install(model)


def _names(table: str) -> dict[str, str]:
    return {verb: f"{table}_no_{verb.lower()}" for verb in ("UPDATE", "DELETE")}


def _statements(model: type[models.Model], connection: BaseDatabaseWrapper) -> list[str]:
    table = model._meta.db_table
    refuse = f"SELECT RAISE(ABORT, '{table} is append-only')"
    names = _names(table)
    if connection.vendor == "postgresql":
        return [
            POSTGRESQL_FUNCTION,
            *(
                f'CREATE OR REPLACE TRIGGER "{name}" BEFORE {verb} ON "{table}" '
                "FOR EACH ROW EXECUTE FUNCTION core_append_only()"
                for verb, name in names.items()
            ),
        ]
    return [
        statement
        for verb, name in names.items()
        for statement in (
            f'DROP TRIGGER IF EXISTS "{name}"',
            f'CREATE TRIGGER "{name}" BEFORE {verb} ON "{table}" BEGIN {refuse}; END',
        )
    ]
