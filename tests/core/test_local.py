"""Days as people type them."""

from datetime import date

import pytest
from django import forms
from django.utils import translation


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("typed", ["02/03/2026", "2026-03-02", "2-3-2026", "02.03.2026"])
def test_the_day_stands_before_the_month(language, typed):
    with translation.override(language):
        assert forms.DateField().clean(typed) == date(2026, 3, 2)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_month_never_stands_first(language):
    with translation.override(language), pytest.raises(forms.ValidationError):
        forms.DateField().clean("03/28/2026")
