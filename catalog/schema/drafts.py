"""What producers would like changed, in the graph: for the members of a producer, and officers."""

from typing import Any, NamedTuple

import graphene
from django.db.models import IntegerField, QuerySet, TextField
from graphene.utils.str_converters import to_camel_case

from catalog import drafting, models, selectors
from catalog.models.drafts import DraftState, DraftSubject, DraftVerdict
from catalog.schema.chosen import frame_of
from catalog.schema.places import Producer
from catalog.selectors.drafts import Sheet, Wish
from core import graph
from core.graph.scalars import DateTime
from core.viewer import Viewer

DraftStateEnum = graphene.Enum.from_enum(
    DraftState,
    name="DraftStateEnum",
    description=lambda value: str(value.label) if value else "How far a producer's draft has come.",
)
DraftSubjectEnum = graphene.Enum.from_enum(
    DraftSubject,
    name="DraftSubjectEnum",
    description=lambda value: str(value.label) if value else "What a producer's draft is about.",
)
DraftVerdictEnum = graphene.Enum.from_enum(
    DraftVerdict,
    name="DraftVerdictEnum",
    description=lambda value: str(value.label) if value else "An officer's word on one field.",
)


class DraftField(graph.Object):
    """One field of a draft, and an officer's word on it; reached only through a draft, which says who may see it."""

    public = True

    field = graphene.String(required=True, description="The field's name, as inputs of mutations call it.")
    label = graphene.String(required=True, description="Its name for people, in the language of the request.")
    now = graphene.String(description="What stands there today; null for nothing. Of a group its Vietnamese name.")
    old = graphene.String(description="What stood there when it was written.")
    new = graphene.String(description="What shall stand there; null for nothing.")
    verdict = DraftVerdictEnum(required=True)
    reason = graphene.String(required=True, description="Why not; empty unless it was refused.")
    is_conflict = graphene.Boolean(
        required=True, description="Somebody else has changed it since it was written, and nobody has judged it yet."
    )

    @staticmethod
    def load_field(wishes: list[Wish], info: graph.Info) -> list[str]:
        return [to_camel_case(wish.field) for wish in wishes]

    @staticmethod
    def load_label(wishes: list[Wish], info: graph.Info) -> list[str]:
        return [str(drafting.LABELS[wish.field]) for wish in wishes]


class ProductDraft(graph.ModelObject):
    """A producer's wish about one of its products, a new one, or itself.

    The producer's members see it, and officers once it was submitted.
    """

    state = DraftStateEnum(required=True)
    subject = DraftSubjectEnum(required=True)
    name = graphene.String(description="Of the product, or what a new one shall be called; null for the producer.")
    product_id = graphene.ID(description="The product's, once there is one, whether buyers are shown it or not.")
    producer = graphene.Field(Producer, required=True)
    created_at = graphene.Field(DateTime, required=True)
    submitted_at = graphene.Field(DateTime)
    judged_at = graphene.Field(DateTime)
    wishes = graphene.List(graphene.NonNull(DraftField), required=True, description="In the order they were written.")

    class Meta:
        model = models.Draft
        fields = ()

    volatile = True

    @staticmethod
    def visible_to(viewer: Viewer) -> QuerySet[models.Draft]:
        return selectors.drafts_visible_to(viewer)

    @classmethod
    def load_rows(cls, keys: list[int], info: graph.Info) -> list[graph.Row | None]:
        visible = cls.visible_to(info.viewer).filter(pk__in=keys)
        found = {row.id: row for row in selectors.draft_rows(visible, len(keys))}
        return [found.get(key) for key in keys]

    @staticmethod
    def load_producer(drafts: graph.Rows, info: graph.Info) -> list[graph.Row]:
        producers = frame_of(info).producers_by_id(draft.producer_id for draft in drafts)
        return [producers[draft.producer_id] for draft in drafts]

    @staticmethod
    def load_product_id(drafts: graph.Rows, info: graph.Info) -> list[str | None]:
        return [graph.global_id("Product", draft.product_id) if draft.product_id else None for draft in drafts]

    @staticmethod
    def load_name(drafts: graph.Rows, info: graph.Info) -> list[str | None]:
        names = selectors.names_of(drafts)
        return [names[draft.id] for draft in drafts]

    @staticmethod
    def load_wishes(drafts: graph.Rows, info: graph.Info) -> list[list[Wish]]:
        wishes = selectors.wishes_of(drafts)
        return [wishes.get(draft.id, []) for draft in drafts]


