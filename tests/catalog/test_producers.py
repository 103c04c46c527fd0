"""Who makes the goods: what they are by law on which day, and what may be said of them."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from catalog import selectors, services
from catalog.errors import (
    KindAlready,
    KindDayInvalid,
    NameRequired,
    ReasonRequired,
    RegistrationDayInvalid,
    TaxNumberInvalid,
    TaxNumberTaken,
    WebsiteInvalid,
)
from catalog.models import Producer, ProducerKindPeriod
from catalog.models.producers import PROGRAMME_BEGAN, ProducerKind
from catalog.services.gathering import gathered
from core.errors import ActorRequired
from core.models import Transition
from core.transitions import Actor
from tests import factories

COOPERATIVE, ENTERPRISE, HOUSEHOLD = ProducerKind.COOPERATIVE, ProducerKind.ENTERPRISE, ProducerKind.HOUSEHOLD


@pytest.fixture(autouse=True)
def today(clock):
    clock("2026-11-24T09:00")


def change(producer, kind=ENTERPRISE, since=date(2026, 3, 2), by=factories.OFFICER, **values):
    return services.change_kind(producer=producer, kind=kind, since=since, by=by, **values)


def kind_on(producer, day):
    return selectors.kinds_on([producer.pk], day).of.get(producer.pk)


def test_a_past_day_has_the_kind_of_that_day(db):
    producer = factories.producer(kind=HOUSEHOLD)
    change(producer)
    assert kind_on(producer, date(2026, 3, 1)) == HOUSEHOLD
    assert kind_on(producer, date(2026, 3, 2)) == ENTERPRISE


def test_a_kind_whose_beginning_no_source_names_says_so(db):
    period = ProducerKindPeriod.objects.get(producer=factories.producer(kind=COOPERATIVE))
    assert (period.valid_from, period.is_since_known) == (PROGRAMME_BEGAN, False)


def test_a_producer_whose_kind_no_source_names_has_none(db):
    assert kind_on(factories.producer(), date(2026, 11, 24)) is None


def test_what_a_source_prints_does_not_undo_what_an_officer_says(db):
    producer = factories.producer(kind=HOUSEHOLD)
    change(producer)
    _, changed = services.record_kind(producer=producer, kind=COOPERATIVE)
    assert not changed
    assert kind_on(producer, date(2026, 11, 24)) == ENTERPRISE


@pytest.mark.parametrize("since", [PROGRAMME_BEGAN, date(2018, 1, 1), date(2026, 11, 25)])
def test_a_change_comes_after_the_form_it_ends_and_not_in_days_to_come(db, since):
    producer = factories.producer(kind=HOUSEHOLD)
    with pytest.raises(KindDayInvalid):
        change(producer, since=since)
    assert ProducerKindPeriod.objects.filter(producer=producer).count() == 1


def test_a_change_to_the_form_it_has_is_refused(db):
    producer = factories.producer(kind=HOUSEHOLD)
    with pytest.raises(KindAlready):
        change(producer, kind=HOUSEHOLD)


def test_who_changed_a_kind_and_why_is_on_record(db):
    period = change(factories.producer(kind=HOUSEHOLD), reason="Thành lập công ty")
    told = Transition.objects.get(kind="catalog.producerkindperiod", object_id=period.pk)
    assert (told.from_state, told.to_state, told.actor_id, told.reason) == (
        "household",
        "enterprise",
        factories.OFFICER.id,
        "Thành lập công ty",
    )


def test_a_mistaken_kind_is_mended_with_a_reason(db):
    producer = factories.producer(kind=HOUSEHOLD)
    period = producer.kind_periods.get()
    with pytest.raises(ReasonRequired):
        services.correct_kind(period=period, kind=COOPERATIVE, by=factories.OFFICER, reason=" ")
    services.correct_kind(period=period, kind=COOPERATIVE, by=factories.OFFICER, reason="Đọc nhầm")
    assert kind_on(producer, date(2019, 1, 1)) == COOPERATIVE
    with pytest.raises(KindAlready):
        services.correct_kind(period=period, kind=COOPERATIVE, by=factories.OFFICER, reason="Đọc nhầm")


def test_nobody_in_particular_changes_no_kind(db):
    with pytest.raises(ActorRequired):
        change(factories.producer(), by=Actor(None, "officer"))


def test_the_database_refuses_two_kinds_on_one_day(db):
    producer = factories.producer(kind=HOUSEHOLD)
    with pytest.raises(IntegrityError, match="dates overlap"), transaction.atomic():
        ProducerKindPeriod.objects.create(producer=producer, kind="farm", valid_from=date(2026, 1, 1))


def test_the_database_knows_every_kind(db):
    with pytest.raises(IntegrityError, match="producerkindperiod_known"):
        ProducerKindPeriod.objects.create(producer=factories.producer(), kind="x", valid_from=date(2026, 1, 1))


def test_kinds_hold_until_the_first_of_them_changes(db):
    producer = factories.producer(kind=HOUSEHOLD)
    change(producer)
    kinds = selectors.kinds_on([producer.pk], date(2026, 2, 1))
    assert kinds.until.isoformat() == "2026-03-02T00:00:00+07:00"
    assert selectors.kinds_on([producer.pk], date(2026, 3, 2)).until is None


def put(slug="a", name_vi="HTX A", **facts):
    return services.put_producer(slug=slug, name_vi=name_vi, **facts)[0]


@pytest.mark.parametrize("number", ["3100123456", "3100123456-001", "044098001234"])
def test_a_tax_number_has_one_of_three_forms(db, number):
    assert put(tax_number=number).tax_number == number


@pytest.mark.parametrize("number", ["310012345", "3100123456001", "3100123456-1", "31001234x6", "٣١٠٠١٢٣٤٥٦"])
def test_anything_else_is_no_tax_number(db, number):
    with pytest.raises(TaxNumberInvalid):
        put(tax_number=number)


def test_two_producers_have_two_tax_numbers(db):
    put(tax_number="3100123456")
    with pytest.raises(TaxNumberTaken):
        put(slug="b", tax_number="3100123456")
    with pytest.raises(IntegrityError, match="tax_number"), transaction.atomic():
        Producer.objects.create(slug="c", name_vi="C", name_folded="c", tax_number="3100123456")


def test_many_producers_have_no_tax_number_that_is_known(db):
    assert put().tax_number == put(slug="b").tax_number == ""


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//x.example", "x.example", "HTTP://x.example"])
def test_a_website_is_nothing_but_a_web_address(db, address):
    with pytest.raises(WebsiteInvalid):
        put(website=address)


def test_the_database_holds_no_other_link(db):
    with pytest.raises(IntegrityError, match="producer_website_on_the_web"):
        Producer.objects.create(slug="c", name_vi="C", name_folded="c", website="javascript:alert(1)")


def test_a_registration_is_not_of_tomorrow(db):
    with pytest.raises(RegistrationDayInvalid):
        put(registered_on=date(2026, 11, 25))


def test_a_producer_has_a_name(db):
    with pytest.raises(NameRequired):
        put(name_vi="  ")


def test_facts_that_are_not_given_stay(db):
    put(phone="0232 3822 010", story_vi="Chuyện làng nghề")
    again = put(note="Ghi thêm")
    assert (again.phone, again.story_vi, again.note) == ("0232 3822 010", "Chuyện làng nghề", "Ghi thêm")


def test_many_producers_gathered_are_judged_as_one_is(db):
    put(slug="a", tax_number="3100123456")
    with gathered() as pile:
        made = put(slug="b", tax_number="3100123457")
        services.record_kind(producer=made, kind=COOPERATIVE)
        for taken in ("3100123456", "3100123457"):
            with pytest.raises(TaxNumberTaken):
                put(slug="c", tax_number=taken)
        put(slug="a", tax_number="3100123456", legal_name="HTX A")
        with transaction.atomic():
            pile.write()
    assert kind_on(Producer.objects.get(slug="b"), date(2026, 11, 24)) == COOPERATIVE
    assert Producer.objects.get(slug="a").legal_name == "HTX A"
