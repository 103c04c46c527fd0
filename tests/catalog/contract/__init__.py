"""The catalog's operations of the storefront contract, with every field it lists, and what other clients ask."""

from pathlib import Path

from graphql import parse, print_ast
from graphql.utilities import separate_operations

HERE = Path(__file__).parent
WHOLE = "\n".join(path.read_text(encoding="utf-8") for path in sorted(HERE.glob("*.graphql")))
# Each with the fragments it uses, as a storefront's build sends it.
OPERATIONS = {name: print_ast(document) for name, document in separate_operations(parse(WHOLE)).items()}
