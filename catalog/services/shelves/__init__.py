"""Shelves and their tallies: what is visible where, kept ready to be listed and counted.

Facts are ProductListing, VariantPrice and a product's papers. A product stands on the shelves of a channel while it is
published there, a variant of it has a price there, and its papers are in order; PapersTerm says until which day.
"""

from catalog.services.shelves.renewing import rebuild_shelves, renew_shelves, renewed_once

__all__ = ["rebuild_shelves", "renew_shelves", "renewed_once"]
