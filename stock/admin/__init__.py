"""The officers' pages of stock: what an officer decides is written through stock.services, the rest is only shown."""

from stock.admin import ledger, papers, points, terms, today  # noqa: F401  (each registers its pages)
