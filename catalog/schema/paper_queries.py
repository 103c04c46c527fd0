"""Root fields of marks, permits and the watch over their ends."""

from datetime import date
from enum import Enum

import graphene

from catalog import selectors
from catalog.schema.expiry import ExpiringPaper, watched
from catalog.schema.papers import Mark, MarkKindEnum, Permit, PermitKindEnum, PermitStatusEnum, sight
from core import graph
from core.graph.scalars import Date


class Query(graph.Query):
    marks = graph.connection(
        Mark,
        kind=graphene.Argument(MarkKindEnum),
        valid_on=graphene.Argument(Date, description="Those in force on this day in Vietnam; of any day without it."),
        producer=graphene.ID(description="Those this maker owns or is licensed for, on validOn if that is given."),
        description="Registered marks, last recorded first.",
    )
    permits = graph.connection(
        Permit,
        kind=graphene.Argument(PermitKindEnum),
        status=graphene.Argument(PermitStatusEnum),
        valid_on=graphene.Argument(Date, description="Those that count on this day in Vietnam; of any day without it."),
        description="Papers the law asks for, last recorded first, as far as whoever asks may see them.",
    )
    expiring_papers = graph.connection(
        ExpiringPaper,
        on=graphene.Argument(Date, description="Counted from this day in Vietnam; today without it."),
        description="What ends within 90 days, soonest first: all for officers, a maker's own for its members.",
    )

    @staticmethod
    def load_marks(
        _root: graph.Rows,
        info: graph.Info,
        page: graph.Page,
        kind: Enum | None = None,
        valid_on: date | None = None,
        producer: str | None = None,
    ) -> list[graph.Slice]:
        key = None if producer is None else graph.required_key(producer, "Producer")
        given = {"kind": kind.value if kind else None, "valid_on": valid_on, "producer": key}
        return [selectors.mark_slice(page, **given)]

    @staticmethod
    @graph.volatile
    def load_permits(
        _root: graph.Rows,
        info: graph.Info,
        page: graph.Page,
        kind: Enum | None = None,
        status: Enum | None = None,
        valid_on: date | None = None,
    ) -> list[graph.Slice]:
        given = {
            "kind": kind.value if kind else None,
            "status": status.value if status else None,
            "valid_on": valid_on,
        }
        return [selectors.permit_slice(page, sight(info), **given)]

    @staticmethod
    @graph.volatile
    def load_expiring_papers(
        _root: graph.Rows, info: graph.Info, page: graph.Page, on: date | None = None
    ) -> list[graph.Slice]:
        found = watched(sight(info), on or info.today)
        return [graph.sliced(found, page, lambda one: (one.last_day.isoformat(), one.paper.value, one.id))]
