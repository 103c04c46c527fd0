"""What the desk itself refuses, whichever row it is about."""

import re

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from core.dated import OVERLAP, DatesOverlap
from core.errors import CoreErrorCode, DomainError

# PostgreSQL puts the constraint's name in quotation marks, SQLite after a colon.
NAMED = re.compile(r'constraint "(\w+)"|constraint failed: (?:index \')?([\w., ]+)')


class AlreadyThere(DomainError):
    """A new row would be one that is there: services write by key, so it would be changed behind one's back."""

    code = CoreErrorCode.INVALID

    def __init__(self, field: str) -> None:
        super().__init__(_("Đã có dòng này. Anh/chị mở dòng đó ra để sửa."), field=field)


class InUse(DomainError):
    """Other rows lean on it."""

    code = CoreErrorCode.INVALID

    def __init__(self) -> None:
        super().__init__(_("Còn dữ liệu khác dựa vào dòng này nên chưa xóa được."))


def refusal_of(error: IntegrityError) -> DomainError:
    """A rule of the database in words."""
    text = str(error)
    if OVERLAP in text:
        return DatesOverlap()
    found = NAMED.search(text)
    return RuleBroken((found[1] or found[2]).strip() if found else "")


class RuleBroken(DomainError):
    """A named constraint holds against it; a form or a service should have said so in better words."""

    code = CoreErrorCode.INVALID

    def __init__(self, rule: str) -> None:
        self.rule = rule
        super().__init__(_("Dữ liệu này trái với một quy tắc đã đặt: %(rule)s.") % {"rule": rule})


class ChangedMeanwhile(DomainError):
    """Somebody else changed the row while this form was open; `told` says what, a line for each field."""

    code = CoreErrorCode.INVALID

    def __init__(self, told: list[str]) -> None:
        self.told = told
        message = _("Trong lúc anh/chị mở trang này, dòng này đã được sửa: %(told)s. Xem lại rồi ghi lần nữa.")
        super().__init__(message % {"told": "; ".join(told)})
