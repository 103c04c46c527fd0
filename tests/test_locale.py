"""The shop speaks Vietnamese in its source and English by locale/en; locale/vi is for libraries without Vietnamese."""

import gettext
import io
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings

from tests import messages

LOCALE = Path(settings.BASE_DIR) / "locale"


def catalog(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES/django.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def ids(message) -> tuple[str, ...]:
    return message.id if isinstance(message.id, tuple) else (message.id,)


def test_every_message_of_the_shop_has_an_english_one():
    translated = {
        message_id for message in catalog("en") if message.id and all(_strings(message)) for message_id in ids(message)
    }
    missing = {found for found in (*messages.of_templates(), *messages.of_code()) if found[0] not in translated}
    assert missing == set()


def test_no_english_message_is_left_over_or_in_doubt():
    used = {message for message, _file in (*messages.of_templates(), *messages.of_code())}
    for message in catalog("en"):
        assert not message.fuzzy or not message.id, f"in doubt: {message.id}"
        assert not message.id or set(ids(message)) <= used, f"nothing says it: {message.id}"


@pytest.mark.parametrize("language", ["en", "vi"])
def test_translations_keep_the_placeholders_of_their_messages(language):
    errors = [(message.id, str(error)) for message, found in catalog(language).check() for error in found]
    assert errors == []


@pytest.mark.parametrize("language", ["en", "vi"])
def test_what_runs_was_compiled_from_what_is_committed(language):
    expected = io.BytesIO()
    write_mo(expected, catalog(language))
    expected.seek(0)
    with (LOCALE / language / "LC_MESSAGES/django.mo").open("rb") as compiled:
        found = gettext.GNUTranslations(compiled)
    same = found._catalog == gettext.GNUTranslations(expected)._catalog
    assert same, "run .venv/bin/pybabel compile -d locale -D django"


def _strings(message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)
