"""The province's load, as it is typed."""

from io import StringIO

from django.core.management import call_command


def load(*options: str) -> str:
    """What it told."""
    out = StringIO()
    call_command("load_province", *options, stdout=out)
    return out.getvalue()
