"""Sales points and their shelves in the graph."""

from stock.schema import availability  # noqa: F401  (extends the catalog's types)
from stock.schema.mutations import Mutation
from stock.schema.root import Query

__all__ = ["Mutation", "Query"]
