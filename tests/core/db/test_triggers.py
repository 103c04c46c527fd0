"""Triggers come back after a migration that rebuilt their table."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, models

from core import transitions
from core.db import triggers
from core.models import Transition


def attack():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_transition SET reason = 'x'")


def test_migrate_puts_back_the_triggers_a_rebuilt_table_lost(transactional_db):
    transitions.record(Transition(pk=1), before="a", after="b", actor_id=1, actor_role="officer")
    reason = Transition._meta.get_field("reason")
    wider = models.CharField(max_length=10_000)
    wider.set_attributes_from_name("reason")
    with connection.schema_editor() as editor:
        editor.alter_field(Transition, reason, wider)  # on SQLite: a new table, the rows moved, the old one dropped
        editor.alter_field(Transition, wider, reason)
    if connection.vendor == "sqlite":
        attack()  # the negative control: they are lost indeed
    call_command("migrate", verbosity=0)
    with pytest.raises(IntegrityError, match="append-only"):
        attack()


def test_installing_twice_changes_nothing(db):
    before = installed()
    triggers.install(Transition)
    triggers.install(Transition)
    assert installed() == before
    assert len(before) == 2


def installed():
    catalogue = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'core_transition'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = 'core_transition'::regclass AND NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(catalogue[connection.vendor])
        return sorted(cursor.fetchall())
