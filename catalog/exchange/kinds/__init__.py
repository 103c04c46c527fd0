"""What can be brought in and out, by the name its commands have."""

from catalog.exchange.kinds.products import Products
from catalog.exchange.planning import Planner

KINDS: dict[str, type[Planner]] = {kind.name: kind for kind in (Products,)}

__all__ = ["KINDS", "Products"]
