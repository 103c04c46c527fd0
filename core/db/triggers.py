"""Rules a constraint cannot say, kept by triggers on both databases and put back after every migration.

SQLite loses a table's triggers whenever a migration rebuilds the table, so `post_migrate` reinstalls them all; doing so
twice changes nothing.
"""

from collections.abc import Callable
from typing import Any

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

Statements = Callable[[type[models.Model], BaseDatabaseWrapper], list[str]]

_rules: dict[tuple[str, str], tuple[type[models.Model], Statements]] = {}


def register(model: type[models.Model], rule: str, statements: Statements) -> None:
    """Keep `rule` on the model's table: `statements` gives the SQL, for the connection's vendor, that installs it."""
    _rules[model._meta.label, rule] = (model, statements)


def models_with(rule: str) -> list[type[models.Model]]:
    """Every model that keeps the rule."""
    return [model for (_, name), (model, _) in sorted(_rules.items()) if name == rule]


def install(model: type[models.Model], using: str = DEFAULT_DB_ALIAS) -> None:
    """Put the model's rules in place, whether they are there or not."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for (label, _), (_, statements) in _rules.items():
            if label == model._meta.label:
                for statement in statements(model, connection):
                    cursor.execute(statement)


def install_after_migrate(sender: AppConfig, using: str, **_: Any) -> None:
    """The receiver of post_migrate, sent once for each app."""
    ruled = {model for model, _ in _rules.values() if model._meta.app_label == sender.label}
    if not ruled:
        return
    tables = connections[using].introspection.table_names()
    for model in ruled:
        if model._meta.db_table in tables:
            install(model, using)
