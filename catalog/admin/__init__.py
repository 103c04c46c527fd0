"""The officers' pages of the catalog; every one writes through catalog.services."""

from catalog.admin import (  # noqa: F401  (each registers its pages)
    attributes,
    certificates,
    content,
    drafts,
    frame,
    goods,
    labels,
    makers,
    marks,
    permits,
    pictures,
    places,
    rules,
    sheets,
    sources,
    today,
    waivers,
)
