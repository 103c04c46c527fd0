import pytest

from accounts.errors import PhoneInvalid
from accounts.phones import normalise


@pytest.mark.parametrize(
    "written",
    ["0912 345 678", "0912.345.678", "+84912345678", "+84 912-345-678", "0084 912345678", "+84 (0)912 345 678"],
)
def test_one_number_has_one_form(written):
    assert normalise(written) == "+84912345678"


def test_a_foreign_number_keeps_its_country():
    assert normalise("+1 (202) 555-0100") == "+12025550100"


@pytest.mark.parametrize(
    "written", ["", "abc", "12345", "912345678", "+0912345678", "+84" + "9" * 20, "+849123\n45678x"]
)
def test_what_is_no_number_is_refused(written):
    with pytest.raises(PhoneInvalid):
        normalise(written)
