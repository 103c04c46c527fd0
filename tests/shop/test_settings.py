"""Settings by environment: production is the default, and a missing or malformed value stops the process by name."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture import LADDER

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "PATH": os.environ["PATH"],
    "SHOP_SECRET_KEY": "a-key-of-fifty-characters-or-more-that-only-this-test-knows-0123456789",
    "SHOP_URL": "https://shop.example",
}
READ = re.compile(r"""\benv(?:_\w+)?\(\s*"([A-Z_]+)\"""")
DOCUMENTED = re.compile(r"^(?:# )?([A-Z_]+)=", re.MULTILINE)


def manage(*arguments: str, **environment: str | None) -> subprocess.CompletedProcess[str]:
    """`manage.py` in a process of its own: production, changed by these variables (None takes one away)."""
    merged = {name: value for name, value in {**PRODUCTION, **environment}.items() if value is not None}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=merged, capture_output=True, text=True, check=False
    )


def setting(expression: str, **environment: str | None) -> str:
    ran = manage(
        "shell", "--verbosity=0", "-c", f"from django.conf import settings; print({expression})", **environment
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SHOP_SECRET_KEY", None),
        ("SHOP_SECRET_KEY", ""),
        ("SHOP_URL", None),
        ("SHOP_URL", "shop.example"),
        ("SHOP_URL", "https://shop.example/"),
        ("SHOP_URL", "https://shop.example:port"),
        ("SHOP_URL", "ftp://shop.example"),
        ("SHOP_DEBUG", "yes"),
        ("SHOP_DEBUG", ""),
        ("SHOP_PROXIES", "the-proxy"),
        ("SHOP_PROXIES", "*"),
        ("SHOP_ALLOWED_HOSTS", "a.example,,b.example"),
        ("SHOP_HSTS_SECONDS", "-1"),
        ("SHOP_EMAIL_PORT", "0"),
        ("SHOP_EMAIL_HOST", " "),
        ("DATABASE_URL", "mysql://shop"),
        ("DATA_DIR", ""),
    ],
)
def test_a_missing_or_malformed_value_stops_every_command_with_its_name(name, value):
    ran = manage("check", **{name: value})
    assert ran.returncode != 0
    assert re.search(rf"\b{name}\b", ran.stderr)
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(
    ("name", "value"), [("PORT", "eight"), ("PORT", "0"), ("PORT", "65536"), ("HOST", ""), ("SHOP_WORKERS", "0")]
)
def test_serve_refuses_a_malformed_place_before_it_prepares_anything(tmp_path, name, value):
    data = tmp_path / "data"
    ran = manage("serve", DATA_DIR=str(data), **{name: value})
    assert ran.returncode != 0
    assert re.search(rf"\b{name}\b", ran.stderr)
    assert "Traceback" not in ran.stderr
    assert not data.exists()


def test_production_is_the_default_and_passes_the_checks_for_deployment():
    assert setting("settings.DEBUG") == "False"
    ran = manage("check", "--deploy", "--fail-level", "WARNING")
    assert ran.returncode == 0, ran.stderr


def test_plain_http_is_neither_redirected_nor_given_cookies_it_could_not_send():
    names = ("SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE")
    values = ", ".join(f"settings.{name}" for name in names)
    assert setting(values, SHOP_URL="http://127.0.0.1:8123") == "False 0 False False"
    assert setting(values) == "True 31536000 True True"


def test_the_address_and_the_further_hosts_are_answered_and_no_others():
    assert setting("settings.ALLOWED_HOSTS") == "['shop.example']"
    hosts = setting("settings.ALLOWED_HOSTS", SHOP_URL="http://[::1]:8000", SHOP_ALLOWED_HOSTS="a.example, b.example")
    assert hosts == "['[::1]', 'a.example', 'b.example']"


FORWARDED = """
from wsgiref.util import setup_testing_defaults
from shop.wsgi import application
environ = {"REMOTE_ADDR": "%s", "PATH_INFO": "/graphql/", "REQUEST_METHOD": "OPTIONS", "HTTP_HOST": "shop.example"}
environ |= {"HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_FORWARDED_FOR": "9.9.9.9, 203.0.113.7"}
setup_testing_defaults(environ)
application(environ, lambda status, headers: print(status[:3], environ["REMOTE_ADDR"]))
"""


@pytest.mark.parametrize(
    ("sender", "answered"), [("10.1.2.3", "204 203.0.113.7"), ("198.51.100.1", "301 198.51.100.1")]
)
def test_a_forwarded_scheme_and_address_are_believed_of_our_proxies_alone(sender, answered):
    ran = manage("shell", "--verbosity=0", "-c", FORWARDED % sender, SHOP_PROXIES="10.0.0.0/8")
    assert ran.stdout.strip() == answered, ran.stderr


def test_env_example_documents_exactly_the_variables_that_are_read():
    read = {
        name
        for package in LADDER
        for path in (ROOT / package).rglob("*.py")
        for name in READ.findall(path.read_text(encoding="utf-8"))
    }
    documented = set(DOCUMENTED.findall((ROOT / ".env.example").read_text(encoding="utf-8")))
    assert "SHOP_SECRET_KEY" in read
    assert read == documented


def test_no_package_reads_the_environment_past_core_environment():
    readers = {
        str(path.relative_to(ROOT))
        for package in LADDER
        for path in (ROOT / package).rglob("*.py")
        if re.search(
            r"\benviron\b(?!ment)(?!\.setdefault\(\"DJANGO_SETTINGS_MODULE\")|\bgetenv\b", path.read_text("utf-8")
        )
    }
    assert readers == {"core/environment.py"}
