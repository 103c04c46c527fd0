"""What the law asks for, and how products stand with it on a day."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet

from catalog.models import Permit, PermitWaiver, Product, RequiredPermit
from catalog.models.permits import SEEN, PermitStatus
from catalog.papers import Papers, Requirement, Span
from catalog.selectors.evidence import SOURCE
from catalog.selectors.permits import PERMIT, permit_span
from catalog.selectors.shelves import KEY
from core.graph import Row, rows

GOODS = rows.prepared(
    lambda p: Product.objects.filter(rows.among("id", p.ids)).values_list(
        "id", "producer_id", "category_id", "category__parent_id", "tax_class", "alcohol_bp", named=True
    ),
    ids=[KEY],
)
# All of them, of whatever day.
REQUIREMENTS = rows.prepared(
    lambda p: RequiredPermit.objects.order_by("code", "valid_from").values_list(
        *("id", "code", "name_vi", "name_en", "kinds", "category_id", "tax_class", "alcohol_from_bp"),
        *("valid_from", "valid_to"),
        named=True,
    )
)
WAIVERS = rows.prepared(
    lambda p: (
        PermitWaiver.objects.filter(rows.among("product_id", p.products))
        .annotate(**{name: F(path) for name, path in SOURCE.items()})
        .order_by("product_id", "valid_from")
        .values_list("id", "product_id", "valid_from", "valid_to", "source_id", *SOURCE, named=True)
    ),
    products=[KEY],
)


def _of(p: Any) -> QuerySet[Permit]:
    """Those that count on some day, of these products or of all that these makers make."""
    counting = Permit.objects.filter(status__in=[*SEEN, PermitStatus.WITHDRAWN])
    of_makers = Q(rows.among("producer_id", p.producers), product=None)
    return counting.filter(Q(rows.among("product_id", p.products)) | of_makers)


COUNTING = rows.prepared(
    lambda p: _of(p).order_by("id").values_list(*PERMIT, named=True), products=[KEY], producers=[KEY]
)


def papers_of(product_ids: Iterable[int]) -> dict[int, Papers]:
    """All that bears on each product, in four statements; in one where the law asks for nothing."""
    requirements = REQUIREMENTS()
    keys = sorted(set(product_ids))
    if not requirements or not keys:
        return dict.fromkeys(keys, Papers())
    return _papers(GOODS(ids=keys), requirements)


def missing_permits(product: Product, day: date, requirements: Sequence[Any]) -> list[Requirement]:
    """What a product lacks on a day before it may be shown, of these REQUIREMENTS; nothing while it is waived.

    The product is judged as it stands in memory: while writes are gathered it is not in the database yet.
    """
    if not requirements:
        return []
    goods = Goods(
        product.pk,
        product.producer_id,
        product.category_id,
        product.category.parent_id,
        product.tax_class,
        product.alcohol_bp,
    )
    asked = [rule for rule in requirements if applies(rule, goods)]
    if not asked:
        return []
    papers = _papers([goods], asked)[product.pk]
    return [] if papers.is_waived(day) else papers.missing(day)


class Goods(NamedTuple):
    """What a requirement asks of a product, as GOODS reads it."""

    id: int
    producer_id: int | None
    category_id: int
    category__parent_id: int | None
    tax_class: str
    alcohol_bp: int | None


def _papers(goods: Sequence[Any], requirements: Sequence[Any]) -> dict[int, Papers]:
    keys = [one.id for one in goods if one.id is not None]
    permits = COUNTING(products=keys, producers=sorted({one.producer_id for one in goods if one.producer_id}))
    of_product: dict[int, list[Row]] = {}
    of_maker: dict[int, list[Row]] = {}
    for permit in permits:
        of, key = (of_maker, permit.producer_id) if permit.product_id is None else (of_product, permit.product_id)
        of.setdefault(key, []).append(permit)
    waived: dict[int, list[Span]] = {}
    for waiver in WAIVERS(products=keys):
        waived.setdefault(waiver.product_id, []).append(Span(waiver.valid_from, waiver.valid_to))
    return {
        one.id: Papers(
            tuple(_requirement(rule) for rule in requirements if applies(rule, one)),
            tuple(
                (permit.kind, permit_span(permit))
                for permit in (*of_product.get(one.id, ()), *of_maker.get(one.producer_id, ()))
                if permit.producer_id in (None, one.producer_id)
            ),
            tuple(waived.get(one.id, ())),
        )
        for one in goods
    }


def applies(rule: Any, goods: Any) -> bool:
    """Whether a rule is about goods of this group or sub-group, tax class and strength, where it names them.

    Drink whose strength nobody has told counts as strong: a rule that names a strength names the tax class too.
    """
    of_category = rule.category_id in (None, goods.category_id, goods.category__parent_id)
    of_class = rule.tax_class in ("", goods.tax_class)
    weak = None not in (rule.alcohol_from_bp, goods.alcohol_bp) and goods.alcohol_bp < rule.alcohol_from_bp
    return of_category and of_class and not weak


def _requirement(rule: Any) -> Requirement:
    return Requirement(
        rule.id, rule.code, rule.name_vi, rule.name_en, frozenset(rule.kinds), Span(rule.valid_from, rule.valid_to)
    )


class Waiver(NamedTuple):
    """A waiver on one day, with what the product lacks."""

    row: Row
    missing: list[Requirement]


def waivers_on(product_ids: Iterable[int], day: date) -> tuple[dict[int, Waiver], date | None]:
    """Of each product the waiver by which it is shown on a day without papers; and the day this may change.

    None of those whose papers are in order. Five statements; in one where the law asks for nothing.
    """
    papers = papers_of(product_ids)
    lacking = {key: missing for key, one in papers.items() if one.is_waived(day) and (missing := one.missing(day))}
    edges = {edge for one in papers.values() for edge in one.edges(day)}
    held = {
        row.product_id: Waiver(row, lacking[row.product_id])
        for row in (WAIVERS(products=sorted(lacking)) if lacking else ())
        if Span(row.valid_from, row.valid_to).holds(day)
    }
    return held, min(edges, default=None)
