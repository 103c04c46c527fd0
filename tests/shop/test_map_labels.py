"""Names on the map cover neither dots nor one another while there is room."""

from hypothesis import given
from hypothesis import strategies as st

from shop.map_labels import BESIDE, DOT, _box, _covered, placed


def test_a_name_alone_stands_below_its_dot():
    assert placed([(200, 200)], ["Ba Đồn"], 540) == [BESIDE[0]]


def test_a_dot_below_sends_the_name_elsewhere():
    (first, _second) = placed([(200, 200), (200, 225)], ["Ba Đồn", "Quảng Trạch"], 540)
    assert first != BESIDE[0]


def test_neighbours_of_one_name_are_named_once():
    assert placed([(400, 260), (392, 262)], ["Đồng Hới", "Đồng Hới"], 540)[1] is None
    assert placed([(400, 260), (100, 100)], ["Đồng Hới", "Đồng Hới"], 540)[1] is not None


def test_what_is_not_drawn_has_no_name():
    assert placed([None], ["Vĩnh Linh"], 540) == [None]


@given(st.lists(st.tuples(st.integers(0, 540), st.integers(0, 486)), max_size=12, unique=True))
def test_every_dot_has_the_best_place_left_or_shares_a_name(spots):
    names = [f"Xã {place}" for place in range(len(spots))]
    found = placed(spots, names, 540)
    assert len(found) == len(spots)
    assert None not in found
    if spots:
        others = [(x - DOT, y - DOT, x + DOT, y + DOT) for x, y in spots[1:]]
        costs = {label: _covered(_box(spots[0], label, names[0]), others, 540) for label in BESIDE}
        assert costs[found[0]] == min(costs.values())
