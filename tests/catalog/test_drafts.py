"""What producers would like changed, and what officers say to it, field by field."""

import pytest
from django.db import IntegrityError, transaction

from catalog import drafting, services
from catalog.errors import (
    DraftEmpty,
    DraftFieldUnknown,
    DraftMoved,
    DraftNameRequired,
    DraftNotFound,
    DraftSettled,
    DraftValueInvalid,
    VerdictMissing,
    VerdictReasonRequired,
)
from catalog.models import Certificate, Draft, Product, StarPeriod
from catalog.models.products import Programme
from catalog.services import Verdict
from core.models import FieldChange, Transition
from core.transitions import Actor
from tests import factories
from tests.factories import OFFICER

MEMBER = Actor(21, "producer")


@pytest.fixture
def producer(db):
    return factories.producer()


@pytest.fixture
def product(producer):
    return factories.product("Mật ong rừng", producer=producer, description_vi="Mật ong.")


def save(product, **values):
    return services.save_product_draft(producer=product.producer, product=product, values=values, by=MEMBER)


def submitted(product, **values):
    return services.submit_draft(draft=save(product, **values), by=MEMBER)


def change_behind(product, **values):
    services.put_product(
        external_reference=product.external_reference,
        name_vi=product.name_vi,
        name_en=product.name_en,
        category=product.category,
        programme=Programme(product.programme),
        **values,
    )


def judge(draft, **verdicts):
    """`field=True`, or `field="why not"`; what was seen is what stands there."""
    draft.refresh_from_db()
    told = {
        name: Verdict(
            accepted=given is True, seen=drafting.draft_values(draft)[name], reason="" if given is True else given
        )
        for name, given in verdicts.items()
    }
    return services.judge_draft(draft=draft, verdicts=told, by=OFFICER)


def fields(draft):
    return {one.field: (one.old, one.new, one.verdict, one.reason) for one in draft.fields.all()}


def test_a_draft_changes_nothing_and_keeps_only_what_differs(product):
    draft = save(product, description_vi="Mật ong rừng tràm.", name_vi="Mật ong rừng")
    product.refresh_from_db()
    assert product.description_vi == "Mật ong."
    assert fields(draft) == {"description_vi": ("Mật ong.", "Mật ong rừng tràm.", "pending", "")}


def test_what_is_left_empty_is_no_wish_however_the_column_keeps_it(product):
    change_behind(product, warnings_vi="", storage_vi=None)
    draft = save(product, warnings_vi="", storage_vi="", ingredients_vi=" ", description_vi="")
    assert set(fields(draft)) == {"description_vi"}


def test_a_second_save_goes_on_with_the_same_draft(product):
    first = save(product, description_vi="Một.")
    again = save(product, description_vi="Hai.", story_vi="Chuyện.")
    assert again == first
    assert {name: new for name, (_, new, *_) in fields(first).items()} == {
        "description_vi": "Hai.",
        "story_vi": "Chuyện.",
    }
    save(product, description_vi="Mật ong.")
    assert set(fields(first)) == {"story_vi"}


def test_officers_decide_field_by_field_and_the_producer_reads_why(product):
    draft = submitted(product, description_vi="Chữa bách bệnh.", storage_vi="Nơi mát.")
    judged = judge(draft, description_vi="Không được nói là chữa bệnh.", storage_vi=True)
    product.refresh_from_db()
    assert (product.description_vi, product.storage_vi) == ("Mật ong.", "Nơi mát.")
    assert judged.state == "applied"
    assert fields(judged)["description_vi"][2:] == ("rejected", "Không được nói là chữa bệnh.")
    change = FieldChange.objects.get(field="storage_vi")
    assert (change.actor_id, change.actor_role, change.reason) == (OFFICER.id, "officer", f"#{draft.pk}")
    moves = Transition.objects.filter(kind="catalog.draft").order_by("pk").values_list("to_state", "actor_role")
    assert list(moves) == [("draft", "producer"), ("submitted", "producer"), ("applied", "officer")]


def test_of_a_draft_with_nothing_accepted_nothing_changes(product):
    assert judge(submitted(product, name_vi="Mật ong 5 sao"), name_vi="Chưa có chứng nhận.").state == "rejected"
    product.refresh_from_db()
    assert product.name_vi == "Mật ong rừng"


@pytest.mark.parametrize(
    "field", ["stars", "certificate", "is_demonstration", "tax_class", "programme", "slug_vi", "id"]
)
def test_stars_and_whatever_else_is_not_the_producers_cannot_even_be_asked_for(product, field):
    with pytest.raises(DraftFieldUnknown) as refusal:
        save(product, **{field: "5"})
    assert refusal.value.field == field
    assert not Draft.objects.exists()
    assert not Certificate.objects.exists()
    assert not StarPeriod.objects.exists()


def test_a_product_of_another_producer_is_not_found(product):
    with pytest.raises(DraftNotFound):
        services.save_product_draft(
            producer=factories.producer(), product=product, values={"name_vi": "Của tôi"}, by=MEMBER
        )


