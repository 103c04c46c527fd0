"""A refusal has a code for programs and a sentence for people."""

from enum import StrEnum

from django.utils import translation
from django.utils.translation import gettext_lazy

from core.errors import CoreErrorCode, DomainError


class Code(StrEnum):
    CLOSED = "CLOSED"


class Closed(DomainError):
    code = Code.CLOSED


def test_a_refusal_maps_to_the_dialects_error():
    assert Closed("Cửa hàng đã đóng.", field="point").as_data() == {
        "code": "CLOSED",
        "field": "point",
        "message": "Cửa hàng đã đóng.",
    }


def test_a_refusal_blames_no_field_unless_told():
    assert Closed("Đóng.").field is None


def test_the_sentence_is_in_the_readers_language_not_the_raisers():
    with translation.override("en"):
        refusal = DomainError(gettext_lazy("January"))  # Django's own catalogue knows the word in every language
    with translation.override("vi"):
        assert (refusal.message, str(refusal)) == ("Tháng 1", "Tháng 1")


def test_every_code_is_its_own_name():
    assert all(code.value == code.name for code in CoreErrorCode)
