"""What can be brought in and out, by the name its commands have."""

from catalog.exchange.kinds.areas import AreaSheets
from catalog.exchange.kinds.certificates import Certificates
from catalog.exchange.kinds.prices import Prices
from catalog.exchange.kinds.producers import ProducerSheets
from catalog.exchange.kinds.products import Products
from catalog.exchange.planning import Planner

# In the order in which an empty shop is filled.
KINDS: dict[str, type[Planner]] = {
    kind.name: kind for kind in (AreaSheets, ProducerSheets, Products, Prices, Certificates)
}

__all__ = ["KINDS"]
