"""Facts that hold for a time: a law's rate, a decision's threshold, a commune's borders.

`valid_from` is the first day a fact holds, `valid_to` the first day it no longer does (empty: until further notice), so
that one fact ends on the very day the next begins. A text that runs "đến hết ngày 31/12/2026" is stored as 2027-01-01.
Every question names a day; nothing here knows what day it is.

    class TaxRate(Dated):
        code = models.CharField(...)

        class Meta(Dated.Meta):
            constraints = [*Dated.Meta.constraints, ...]

    dated.one_at_a_time(TaxRate, "code")      # at most one rate of a code on any day
"""

from datetime import date
from typing import Any, Self, TypeVar

from django.db import IntegrityError, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.db import triggers
from core.errors import CoreErrorCode, DomainError

RULE = "one_at_a_time"
OVERLAP = "dates overlap"
OVERLAPPING = """
SELECT 1 FROM "{table}" AS other WHERE {same_key} AND other."{pk}" <> NEW."{pk}"
AND (other.valid_to IS NULL OR other.valid_to > NEW.valid_from)
AND (NEW.valid_to IS NULL OR NEW.valid_to > other.valid_from)
"""
POSTGRESQL = (
    """
CREATE OR REPLACE FUNCTION "{table}_one_at_a_time"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('{table}' || chr(31) || {key}, 0));
    IF EXISTS ({overlap}) THEN
        RAISE EXCEPTION 'dates overlap in {table}' USING ERRCODE = 'exclusion_violation';
    END IF;
    RETURN NEW;
END $$
""",
    """
CREATE OR REPLACE TRIGGER "{table}_one_at_a_time" BEFORE INSERT OR UPDATE ON "{table}"
FOR EACH ROW EXECUTE FUNCTION "{table}_one_at_a_time"()
""",
)
SQLITE = tuple(
    statement.replace("VERB", verb)
    for verb in ("INSERT", "UPDATE")
    for statement in (
        'DROP TRIGGER IF EXISTS "{table}_one_at_a_time_VERB"',
        """
CREATE TRIGGER "{table}_one_at_a_time_VERB" AFTER VERB ON "{table}" FOR EACH ROW BEGIN
    SELECT RAISE(ABORT, 'dates overlap in {table}') WHERE EXISTS ({overlap});
END
""",
    )
)
M = TypeVar("M", bound="Dated")


class DatesOverlap(DomainError):
    """Another fact of the same key already holds on some of those days."""

    code = CoreErrorCode.DATES_OVERLAP

    def __init__(self) -> None:
        super().__init__(_("Khoảng ngày này trùng với một quy định khác đang có hiệu lực."), field="valid_from")


class DatedQuerySet(models.QuerySet[M]):
    """Facts, asked by day."""

    def on(self, day: date) -> Self:
        """Those that hold on the day."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)


class Dated(models.Model):
    """A fact with its first day and the day it ends."""

    valid_from = models.DateField(help_text="First day it holds.")
    valid_to = models.DateField(null=True, blank=True, help_text="First day it no longer holds; empty: still holds.")

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_holds_a_day",
                condition=Q(valid_to=None) | Q(valid_from__lt=F("valid_to")),
            )
        ]


def one_at_a_time(model: type[Dated], *key: str) -> None:
    """Let the database refuse two rows of one key (field names, none of them null) that hold on one day.

    PostgreSQL judges under a lock on the key, so that two transactions cannot each miss the other's row; SQLite has
    one writer. `enact` turns the refusal into DatesOverlap.
    """
    columns = [str(getattr(model._meta.get_field(name), "column")) for name in key]  # noqa: B009  typed for relations
    triggers.register(model, RULE, lambda of, connection: _statements(of, connection, columns))


@transaction.atomic
def enact(model: type[M], *, valid_from: date, valid_to: date | None = None, key: dict[str, Any], **values: Any) -> M:
    """Let a new fact of `key` hold from a day on; the one that held until further notice ends there.

    For decisions that replace one another. Raises DatesOverlap when the days are taken by any other fact.
    """
    facts = model._default_manager.filter(**key)
    facts.filter(valid_from__lt=valid_from, valid_to=None).update(valid_to=valid_from)
    try:
        with transaction.atomic():
            fact = model(valid_from=valid_from, valid_to=valid_to, **key, **values)
            fact.save(force_insert=True)
            return fact
    except IntegrityError as error:
        if OVERLAP in str(error):
            raise DatesOverlap from error
        raise


def _statements(model: type[models.Model], connection: BaseDatabaseWrapper, columns: list[str]) -> list[str]:
    names = {
        "table": model._meta.db_table,
        "pk": model._meta.pk.column,
        "same_key": " AND ".join(f'other."{column}" = NEW."{column}"' for column in columns),
        "key": " || chr(31) || ".join(f'NEW."{column}"::text' for column in columns),
    }
    names["overlap"] = OVERLAPPING.format(**names)
    installed = POSTGRESQL if connection.vendor == "postgresql" else SQLITE
    return [statement.format(**names) for statement in installed]
