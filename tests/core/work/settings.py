"""The tests' settings in a worker's own process: the database is the one the test made, and nothing is periodic."""

import os

from tests.settings import *  # noqa: F403
from tests.settings import DATABASES

if "TEST_DATABASE" in os.environ:
    DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
