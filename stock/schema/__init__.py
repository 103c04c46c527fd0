"""Sales points and their shelves in the graph."""

# availability and watch extend types
from stock.schema import availability, report_root, root, scanning, trace, watch
from stock.schema.mutations import Mutation


class Query(root.Query, scanning.Query, trace.Query, report_root.Query):
    """What can be asked of sales points, shelves and lots."""


__all__ = ["Mutation", "Query", "availability", "watch"]
