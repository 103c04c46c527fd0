"""The shop's production settings with the floor's addresses beside its own."""

from shop.settings import *  # noqa: F403
from shop.settings import MIDDLEWARE as SHOP_MIDDLEWARE

MIDDLEWARE = ["benchmarks.statements.counted", *SHOP_MIDDLEWARE]
ROOT_URLCONF = "benchmarks.urls"
