"""Writing producers' drafts. Only members of the producer may; a verdict is given on the officers' desk."""

from typing import Any, NamedTuple

import graphene

from catalog import errors, models, selectors, services
from catalog.schema.drafts import ProductDraft
from core import graph
from core.transitions import Actor

PRODUCER_ROLE = "producer"

DraftErrorCode = graphene.Enum.from_enum(
    errors.DraftErrorCode, description=lambda value: None if value else "Why a mutation of a draft was refused."
)


class DraftError(graph.Object):
    """A refusal of a draft's mutation."""

    public = True

    field = graphene.String(description="The argument or input field to blame, if one is.")
    message = graphene.String(description="For the person, translated.")
    code = DraftErrorCode(required=True)


class ProductDraftInput(graph.Input):
    """Only what is given is changed; an empty text asks for the field to be emptied."""

    name_vi = graphene.String(description="At most 200 characters.")
    name_en = graphene.String(description="At most 200 characters.")
    description_vi = graphene.String(description="Plain text; an empty line parts paragraphs.")
    description_en = graphene.String()
    story_vi = graphene.String()
    story_en = graphene.String()
    ingredients_vi = graphene.String()
    ingredients_en = graphene.String()
    storage_vi = graphene.String()
    storage_en = graphene.String()
    warnings_vi = graphene.String()
    warnings_en = graphene.String()
    shelf_life_days = graphene.Int(description="Days from making; null asks for it to be emptied.")
    category = graphene.ID(description="A sub-group, of a new product only.")


class ProducerDraftInput(graph.Input):
    """Only what is given is changed; an empty text asks for the field to be emptied."""

    story_vi = graphene.String(description="Plain text; an empty line parts paragraphs.")
    story_en = graphene.String()
    phone = graphene.String(description="At most 20 characters, as it is to be shown.")
    email = graphene.String()
    website = graphene.String(description="http or https.")


class Refused(NamedTuple):
    field: str | None
    message: str
    code: errors.DraftErrorCode


def refused(refusal: errors.DraftError) -> graph.Outcome:
    """The refusal as data."""
    field = to_camel(refusal.field) if refusal.field else None
    return graph.Outcome(errors=[Refused(field, refusal.message, refusal.code)])


def to_camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.title() for part in rest)


def acting(info: graph.Info) -> Actor:
    """Whoever asks, as a producer's member."""
    return Actor(info.viewer.user_id, PRODUCER_ROLE)


def own_producer(info: graph.Info, producer: str) -> models.Producer:
    """A producer the reader acts for. Raises DraftNotFound."""
    key = graph.key_of(producer, "Producer")
    if key is None or key not in selectors.acted_for(info.viewer):
        raise errors.DraftNotFound
    return models.Producer.objects.get(pk=key)


def own_draft(info: graph.Info, draft: str) -> models.Draft:
    """A draft of a producer the reader acts for. Raises DraftNotFound."""
    key = graph.key_of(draft, "ProductDraft")
    found = models.Draft.objects.filter(pk=key or 0, producer__in=selectors.acted_for(info.viewer)).first()
    if found is None:
        raise errors.DraftNotFound
    return found


def values_of(input: dict[str, Any]) -> dict[str, Any]:
    """What the input gives, of a group its key."""
    values = dict(input)
    if values.get("category") is not None:
        values["category"] = graph.key_of(values["category"], "Category")
    return values


class ProductDraftSave(graph.Mutation):
    """Write down what shall be changed of a product, or of a new one; nothing is changed by it."""

    class Arguments:
        producer = graphene.ID(required=True)
        product = graphene.ID(description="One of the producer's; without it a new product.")
        draft = graphene.ID(description="Goes on with a draft of a new product.")
        input = ProductDraftInput(required=True)

    draft = graphene.Field(ProductDraft)
    errors = graphene.List(graphene.NonNull(DraftError), required=True)

    @staticmethod
    def mutate(
        info: graph.Info, producer: str, input: dict[str, Any], product: str | None = None, draft: str | None = None
    ) -> graph.Outcome:
        try:
            saved = services.save_product_draft(
                producer=own_producer(info, producer),
                product=_product(product),
                values=values_of(input),
                by=acting(info),
                draft=own_draft(info, draft) if draft else None,
            )
        except errors.DraftError as refusal:
            return refused(refusal)
        return graph.Outcome(draft=saved.pk)


def _product(product: str | None) -> models.Product | None:
    """Raises DraftNotFound."""
    if product is None:
        return None
    found = models.Product.objects.filter(pk=graph.key_of(product, "Product") or 0).first()
    if found is None:
        raise errors.DraftNotFound
    return found


class ProducerDraftSave(graph.Mutation):
    """Write down what shall be changed of the producer's story and contacts; nothing is changed by it."""

    class Arguments:
        producer = graphene.ID(required=True)
        input = ProducerDraftInput(required=True)

    draft = graphene.Field(ProductDraft)
    errors = graphene.List(graphene.NonNull(DraftError), required=True)

    @staticmethod
    def mutate(info: graph.Info, producer: str, input: dict[str, Any]) -> graph.Outcome:
        try:
            saved = services.save_producer_draft(
                producer=own_producer(info, producer), values=dict(input), by=acting(info)
            )
        except errors.DraftError as refusal:
            return refused(refusal)
        return graph.Outcome(draft=saved.pk)


class ProductDraftSubmit(graph.Mutation):
    """Hand a draft to the officers, who judge each field."""

    class Arguments:
        id = graphene.ID(required=True)

    draft = graphene.Field(ProductDraft)
    errors = graphene.List(graphene.NonNull(DraftError), required=True)

    @staticmethod
    def mutate(info: graph.Info, id: str) -> graph.Outcome:
        try:
            submitted = services.submit_draft(draft=own_draft(info, id), by=acting(info))
        except errors.DraftError as refusal:
            return refused(refusal)
        return graph.Outcome(draft=submitted.pk)


class ProductDraftWithdraw(graph.Mutation):
    """Take a draft back before it is judged."""

    class Arguments:
        id = graphene.ID(required=True)

    draft = graphene.Field(ProductDraft)
    errors = graphene.List(graphene.NonNull(DraftError), required=True)

    @staticmethod
    def mutate(info: graph.Info, id: str) -> graph.Outcome:
        try:
            withdrawn = services.withdraw_draft(draft=own_draft(info, id), by=acting(info))
        except errors.DraftError as refusal:
            return refused(refusal)
        return graph.Outcome(draft=withdrawn.pk)


class Mutation(graph.MutationRoot):
    product_draft_save = ProductDraftSave.Field()
    producer_draft_save = ProducerDraftSave.Field()
    product_draft_submit = ProductDraftSubmit.Field()
    product_draft_withdraw = ProductDraftWithdraw.Field()
