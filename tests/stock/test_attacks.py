"""Every operation of the desk, each field of it spoilt in turn: a refusal or a bad request, and books that agree."""

import copy
import uuid

import pytest
from django.db import connection, transaction
from graphql import GraphQLError

from core import graph
from core.graph.ids import parse_global_id
from stock import services
from stock.errors import TextTooLong
from stock.models import Location, StockMove
from stock.schema.inputs import KINDS
from stock.services.recalls import Told
from tests import factories
from tests.stock import shelves
from tests.stock.asking import viewer_of
from tests.stock.world import World

pytestmark = pytest.mark.usefixtures("now")

ODD_NUMBERS = (-(2**31), -1, 0, 1_000_001, 2**31 - 1)
# A text with U+0000 does not come this far (tests/core/graph/test_transport.py).
ODD_TEXTS = ("", " ", "x" * 5_000, "đ" * 21)
ODD_DAYS = ("0001-01-01", "9999-12-31")
# Names of files that are none of the shelves' pictures; the operation's number can be anything.
KEY = uuid.UUID(int=7)
PLACES_OF_OTHERS = (
    f"write-offs/../../x-{KEY.hex}.jpg",
    f"write-offs/x-{KEY.hex}./../../etc/passwd",
    f"/etc/x-{KEY.hex}.",
)
# A key that no row has; the longest that an id may name.
NOBODY = 10**18 - 1


def leaves(given, path=()):
    """Every value of an input with the way to it."""
    for place, value in given.items() if isinstance(given, dict) else enumerate(given):
        yield (*path, place), value
        if isinstance(value, dict | list):
            yield from leaves(value, (*path, place))


def spoilt(value, name, world):
    """What might stand there instead."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return ODD_NUMBERS
    if isinstance(value, list):
        return [[], value * 2]
    if not isinstance(value, str):
        return []
    if value.isupper():
        return []  # an enum's value: others are no GraphQL
    if name.endswith("On"):
        return ODD_DAYS
    if parsed := parse_global_id(value):
        keys = [0, NOBODY, *world.others.get(parsed[0], [])]
        return ["", "x", graph.global_id("Nothing", 1), *(graph.global_id(parsed[0], key) for key in keys)]
    return ODD_TEXTS


def with_spoilt(given, path, value):
    made = copy.deepcopy(given)
    inner = made
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return made


def without(given, path):
    made = copy.deepcopy(given)
    inner = made
    for step in path[:-1]:
        inner = inner[step]
    del inner[path[-1]]
    return made


def mutation(kind):
    name = "stock" + "".join(word.title() for word in kind.split("_"))
    return (
        f"""mutation($input: {KINDS[kind].__name__}!, $key: UUID!) {{
        {name}(input: $input, idempotencyKey: $key) {{ errors {{ code field message }} }} }}""",
        name,
    )


def asked(kind, given, viewer, key=None):
    """The refusals; None for a bad request. Anything else that went wrong is raised."""
    document, name = mutation(kind)
    answer = graph.execute(document, {"input": given, "key": str(key or uuid.uuid4())}, viewer=viewer)
    for error in answer.errors:
        if not isinstance(error.original_error, GraphQLError | None):
            raise error.original_error
    return None if answer.errors else answer.data[name]["errors"]


@pytest.fixture
def world(db):
    return World()


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_right_is_done(world, kind):
    given = world.good(kind)
    assert asked(kind, given, viewer_of(world.staff)) == []
    assert services.differences() == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_spoilt_field_breaks_anything(world, kind):
    given, viewer = world.good(kind), viewer_of(world.staff)
    attacks = [
        with_spoilt(given, path, value) for path, good in leaves(given) for value in spoilt(good, path[-1], world)
    ]
    attacks += [without(given, path) for path, _ in leaves(given)]
    attacks += [{**given, "photo": text} for text in (*ODD_TEXTS, *PLACES_OF_OTHERS) if kind == "write_off"]
    broken = []
    for attack in attacks:
        try:
            with transaction.atomic():
                asked(kind, attack, viewer, KEY)
                connection.check_constraints()
                assert services.differences() == []
                transaction.set_rollback(True)
        except Exception as error:  # noqa: BLE001  (all of them are told together)
            broken.append((attack, repr(error)[:200]))
    assert broken == []


@pytest.mark.parametrize("kind", KINDS)
def test_whoever_works_elsewhere_can_do_nothing_here(world, kind):
    given = world.good(kind)
    before = StockMove.objects.count()
    refusals = asked(kind, given, viewer_of(shelves.seller(shelves.point())))
    assert [one["code"] for one in refusals] == ["NOT_YOUR_SALES_POINT"]
    assert StockMove.objects.count() == before
    assert Location.objects.exists()


@pytest.mark.parametrize(("name", "length"), [("reason_en", 301), ("advice", 501), ("advice_en", 501)])
def test_words_of_a_recall_that_no_column_holds_are_refused(db, name, length):
    lot = shelves.lot()
    with pytest.raises(TextTooLong) as refusal:
        services.recall(lot_id=lot.pk, reason="nắp hở", by=factories.OFFICER, told=Told(**{name: "x" * length}))
    assert refusal.value.field == name
    lot.refresh_from_db()
    assert lot.recalled_at is None


@pytest.mark.parametrize("device", ["", "x" * 65])
def test_a_device_that_no_column_holds_is_a_bad_request(world, device):
    document = "mutation($device: String!) { stockSync(device: $device, operations: []) { answers { id } } }"
    answer = graph.execute(document, {"device": device}, viewer=viewer_of(world.staff))
    (error,) = answer.errors
    assert error.extensions == {"code": "INVALID"}
