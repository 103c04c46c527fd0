"""The channel a question is asked in. It belongs to the row: whoever loads rows from rows copies it."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from catalog import selectors, services
from catalog.validity import midnight
from core import graph


class Chosen(NamedTuple):
    """Whose shelves answer, and the channel the rows carry: none when the document named none."""

    channel: selectors.ChannelRow
    carried: int | None

    def carry(self, rows: Sequence[graph.Row]) -> list[graph.Row]:
        """The rows as rows of the channel that was named, which has no prices when none was."""
        return list(rows) if self.carried else [row._replace(channel_id=None) for row in rows]


def frame_of(info: graph.Info) -> selectors.Frame:
    """Channels, rates and categories at the revision this execution answers from, which shows nothing past its day."""

    def read() -> selectors.Frame:
        held = selectors.frame(info.once(selectors.revision, selectors.revision))
        if held.papers_until is not None and held.papers_until <= info.today:
            # The night's work has not come to it yet, and no listing outlives its papers by a minute.
            services.hide_lapsed(on=info.today)
            held = selectors.frame(selectors.revision())
        if held.papers_until is not None:
            info.fresh_until(midnight(held.papers_until))
        return held

    return info.once(selectors.frame, read)


def all_channels(info: graph.Info) -> dict[str, selectors.ChannelRow]:
    """Active channels by slug, in their order."""
    return frame_of(info).channels


def channel_of(info: graph.Info, key: int) -> selectors.ChannelRow:
    """The active channel of a row that carries one."""
    return frame_of(info).channels_by_id[key]


def categories_of(info: graph.Info, keys: Iterable[int | None]) -> dict[int, graph.Row]:
    """Categories by key: the frame's, and one made since it was read if a row names it."""
    known = frame_of(info).categories
    missing = {key for key in keys if key is not None} - known.keys()
    return known | selectors.categories_by_id(missing) if missing else known


def choose(info: graph.Info, slug: str | None) -> Chosen | None:
    """The named channel; without a name the first one's goods without prices; None for an unknown name."""
    channels = all_channels(info)
    if slug is not None:
        return Chosen(channels[slug], channels[slug].id) if slug in channels else None
    return Chosen(next(iter(channels.values())), None) if channels else None


def carried_by(info: graph.Info, key: int | None) -> Chosen:
    """The choice that made a row carrying this channel."""
    if key is None:
        return Chosen(next(iter(all_channels(info).values())), None)
    return Chosen(channel_of(info, key), key)


def each_channel(info: graph.Info, rows: graph.Rows, load: Callable[[Chosen, list[Any]], Sequence[Any]]) -> list[Any]:
    """`load(chosen, rows)` for the rows of every channel met; the answers in the order of all rows."""
    places: dict[int | None, list[int]] = {}
    for place, row in enumerate(rows):
        places.setdefault(row.channel_id, []).append(place)
    answers: list[Any] = [None] * len(rows)
    for key, of_channel in places.items():
        loaded = load(carried_by(info, key), [rows[place] for place in of_channel])
        for place, answer in zip(of_channel, loaded, strict=True):
            answers[place] = answer
    return answers


def ended_versions(info: graph.Info) -> list[str]:
    """Versions of the classification that are not in force today."""
    versions = selectors.versions_of(frame_of(info).categories.values())
    edges = [edge for one in versions for edge in (one.valid_from, one.valid_to) if edge and edge > info.today]
    info.fresh_until(midnight(min(edges)) if edges else None)
    return [one.version for one in versions if not one.holds_on(info.today)]