@pytest.mark.parametrize(
    ("field", "value"), [("name_vi", ""), ("name_vi", "a" * 201), ("shelf_life_days", "lâu"), ("shelf_life_days", -1)]
)
def test_a_value_its_column_cannot_hold_is_refused_beside_its_field(product, field, value):
    with pytest.raises(DraftValueInvalid) as refusal:
        save(product, **{field: value})
    assert refusal.value.field == field


def test_contacts_of_a_producer_are_judged_too_and_leave_no_value_in_the_ledger(producer):
    draft = services.save_producer_draft(producer=producer, values={"phone": "0912 345 678"}, by=MEMBER)
    services.submit_draft(draft=draft, by=MEMBER)
    judge(draft, phone=True)
    producer.refresh_from_db()
    assert producer.phone == "0912 345 678"
    change = FieldChange.objects.get(field="phone")
    assert (change.is_hidden, change.old, change.new) == (True, None, None)


def test_an_email_that_is_none_is_refused(producer):
    with pytest.raises(DraftValueInvalid):
        services.save_producer_draft(producer=producer, values={"email": "không phải"}, by=MEMBER)


def test_an_empty_draft_is_not_submitted(product):
    with pytest.raises(DraftEmpty):
        services.submit_draft(draft=save(product), by=MEMBER)


def test_what_others_have_written_meanwhile_is_no_wish_any_more(product):
    draft = save(product, description_vi="Mới.")
    change_behind(product, description_vi="Mới.")
    with pytest.raises(DraftEmpty):
        services.submit_draft(draft=draft, by=MEMBER)


def test_a_product_that_moves_while_the_officer_looks_is_told_and_not_overwritten(product):
    draft = submitted(product, description_vi="Của chủ thể.")
    change_behind(product, description_vi="Của cán bộ khác.")
    with pytest.raises(DraftMoved, match="Giới thiệu"):
        services.judge_draft(draft=draft, verdicts={"description_vi": Verdict(True, seen="Mật ong.")}, by=OFFICER)
    product.refresh_from_db()
    assert product.description_vi == "Của cán bộ khác."
    assert judge(draft, description_vi=True).state == "applied"


def test_every_field_needs_a_verdict_and_a_refusal_its_reason(product):
    draft = submitted(product, description_vi="Mới.", storage_vi="Mát.")
    with pytest.raises(VerdictMissing):
        judge(draft, description_vi=True)
    with pytest.raises(VerdictReasonRequired):
        judge(draft, description_vi=True, storage_vi=" ")
    draft.refresh_from_db()
    assert draft.state == "submitted"


def test_the_database_refuses_a_refusal_without_a_reason(product):
    field = save(product, storage_vi="Mát.").fields.get()
    field.verdict = "rejected"
    with pytest.raises(IntegrityError, match="draftfield_refused_with_a_reason"):
        field.save()


def test_a_new_product_begins_as_a_draft_and_is_made_when_it_is_accepted(producer):
    category = factories.category(parent=factories.category())
    draft = services.save_product_draft(
        producer=producer, product=None, values={"name_vi": "Ruốc sả", "category": category.pk}, by=MEMBER
    )
    services.submit_draft(draft=draft, by=MEMBER)
    assert not Product.objects.exists()
    judged = judge(draft, name_vi=True, category=True)
    made = Product.objects.get()
    assert (made.name_vi, made.producer, made.category) == ("Ruốc sả", producer, category)
    assert judged.product == made
    assert not made.listings.exists()


def test_a_new_product_needs_a_name_and_a_group_accepted(producer):
    draft = services.save_product_draft(producer=producer, product=None, values={"story_vi": "Chuyện."}, by=MEMBER)
    with pytest.raises(DraftNameRequired):
        services.submit_draft(draft=draft, by=MEMBER)
    category = factories.category(parent=factories.category())
    services.save_product_draft(
        producer=producer, product=None, values={"name_vi": "Ruốc", "category": category.pk}, by=MEMBER, draft=draft
    )
    services.submit_draft(draft=draft, by=MEMBER)
    with pytest.raises(DraftNameRequired):
        judge(draft, name_vi="Trùng tên.", category=True, story_vi=True)
    assert judge(draft, name_vi="Trùng tên.", category="Sai.", story_vi="Không.").state == "rejected"
    assert not Product.objects.exists()


def test_a_submitted_draft_stays_as_it_is_until_it_is_taken_back(product):
    draft = submitted(product, storage_vi="Mát.")
    with pytest.raises(DraftSettled):
        save(product, storage_vi="Nóng.")
    with pytest.raises(DraftSettled):
        services.submit_draft(draft=draft, by=MEMBER)
    services.withdraw_draft(draft=draft, by=MEMBER)
    with pytest.raises(DraftSettled):
        judge(draft, storage_vi=True)
    assert save(product, storage_vi="Nóng.") != draft


def test_the_database_refuses_two_open_drafts_of_one_product(product):
    save(product, storage_vi="Mát.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.create(producer=product.producer, product=product, subject="product")
