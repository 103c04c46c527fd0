"""Sales points and their shelves in the graph."""

# availability, counting and watch extend types
from stock.schema import availability, counting, report_root, root, scanning, trace, watch, write_offs
from stock.schema.mutations import Mutation


class Query(root.Query, scanning.Query, trace.Query, write_offs.Query, report_root.Query):
    """What can be asked of sales points, shelves and lots."""


__all__ = ["Mutation", "Query", "availability", "counting", "watch"]
