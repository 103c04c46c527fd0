"""Forms of the desk make operations: done once, refused beside the field, another operation when sent again."""

from uuid import UUID, uuid4

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import QueryDict
from django.test import RequestFactory

from accounts.models import User
from core import graph
from stock import services
from stock.models import DeviceOperation
from stock.pages.operating import PAGE, OperationForm, UnitsField, operate, say
from tests import factories
from tests.stock import shelves

pytestmark = pytest.mark.usefixtures("now")


class Broken(OperationForm):
    """What was broken, of one lot."""

    called = {"lot": "label"}
    label = forms.CharField()
    quantity = UnitsField()


@pytest.fixture
def request_of(shop):
    user = User.objects.get(pk=shelves.seller(shop).id)

    def posted(path="/desk/"):
        request = RequestFactory().post(path)
        request.user = user
        request._messages = CookieStorage(request)
        return request

    return posted


@pytest.fixture
def pressed(shop, lot, request_of):
    """Post the form with these fields and marks: what the page would then know."""

    def press(quantity, operation=None, **marks):
        data = QueryDict(mutable=True)
        data.update({"label": lot.code, "quantity": str(quantity), "operation": str(operation or uuid4()), **marks})
        form = Broken(data)
        assert form.is_valid(), form.errors
        given = {
            "point": graph.global_id("SalesPoint", shop.pk),
            "lot": graph.global_id("Lot", lot.pk),
            "owner": graph.global_id("Producer", lot.producer_id),
            "location": graph.global_id("Location", shelves.place(shop).pk),
            "quantity": form.cleaned_data["quantity"],
            "reason": "BROKEN",
        }
        request = request_of()
        answer = operate(request, form, "write_off", given)
        if answer:
            say(request, answer, "Đã ghi hủy.")
        return answer, form, [str(one) for one in get_messages(request)]

    return press


def left(lot, shop) -> int:
    return shelves.balance(lot, shop).on_hand


def shown(form, name):
    return form[name].value()


def test_a_form_pressed_twice_is_done_once_and_says_so(pressed, lot, shop):
    operation = uuid4()
    first, _, told = pressed(2, operation)
    assert (first["isRepeated"], told) == (False, ["Đã ghi hủy."])
    again, _, told = pressed(2, operation)
    assert again["isRepeated"]
    assert told == ["Việc này đã ghi lúc trước rồi, không ghi thêm lần nữa."]
    assert left(lot, shop) == 3


def test_every_showing_of_a_form_is_another_operation(db):
    shows = [Broken() for _ in range(2)]
    marks = {shown(form, "operation") for form in shows}
    assert len(marks) == 2
    assert str(shown(shows[0], "operation")) in str(shows[0]["operation"])


def test_what_was_refused_stays_typed_and_is_another_operation_when_corrected(pressed, lot, shop):
    operation = uuid4()
    answer, form, _ = pressed(9, operation, sequence="4", device="máy-1", device_at="2026-11-26T02:00:00Z")
    assert answer is None
    assert form.errors == {"quantity": ["Chỉ còn 5 sản phẩm."]}
    assert shown(form, "quantity") == "9"
    assert shown(form, "operation") != str(operation)
    assert (shown(form, "sequence"), shown(form, "device_at")) == ("", "")
    corrected, _, _ = pressed(5, UUID(shown(form, "operation")))
    assert corrected is not None
    assert left(lot, shop) == 0


def test_an_old_page_sent_with_something_else_is_told_and_writes_nothing(pressed, lot, shop):
    """The back button, another number: the first one is in the book, and a second press is another operation."""
    operation = uuid4()
    pressed(2, operation)
    answer, form, _ = pressed(3, operation)
    assert answer is None
    assert "Lần bấm trước từ trang này đã được ghi" in form.non_field_errors()[0]
    assert left(lot, shop) == 3
    assert pressed(3, UUID(shown(form, "operation")))[0] is not None
    assert left(lot, shop) == 0


def test_a_form_whose_shape_is_wrong_was_not_sent_and_keeps_its_marks(lot):
    operation = uuid4()
    form = Broken({"label": "", "quantity": "x", "operation": str(operation), "sequence": "7", "device": "máy-1"})
    assert not form.is_valid()
    assert (shown(form, "operation"), shown(form, "sequence")) == (str(operation), "7")
    assert form.errors["quantity"] == ["Số lượng là số nguyên từ 1 đến 1.000.000."]


def test_a_form_without_its_marks_is_not_sent(db):
    form = Broken({"label": "L1", "quantity": "1"})
    assert not form.is_valid()
    assert form.mark_errors


def test_a_device_marks_its_operation_and_its_clock_is_believed(pressed, lot):
    pressed(1, device="máy-1", sequence="12", device_at="2026-11-26T01:50:00.250Z")
    kept = DeviceOperation.objects.get(device="máy-1")
    assert (kept.sequence, kept.device_at.isoformat()) == (12, "2026-11-26T01:50:00.250000+00:00")


def test_without_a_device_the_page_s_own_marks_stand(pressed, lot, now):
    pressed(1)
    pressed(1)
    kept = DeviceOperation.objects.filter(device=PAGE)
    assert list(kept.values_list("sequence", "device_at")) == [(None, now), (None, now)]


@pytest.mark.parametrize("wrong", ["1970-01-01T00:00:00Z", "2031-01-01T00:00:00Z"])
def test_a_clock_that_was_never_set_is_not_believed_of_a_page_just_pressed(pressed, lot, now, wrong):
    pressed(1, device_at=wrong)
    assert DeviceOperation.objects.get(kind="write_off").device_at == now


def test_a_number_the_device_has_used_is_told_above_the_form(pressed, lot, shop):
    pressed(1, device="máy-1", sequence="1")
    answer, form, _ = pressed(1, device="máy-1", sequence="1")
    assert answer is None
    assert form.non_field_errors()
    assert left(lot, shop) == 4


class Sent(forms.Form):
    called = {"lot": "label"}
    label = forms.CharField()


def test_a_refusal_stands_in_the_row_it_is_about_whatever_the_row_calls_the_field(request_of, shop, lot):
    services.recall(lot_id=lot.pk, reason="Nhãn sai.", by=factories.OFFICER)
    form = OperationForm({"operation": str(uuid4())})
    rows = [Sent({"label": code}) for code in ("L0", lot.code)]
    assert all(one.is_valid() for one in (form, *rows))
    fine = shelves.lot(producer=lot.producer)
    shelves.received(fine, shop, 1)
    given = {
        "fromPoint": graph.global_id("SalesPoint", shop.pk),
        "toPoint": graph.global_id("SalesPoint", shelves.point().pk),
        "lines": [
            {
                "lot": graph.global_id("Lot", one.pk),
                "owner": graph.global_id("Producer", one.producer_id),
                "fromLocation": graph.global_id("Location", shelves.place(shop).pk),
                "quantity": 1,
            }
            for one in (fine, lot)
        ],
    }
    assert operate(request_of(), form, "transfer_dispatch", given, rows) is None
    assert [one.errors for one in (form, *rows)] == [
        {},
        {},
        {"label": [f"Lô {lot.code} đang bị thu hồi. Bạn để riêng ra và đừng bán."]},
    ]