class DraftSheetField(graph.Object):
    """One thing a producer may ask to have changed; reached only through a sheet."""

    public = True

    field = graphene.String(required=True, description="The field's name, as inputs of mutations call it.")
    label = graphene.String(required=True, description="Its name for people, in the language of the request.")
    kind = graphene.String(required=True, description='"line", "text", "number" or "group".')
    now = graphene.String(description="What stands there today; null for nothing.")
    value = graphene.String(
        description="What the open draft proposes, else what stands there today; of a group its global id."
    )
    max_length = graphene.Int(description="Characters it may have; null without a limit.")


class DraftSheet(graph.Object):
    """What a producer may ask to have changed of one of its products, of a new one, or of itself. For its members."""

    volatile = True

    product_id = graphene.ID(description="Null for a new product, and for the producer itself.")
    name = graphene.String(description="The product's Vietnamese name.")
    slug = graphene.String(description="The product's, in Vietnamese; null for none.")
    producer = graphene.Field(Producer, required=True)
    draft = graphene.Field(ProductDraft, description="The open one.")
    fields = graphene.List(graphene.NonNull(DraftSheetField), required=True)

    @staticmethod
    def visible_to(viewer: Viewer) -> list[int]:
        """Keys of the producers whose sheets the reader sees."""
        return selectors.acted_for(viewer)

    @staticmethod
    def load_product_id(sheets: list[Sheet], info: graph.Info) -> list[str | None]:
        return [graph.global_id("Product", sheet.product_id) if sheet.product_id else None for sheet in sheets]

    @staticmethod
    def load_producer(sheets: list[Sheet], info: graph.Info) -> list[graph.Row]:
        producers = frame_of(info).producers_by_id(sheet.producer_id for sheet in sheets)
        return [producers[sheet.producer_id] for sheet in sheets]

    @staticmethod
    def load_draft(sheets: list[Sheet], info: graph.Info) -> list[graph.Row | None]:
        return [sheet.draft for sheet in sheets]

    @staticmethod
    def load_fields(sheets: list[Sheet], info: graph.Info) -> list[list["SheetField"]]:
        proposed = selectors.proposed_in([sheet.draft.id for sheet in sheets if sheet.draft])
        groups = selectors.group_names([sheet.held.get("category") for sheet in sheets])
        return [_fields(sheet, proposed.get(sheet.draft.id, {}) if sheet.draft else {}, groups) for sheet in sheets]


class ProducerDesk(graph.Object):
    """A producer the reader acts for, with all its products and its latest drafts."""

    volatile = True

    producer = graphene.Field(Producer, required=True)
    sheet = graphene.Field(DraftSheet, required=True, description="Of the producer itself.")
    products = graphene.List(
        graphene.NonNull(DraftSheet), required=True, description="Of every product, shown to buyers or not, by name."
    )
    drafts = graphene.List(
        graphene.NonNull(ProductDraft), required=True, description="The latest first, twenty at most for each reader."
    )

    @staticmethod
    def visible_to(viewer: Viewer) -> list[int]:
        """Keys of the producers the reader acts for."""
        return selectors.acted_for(viewer)

    @staticmethod
    def load_producer(desks: list[int], info: graph.Info) -> list[graph.Row]:
        producers = frame_of(info).producers_by_id(desks)
        return [producers[key] for key in desks]

    @staticmethod
    def load_sheet(desks: list[int], info: graph.Info) -> list[Sheet]:
        sheets = selectors.own_sheets(desks)
        return [sheets[key] for key in desks]

    @staticmethod
    def load_products(desks: list[int], info: graph.Info) -> list[list[Sheet]]:
        sheets = selectors.sheets_of(desks)
        return [sheets.get(key, []) for key in desks]

    @staticmethod
    def load_drafts(desks: list[int], info: graph.Info) -> list[list[graph.Row]]:
        latest = selectors.latest_drafts_of(desks)
        return [[row for row in latest if row.producer_id == key] for key in desks]


