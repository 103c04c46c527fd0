"""Who changed what, field by field."""

import re

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from catalog import services
from catalog.models import Producer
from catalog.models.products import Programme
from catalog.services.gathering import gathered
from core import history
from core.models import FieldChange
from tests import factories
from tests.factories import OFFICER


@pytest.fixture
def product(db):
    return factories.product("Mật ong rừng")


def renamed(product, name, **values):
    return services.put_product(
        external_reference=product.external_reference,
        name_vi=name,
        name_en=product.name_en,
        category=product.category,
        programme=Programme(product.programme),
        **values,
    )[0]


def of(row):
    return list(history.of({type(row): [row.pk]}).values_list("event", "field", "old", "new", "actor_id", "actor_role"))


def test_coming_into_being_is_recorded_once_and_the_values_are_in_the_row(product):
    assert of(product) == [("created", "", None, None, None, "system")]


def test_a_change_is_recorded_by_field_with_who_made_it_and_derived_columns_are_not(product):
    other = factories.producer()
    with history.acting(OFFICER, "theo đơn 12"):
        renamed(product, "Mật ong hoa tràm", producer=other)
    changes = of(product)[:-1]
    assert sorted(changes) == [
        ("changed", "name_vi", "Mật ong rừng", "Mật ong hoa tràm", OFFICER.id, "officer"),
        ("changed", "producer", None, other.pk, OFFICER.id, "officer"),
    ]
    assert set(FieldChange.objects.filter(event="changed").values_list("reason", flat=True)) == {"theo đơn 12"}


def test_what_stays_as_it_is_leaves_no_trace(product):
    before = FieldChange.objects.count()
    renamed(product, "Mật ong rừng")
    assert FieldChange.objects.count() == before


def test_a_change_that_is_undone_leaves_no_trace(product):
    before = FieldChange.objects.count()
    with transaction.atomic():
        renamed(product, "Mật ong hoa tràm")
        assert FieldChange.objects.count() > before
        transaction.set_rollback(True)
    assert FieldChange.objects.count() == before


def test_of_what_says_something_of_a_person_no_value_is_kept(db):
    producer = factories.producer(phone="0912 345 678")
    services.put_producer(slug=producer.slug, name_vi=producer.name_vi, phone="0987 654 321")
    change = FieldChange.objects.get(event="changed")
    assert (change.field, change.is_hidden, change.old, change.new) == ("phone", True, None, None)


# What columns that say something of a person are called.
TELLING = re.compile(
    r"phone|email|representative|manager|owner_name|credit|legal_name|tax_number|registration_number|address"
)
# Of these models put() writes no row, so that the ledger never hears of them.
UNHEARD = {"accounts", "auth", "account", "admin", "sessions", "stock"}


def test_every_column_that_says_something_of_a_person_is_declared():
    undeclared = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label not in UNHEARD
        for field in model._meta.concrete_fields
        if TELLING.search(field.name)
        and field.name not in history.personal_fields(model)
        and not field.is_relation
        and field.get_internal_type() != "BooleanField"
    ]
    assert undeclared == []


def test_the_database_refuses_a_hidden_change_that_keeps_a_value(db):
    with pytest.raises(IntegrityError, match="core_fieldchange_hidden_keeps_nothing"):
        FieldChange.objects.create(kind="x", object_id=1, event="changed", field="a", new="b", is_hidden=True)


def test_the_database_refuses_a_change_of_no_field(db):
    with pytest.raises(IntegrityError, match="core_fieldchange_names_its_field"):
        FieldChange.objects.create(kind="x", object_id=1, event="changed", field="")


def test_a_load_writes_its_history_in_one_statement(db):
    def load(count):
        with CaptureQueriesContext(connection) as queries, services.renewed_once():
            for _ in range(count):
                factories.producer()
        return [query["sql"] for query in queries if 'INSERT INTO "core_fieldchange"' in query["sql"]]

    assert len(load(1)) == len(load(20)) == 1
    assert FieldChange.objects.filter(kind="catalog.producer").count() == Producer.objects.count() == 21


def test_a_certificate_is_changed_in_the_name_of_who_settled_it(db):
    factories.star_rules()
    certificate = factories.confirmed()
    made, *rest = reversed(of(certificate))
    assert made == ("created", "", None, None, OFFICER.id, "officer")
    assert ("changed", "status", "reported", "confirmed", OFFICER.id, "officer") in rest


def test_what_is_gathered_and_written_in_bulk_leaves_the_same_trace(product):
    with gathered() as pile, history.acting(OFFICER):
        made = factories.producer()
        renamed(product, "Mật ong hoa tràm", producer=made)
        renamed(product, "Mật ong tràm", producer=made)
        assert FieldChange.objects.filter(event="changed").count() == 0
        with transaction.atomic():
            pile.write()
    made = Producer.objects.get()
    assert of(made) == [("created", "", None, None, OFFICER.id, "officer")]
    assert sorted(of(product)[:-1]) == [
        ("changed", "name_vi", "Mật ong rừng", "Mật ong tràm", OFFICER.id, "officer"),
        ("changed", "producer", None, made.pk, OFFICER.id, "officer"),
    ]
