"""The officers' pages of the catalog; every one writes through catalog.services."""

from catalog.admin import sources  # noqa: F401  (each registers its pages)
