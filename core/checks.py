"""System checks of the ground: what must be true before anything is served."""

from collections.abc import Sequence
from sqlite3 import dbapi2
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from core.dated import Dated

# SQLite's WAL-reset bug could corrupt a database that two connections write and checkpoint at once.
WAL_RESET_BUG = ((3, 7, 0), (3, 51, 2))
POSTGRESQL_FROM = (15,)


@register("sqlite")
def check_sqlite_version(app_configs: Sequence[AppConfig] | None = None, **_: Any) -> list[CheckMessage]:
    """The library that is really loaded must be outside the range of the bug."""
    in_use = any(connection.vendor == "sqlite" for connection in connections.all())
    first, last = WAL_RESET_BUG
    if not in_use or not first <= dbapi2.sqlite_version_info <= last:
        return []
    return [
        Error(
            f"SQLite {dbapi2.sqlite_version} may corrupt a database in WAL mode (3.7.0 to 3.51.2 are affected).",
            hint="Install the pinned wheel: pip install -r requirements.txt (pysqlite3 0.6.1 carries 3.53.4).",
            id="core.E001",
        )
    ]


@register("dated")
def check_dated_models(app_configs: Sequence[AppConfig] | None = None, **_: Any) -> list[CheckMessage]:
    """A Meta that does not take over Dated's constraints would lose the rule that a fact holds a day at least."""
    return [
        Error(
            f"{model._meta.label} has lost the constraint that valid_from is before valid_to.",
            hint="class Meta(Dated.Meta): constraints = [*Dated.Meta.constraints, ...]",
            obj=model,
            id="core.E002",
        )
        for model in apps.get_models()
        if issubclass(model, Dated)
        and not any(constraint.name.endswith("_holds_a_day") for constraint in model._meta.constraints)
    ]


@register(Tags.database)
def check_postgresql_version(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """CREATE OR REPLACE TRIGGER and what else the shop counts on; asked only where a database may be asked."""
    errors: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        if connection.vendor != "postgresql":
            continue
        connection.ensure_connection()
        version = connection.get_database_version()
        if version < POSTGRESQL_FROM:
            errors.append(
                Error(
                    f"PostgreSQL {'.'.join(map(str, version))} is too old.",
                    hint="Point DATABASE_URL at PostgreSQL 15 or newer.",
                    id="core.E003",
                )
            )
    return errors
