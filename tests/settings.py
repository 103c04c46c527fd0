"""The shop's own settings as a developer runs them, and the two things a test may not wait for."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ["SHOP_DEBUG"] = "1"

from core.files.configure import folders
from shop.settings import *  # noqa: F403  (after the variable it reads)

# Files that tests keep go with the process.
_files = TemporaryDirectory(prefix="chophien-files-")
STORAGES |= folders(Path(_files.name))  # noqa: F405

# A password is hashed for every user a test makes; one round is enough to compare.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# Playwright's synchronous API keeps an event loop in the thread of the tests that use it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# Nothing is collected for a test: static files come from where they stand.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
