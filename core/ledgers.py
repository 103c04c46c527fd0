"""Append-only tables: what is written in one stays as it was written, whoever asks.

    ledgers.register(models.StockMove)        # beside the model's other registrations

The rule sits in the database, as triggers, so neither a shell, nor a bulk update, nor an admin action passes it by. A
ledger names people by id and role, holds nothing personal, and has no foreign key whose target may be deleted.
"""

from django.db import models
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


def _statements(model: type[models.Model], connection: BaseDatabaseWrapper) -> list[str]:
    table = model._meta.db_table
    refuse = f"SELECT RAISE(ABORT, '{table} is append-only')"
    names = {verb: f"{table}_no_{verb.lower()}" for verb in ("UPDATE", "DELETE")}
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
