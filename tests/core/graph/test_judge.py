"""graphql-core judges our executor: generated documents, rows and faults give the same answer in both."""

import os

import pytest
from hypothesis import HealthCheck, given, settings

from tests.core.graph.judged import world, written
from tests.core.graph.verdict import Verdict, compare, judged, ran, read

# JUDGED_DOCUMENTS=20000 searches longer.
EXAMPLES = int(os.environ.get("JUDGED_DOCUMENTS", "400"))
searching = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=EXAMPLES == 400
)


@pytest.fixture(autouse=True)
def _good_fates():
    yield
    world.plan[:] = [0]


def agree(source, plan, *given_variables) -> None:
    """Both answer the same, for the same document with one set of variables after the other."""
    document = read(world.schema(), source)
    world.plan[:] = plan
    for variables in given_variables:
        agree_once(document, variables)


def agree_once(document, variables) -> None:
    world.done.clear()
    ours = ran(document, variables)
    done = list(world.done)
    world.done.clear()
    verdict = Verdict(ours, judged(document, variables))
    assert world.done == done
    compare(verdict)


@searching
@given(source=written.queries(), variables=written.variables(), others=written.variables(), plan=written.plans())
def test_queries(source, variables, others, plan):
    agree(source, plan, variables, others)


@searching
@given(source=written.mutations(), variables=written.variables(), plan=written.plans())
def test_mutations_run_as_far_and_answer_the_same(source, variables, plan):
    agree(source, plan, variables)
