"""Metadata: who writes it, how much of it there may be, and that two programs at once lose nothing."""

from threading import Barrier

import pytest
from django.db import transaction

from core import clock, metadata
from core.models import MetadataEntry, Task
from core.viewer import Viewer

SOMEBODY = Viewer.anonymous()


@pytest.fixture
def writes():
    """What was told of writes."""
    return []


@pytest.fixture
def tasks(writes):
    """A carrier nobody registered: tasks, on which anybody may write."""
    return metadata.Carrier(Task, lambda viewer, key: True, lambda: writes.append("written"))


@pytest.fixture
def thing(db):
    return Task.objects.create(name="thử", max_attempts=1, due_at=clock.now())


def write(carrier, thing, private=False, **values):
    metadata.write(SOMEBODY, carrier=carrier, key=thing.pk, values=values, private=private)


def kept(carrier, thing, private=False):
    found = metadata.entries_of(carrier, [thing.pk], private=private).get(thing.pk, [])
    return {row.key: row.value for row in found}


def test_keys_are_kept_beside_those_that_are_there(tasks, thing, writes):
    write(tasks, thing, a="1", b="2")
    write(tasks, thing, b="3", c="")
    assert kept(tasks, thing) == {"a": "1", "b": "3", "c": ""}
    metadata.delete(SOMEBODY, carrier=tasks, key=thing.pk, names=["a", "khong-co"], private=False)
    assert kept(tasks, thing) == {"b": "3", "c": ""}
    assert writes == ["written"] * 3


def test_public_and_private_keys_are_apart(tasks, thing):
    write(tasks, thing, a="1")
    write(tasks, thing, private=True, a="2")
    metadata.delete(SOMEBODY, carrier=tasks, key=thing.pk, names=["a"], private=False)
    assert (kept(tasks, thing), kept(tasks, thing, private=True)) == ({}, {"a": "2"})


def test_who_may_not_write_is_told_no_more_than_that_there_is_none(thing, writes):
    closed = metadata.Carrier(Task, lambda viewer, key: False, lambda: writes.append("written"))
    open_ = metadata.Carrier(Task, lambda viewer, key: True, lambda: writes.append("written"))
    told = []
    for carrier, key in ((closed, thing.pk), (open_, thing.pk + 1)):
        with pytest.raises(metadata.ThingNotFound) as refusal:
            metadata.write(SOMEBODY, carrier=carrier, key=key, values={"a": "1"}, private=False)
        told.append(refusal.value.as_data())
        with pytest.raises(metadata.ThingNotFound):
            metadata.delete(SOMEBODY, carrier=carrier, key=key, names=["a"], private=False)
    assert told[0] == told[1]
    assert not MetadataEntry.objects.exists()
    assert writes == []


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({" ": "1"}, metadata.KeyRequired),
        ({"a": "1", "k" * (metadata.KEY_LENGTH + 1): "1"}, metadata.TooLong),
        ({"a": "1", "b": "v" * (metadata.VALUE_LENGTH + 1)}, metadata.TooLong),
        ({str(number): "" for number in range(metadata.KEYS_KEPT + 1)}, metadata.TooManyKeys),
    ],
)
def test_what_is_too_much_is_refused_whole(tasks, thing, writes, values, refusal):
    with pytest.raises(refusal):
        write(tasks, thing, **values)
    assert kept(tasks, thing) == {}
    assert writes == []


def test_a_thing_that_is_full_takes_new_values_of_its_keys(tasks, thing):
    write(tasks, thing, **{str(number): "" for number in range(metadata.KEYS_KEPT)})
    write(tasks, thing, **{"0": "mới"})
    with pytest.raises(metadata.TooManyKeys):
        write(tasks, thing, another="")
    assert kept(tasks, thing)["0"] == "mới"


def test_two_programs_that_write_at_once_lose_nothing(at_once, tasks):
    thing = Task.objects.create(name="thử", max_attempts=1, due_at=clock.now())
    results = at_once(*(lambda name=name: write(tasks, thing, **{name: name, "last": name}) for name in "abcd"))
    assert results == [None] * 4
    left = kept(tasks, thing)
    assert left.pop("last") in set("abcd")
    assert left == {name: name for name in "abcd"}


def test_control_a_map_written_back_whole_does_lose(at_once):
    thing = Task.objects.create(name="thử", max_attempts=1, due_at=clock.now())
    both_have_read = Barrier(2)

    def write_back(name):
        arguments = Task.objects.get(pk=thing.pk).arguments
        both_have_read.wait()
        Task.objects.filter(pk=thing.pk).update(arguments=arguments | {name: name})

    at_once(lambda: write_back("a"), lambda: write_back("b"))
    thing.refresh_from_db()
    assert len(thing.arguments) == 1


def test_two_programs_at_once_do_not_pass_the_bound_together(at_once, tasks):
    thing = Task.objects.create(name="thử", max_attempts=1, due_at=clock.now())
    write(tasks, thing, **{str(number): "" for number in range(metadata.KEYS_KEPT - 1)})
    results = at_once(*(lambda name=name: write(tasks, thing, **{name: ""}) for name in "abcd"))
    assert sorted(type(one).__name__ for one in results) == ["NoneType", *["TooManyKeys"] * 3]
    assert len(kept(tasks, thing)) == metadata.KEYS_KEPT


def test_control_without_the_lock_both_would_find_room(at_once, tasks):
    thing = Task.objects.create(name="thử", max_attempts=1, due_at=clock.now())
    write(tasks, thing, **{str(number): "" for number in range(metadata.KEYS_KEPT - 1)})
    both_have_counted = Barrier(2)

    def unlocked(name):
        there = len(metadata.entries_of(tasks, [thing.pk], private=False)[thing.pk])
        both_have_counted.wait()
        if there < metadata.KEYS_KEPT:
            with transaction.atomic():
                MetadataEntry.objects.create(kind=tasks.kind, object_id=thing.pk, key=name, value="")

    at_once(lambda: unlocked("a"), lambda: unlocked("b"))
    assert len(kept(tasks, thing)) == metadata.KEYS_KEPT + 1
