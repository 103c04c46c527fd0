"""Operations as heavy as those of the storefront contract, and the part of the dialect that they read."""

from pathlib import Path

from graphql import DocumentNode, build_schema, parse, print_ast
from graphql.utilities import separate_operations

HERE = Path(__file__).parent
SCHEMA = build_schema((HERE / "schema.graphql").read_text(encoding="utf-8"))
# Each with the fragments it uses, as the storefront's build sends it.
OPERATIONS = {
    name: print_ast(document)
    for name, document in separate_operations(parse((HERE / "operations.graphql").read_text(encoding="utf-8"))).items()
}
# What each asks for at most; the others ask for 10.
PAGE_SIZES = {"ProductListPaginated": 24, "ProductListByCategory": 24, "ProductVariantsForPdp": 50}


def document(name: str) -> DocumentNode:
    return parse(OPERATIONS[name])


def variables(name: str) -> dict[str, int]:
    return {"first": PAGE_SIZES.get(name, 10)}
