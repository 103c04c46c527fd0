"""What is in a ledger stays: every one of them, attacked by raw SQL."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import PROTECT

from core import ledgers, transitions
from core.models import Task, Transition

AGAIN = "INSERT INTO core_transition SELECT * FROM core_transition WHERE true"
# SQLite pushes a row out for another of the same key; PostgreSQL has no such statement.
SQLITES_OWN = {True: ["REPLACE INTO core_transition SELECT * FROM core_transition"], False: []}


def entry():
    return transitions.record(Task(pk=7), before="dead", after="ready", actor_id=3, actor_role="officer")


def test_the_ledgers_are_these():
    assert [model._meta.label for model in ledgers.registered() if model._meta.app_label == "core"] == [
        "core.FieldChange",
        "core.Transition",
    ]


def test_a_ledger_is_written_and_read(db):
    row = entry()
    stored = Transition.objects.get()
    assert (stored.kind, stored.object_id, stored.from_state, stored.to_state) == ("core.task", 7, "dead", "ready")
    assert (stored.actor_id, stored.actor_role, stored.at) == (3, "officer", row.at)


def test_no_ledger_points_at_what_may_be_deleted():
    pointing = [
        f"{model._meta.label}.{field.name}"
        for model in ledgers.registered()
        for field in model._meta.concrete_fields
        if field.is_relation and field.remote_field.on_delete is not PROTECT
    ]
    assert pointing == []


@pytest.mark.parametrize("model", ledgers.registered(), ids=lambda model: model._meta.label)
def test_the_triggers_of_every_ledger_are_in_the_database(db, model):
    catalogue = {
        "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s AND name LIKE %s",
        "postgresql": "SELECT count(*) FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname LIKE %s",
    }
    with connection.cursor() as cursor:
        cursor.execute(catalogue[connection.vendor], [model._meta.db_table, f"{model._meta.db_table}_no_%"])
        assert cursor.fetchone() == (2,)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE core_transition SET reason = 'forged'",
        "UPDATE core_transition SET id = id",
        "DELETE FROM core_transition",
        "DELETE FROM core_transition WHERE object_id = 7",
        f"{AGAIN} ON CONFLICT (id) DO UPDATE SET reason = 'forged'",
        *SQLITES_OWN[connection.vendor == "sqlite"],
    ],
)
def test_no_statement_changes_what_is_written(db, sql):
    entry()
    before = list(Transition.objects.values())
    refused = pytest.raises(IntegrityError, match="core_transition is append-only")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert list(Transition.objects.values()) == before


@pytest.mark.parametrize(("before", "after"), [("a", "a"), ("a", "")])
def test_a_transition_changes_state(db, before, after):
    with pytest.raises(IntegrityError, match="core_transition_changes_state"):
        transitions.record(Task(pk=1), before=before, after=after, actor_id=None, actor_role="system")


def test_a_ledger_is_opened_within_a_transaction_only(transactional_db):
    with pytest.raises(RuntimeError), ledgers.unlocked(Transition):
        pass


def test_what_was_opened_is_closed_again(db):
    entry()
    with transaction.atomic(), ledgers.unlocked(Transition):
        Transition.objects.all().delete()
    entry()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Transition.objects.all().delete()


@transaction.atomic
def _forget_and_fail():
    with ledgers.unlocked(Transition):
        Transition.objects.all().delete()
        raise ZeroDivisionError


def test_after_a_failure_inside_it_is_closed_too(db):
    entry()
    with pytest.raises(ZeroDivisionError):
        _forget_and_fail()
    assert Transition.objects.count() == 1
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Transition.objects.all().delete()
