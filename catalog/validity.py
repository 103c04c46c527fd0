"""How long a decision is valid: arithmetic of months, without a database."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta

from catalog.models.certificates import ShortMonth
from core import clock

ONE_DAY = timedelta(days=1)


def last_day(issued_on: date, months: int, short_month: ShortMonth) -> date:
    """The day of the same number so many months on; in a month without that day, what `short_month` says.

    The Civil Code (91/2015/QH13, article 148.3) says LAST_DAY: three years from 29/02/2024 end with 28/02/2027.
    """
    year, month = divmod(issued_on.year * 12 + issued_on.month - 1 + months, 12)
    days = monthrange(year, month + 1)[1]
    if issued_on.day <= days:
        return date(year, month + 1, issued_on.day)
    end = date(year, month + 1, days)
    return end if short_month == ShortMonth.LAST_DAY else end + ONE_DAY


def midnight(day: date) -> datetime:
    """The instant a day begins in Vietnam."""
    return datetime.combine(day, time.min, tzinfo=clock.VIETNAM)
