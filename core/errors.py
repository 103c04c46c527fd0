"""The base of every refusal: a fact a service states, with a code for programs and a sentence for people."""

from enum import StrEnum
from typing import TypedDict

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(TypedDict):
    """A refusal as data, the shape of the dialect's `errors { field message code }`."""

    code: str
    field: str | None
    message: str


class CoreErrorCode(StrEnum):
    """What core itself refuses."""

    ACTOR_REQUIRED = "ACTOR_REQUIRED"
    DATES_OVERLAP = "DATES_OVERLAP"
    DEADLINE_EXCEEDED = "DEADLINE_EXCEEDED"
    IDEMPOTENCY_KEY_INVALID = "IDEMPOTENCY_KEY_INVALID"
    IDEMPOTENCY_KEY_REUSED = "IDEMPOTENCY_KEY_REUSED"
    INVALID = "INVALID"
    PAPER_ACTIVE = "PAPER_ACTIVE"
    PAPER_LOCKED = "PAPER_LOCKED"
    PAPER_TOO_LONG = "PAPER_TOO_LONG"
    PICTURE_ANIMATED = "PICTURE_ANIMATED"
    PICTURE_TOO_MANY_PIXELS = "PICTURE_TOO_MANY_PIXELS"
    PICTURE_TOO_SMALL = "PICTURE_TOO_SMALL"
    TASK_NOT_DEAD = "TASK_NOT_DEAD"
    UPLOAD_DAMAGED = "UPLOAD_DAMAGED"
    UPLOAD_EMPTY = "UPLOAD_EMPTY"
    UPLOAD_KIND_REFUSED = "UPLOAD_KIND_REFUSED"
    UPLOAD_TOO_LARGE = "UPLOAD_TOO_LARGE"


class DomainError(Exception):
    """A refusal a person can act on. Packages subclass it; a class per code, the code on the class.

    `message` is translated and addressed to the person; `field` is the input's name to show it beside, in the
    service's spelling. Anything that is not a DomainError is a fault of ours and is never shown.
    """

    code: StrEnum = CoreErrorCode.INVALID

    def __init__(self, message: str | Promise, field: str | None = None) -> None:
        super().__init__(message)
        self.lazy_message = message
        self.field = field

    @property
    def message(self) -> str:
        """The sentence in the language of whoever reads it now."""
        return str(self.lazy_message)

    def __str__(self) -> str:
        return self.message

    def as_data(self) -> Refusal:
        """The refusal as plain values, for JSON, logs and mapping to a payload's error type."""
        return {"code": self.code.value, "field": self.field, "message": self.message}


class ActorRequired(DomainError):
    """Nobody in particular asked for something that must be remembered under a name."""

    code = CoreErrorCode.ACTOR_REQUIRED

    def __init__(self) -> None:
        super().__init__(_("Bạn cần đăng nhập để làm việc này."))
