"""What the board's templates say beyond the page frame."""

from collections.abc import Mapping
from typing import Any

from django import template

from programme import showing, words
from programme.measures import Status

register = template.Library()


@register.filter
def status_word(name: str) -> str:
    """A KpiStatusEnum in words."""
    return str(words.STATUS[Status[name]])


@register.filter
def asked(target: Mapping[str, Any]) -> str:
    """A target's range."""
    return showing.asked(target)


@register.filter
def share(measure: Mapping[str, Any], target: Mapping[str, Any]) -> str:
    """A figure held against that target, exactly."""
    return showing.share(measure, target)


@register.filter
def gap(measure: Mapping[str, Any]) -> str:
    """How far a figure is from the ends of its range."""
    return showing.gap(measure)


@register.filter
def when(figure: Mapping[str, Any]) -> str:
    """The time a published figure is about."""
    return showing.when(figure)


@register.filter
def whole(number: int) -> str:
    """A number with its thousands parted."""
    return showing.whole(number)


@register.filter
def unlocalised(number: float) -> str:
    """A coordinate or a year, which no language writes otherwise."""
    return str(number)
