"""Sales points and their shelves in the graph."""

# counting, filters, history, shops and watch extend types
from stock.schema import (
    availability,
    counting,
    filters,
    history,
    report_root,
    root,
    scanning,
    shops,
    suppliers,
    trace,
    watch,
    write_offs,
)
from stock.schema.mutations import Mutation


class Query(
    root.Query,
    availability.Query,
    scanning.Query,
    suppliers.Query,
    trace.Query,
    write_offs.Query,
    report_root.Query,
):
    """What can be asked of sales points, shelves and lots."""


__all__ = ["Mutation", "Query", "counting", "filters", "history", "shops", "watch"]
