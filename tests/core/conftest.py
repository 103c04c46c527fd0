"""Fixtures of core's tests."""

from tests.core.page_packages import packages

__all__ = ["packages"]
