"""Sales points and their shelves in the graph."""

from stock.schema import availability, report_root, root, scanning, trace  # availability extends the catalog's types
from stock.schema.mutations import Mutation


class Query(root.Query, scanning.Query, trace.Query, report_root.Query):
    """What can be asked of sales points, shelves and lots."""


__all__ = ["Mutation", "Query", "availability"]
