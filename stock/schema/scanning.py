"""What scanners read, in the graph."""

from datetime import date

import graphene

from core import graph
from core.graph.scalars import Date
from stock import selectors
from stock.schema.goods import StockedVariant
from stock.schema.ledger import Lot
from stock.selectors.goods import goods_by_variant
from stock.selectors.scanning import MOST, Known, known_by


class StockLookup(graph.Object):
    """What a scanned or typed text stands for."""

    public = True
    volatile = True

    gtin = graphene.String(description="The trade item the code names, 14 digits; null for what is no code of GS1's.")
    lot_code = graphene.String(description="The lot the code itself names.")
    made_on = graphene.Field(Date, description="NSX, as the code itself says.")
    expires_on = graphene.Field(Date, description="HSD, as the code itself says.")
    lots = graphene.List(
        graphene.NonNull(Lot), required=True, description=f"Lots it stands for, last known first, at most {MOST}."
    )
    variants = graphene.List(
        graphene.NonNull(StockedVariant), required=True, description=f"Sizes it stands for, by name, at most {MOST}."
    )

    @staticmethod
    def load_gtin(found: list[Known], info: graph.Info) -> list[str | None]:
        return [one.read and one.read.gtin for one in found]

    @staticmethod
    def load_lot_code(found: list[Known], info: graph.Info) -> list[str | None]:
        return [one.read and one.read.lot for one in found]

    @staticmethod
    def load_made_on(found: list[Known], info: graph.Info) -> list[date | None]:
        return [one.read and one.read.made_on for one in found]

    @staticmethod
    def load_expires_on(found: list[Known], info: graph.Info) -> list[date | None]:
        return [one.read and one.read.expires_on for one in found]

    @staticmethod
    def load_variants(found: list[Known], info: graph.Info) -> list[list[graph.Row]]:
        goods = goods_by_variant(key for one in found for key in one.variants)
        return [[goods[key] for key in one.variants] for one in found]


class Query(graph.Query):
    stock_lookup = graphene.Field(
        StockLookup,
        required=True,
        text=graphene.String(
            required=True,
            description="As scanned (EAN-13, Code 128, GS1 element strings and Digital Links, trace addresses) or as "
            "typed: a lot's code, an SKU, words of a name.",
        ),
        description="What that is; of words what lies, or has lain, where the viewer works. For staff and officers.",
    )

    @staticmethod
    @graph.volatile
    def load_stock_lookup(_root: graph.Rows, info: graph.Info, text: str) -> list[Known]:
        return [known_by(text, selectors.sight_of(info.viewer), info.today)]
