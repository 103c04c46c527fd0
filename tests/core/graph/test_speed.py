"""What breadth first is for: a list of 24 costs a small part of what graphql-core takes for it."""

from benchmarks import executor
from tests.core.graph.verdict import Verdict, compare


def test_both_give_the_same_answer_with_its_nulls_and_errors():
    ours, theirs = (run() for run in executor.contestants())
    compare(Verdict(ours, theirs))
    assert [error.path[2:] for error in ours.errors] == [
        [5, "node", "price"],
        *[[place, "node", "maker", "name"] for place in (6, 13, 20)],
    ]
    nodes = [edge["node"] for edge in ours.data["specialities"]["edges"]]
    assert len(nodes) == executor.SIZE
    assert any(node["stars"] is None for node in nodes)
    assert any(node["group"] is None for node in nodes)


def test_our_executor_takes_at_most_an_eighth_of_graphql_cores_processor_time():
    ratios = []
    for _ in range(4):  # a neighbour may spoil a measurement, not four of them
        ours, theirs = executor.measured(rounds=15)
        ratios.append(theirs / ours)
        if ratios[-1] >= 8:
            break
    assert max(ratios) >= 8
