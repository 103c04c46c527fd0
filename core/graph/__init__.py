"""One graph: the schema kit, the breadth-first executor, and what runs documents.

from core import graph

class Product(graph.ModelObject): ...
graph.execute("{ shop { name } }").data
"""

from core.graph.connections import Page, Slice, connection, connection_type, cut, sliced
from core.graph.executor import Context, Info
from core.graph.ids import global_id, key_of, parse_global_id, required_key
from core.graph.kit import (
    Input,
    ModelObject,
    Mutation,
    MutationRoot,
    Object,
    Outcome,
    Query,
    Row,
    Rows,
    volatile,
)
from core.graph.registry import owners, schema
from core.graph.run import Answer, document, execute, execute_document, execute_plan

__all__ = [
    "Answer",
    "Context",
    "Info",
    "Input",
    "ModelObject",
    "Mutation",
    "MutationRoot",
    "Object",
    "Outcome",
    "Page",
    "Query",
    "Row",
    "Rows",
    "Slice",
    "connection",
    "connection_type",
    "cut",
    "document",
    "execute",
    "execute_document",
    "execute_plan",
    "global_id",
    "key_of",
    "owners",
    "parse_global_id",
    "required_key",
    "schema",
    "sliced",
    "volatile",
]