class Query(graph.Query):
    producer_desks = graphene.List(
        graphene.NonNull(ProducerDesk), required=True, description="One for each producer the reader acts for."
    )
    draft_sheet = graphene.Field(
        DraftSheet,
        producer=graphene.ID(required=True),
        product=graphene.ID(description="One of the producer's; without it a new product."),
        draft=graphene.ID(description="An open draft of a new product, to go on with."),
        itself=graphene.Boolean(default_value=False, description="The producer's own story and contacts."),
        description="What may be asked for; null for who does not act for that producer.",
    )
    product_draft = graphene.Field(ProductDraft, id=graphene.ID(required=True))
    product_drafts = graph.connection(
        ProductDraft,
        state=graphene.Argument(DraftStateEnum),
        description="Those the reader may see, the last begun first.",
    )

    @staticmethod
    @graph.volatile
    def load_producer_desks(_root: graph.Rows, info: graph.Info) -> list[list[int]]:
        return [ProducerDesk.visible_to(info.viewer)]

    @staticmethod
    @graph.volatile
    def load_draft_sheet(
        _root: graph.Rows,
        info: graph.Info,
        producer: str,
        product: str | None = None,
        draft: str | None = None,
        itself: bool = False,
    ) -> list[Sheet | None]:
        key = graph.required_key(producer, "Producer")
        if key not in DraftSheet.visible_to(info.viewer):
            return [None]
        if itself:
            return [selectors.own_sheets([key])[key]]
        if product is not None:
            wanted = graph.required_key(product, "Product")
            return [next((one for one in selectors.sheets_of([key]).get(key, []) if one.product_id == wanted), None)]
        begun = ProductDraft.load_rows([graph.required_key(draft, "ProductDraft")], info)[0] if draft else None
        return [selectors.new_sheet(key, begun if begun and begun.producer_id == key else None)]

    @staticmethod
    @graph.volatile
    def load_product_draft(_root: graph.Rows, info: graph.Info, id: str) -> list[graph.Row | None]:
        return ProductDraft.load_rows([graph.required_key(id, "ProductDraft")], info)

    @staticmethod
    @graph.volatile
    def load_product_drafts(
        _root: graph.Rows, info: graph.Info, page: graph.Page, state: Any = None
    ) -> list[graph.Slice]:
        visible = ProductDraft.visible_to(info.viewer)
        return [selectors.drafts_slice(visible.filter(state=state.value) if state else visible, page)]


class SheetField(NamedTuple):
    field: str
    label: str
    kind: str
    now: str | None
    value: str | None
    max_length: int | None


def _fields(sheet: Sheet, proposed: dict[str, Any], groups: dict[int, str]) -> list[SheetField]:
    """What stands on a sheet, in the order of its form."""
    return [_field(sheet, name, proposed, groups) for name in drafting.FIELDS[sheet.subject]]


def _field(sheet: Sheet, name: str, proposed: dict[str, Any], groups: dict[int, str]) -> SheetField:
    now, column = sheet.held.get(name), drafting.column(sheet.subject, name)
    value = proposed.get(name, now)
    called, label = to_camel_case(name), str(drafting.LABELS[name])
    if name == "category":
        chosen = graph.global_id("Category", value) if value else None
        return SheetField(called, label, "group", groups.get(now or 0), chosen, None)
    kind = "number" if isinstance(column, IntegerField) else "text" if isinstance(column, TextField) else "line"
    texts = [None if text in (None, "") else str(text) for text in (now, value)]
    return SheetField(called, label, kind, texts[0], texts[1], column.max_length)
