"""Percentiles, medians and ratios are what they are called."""

import pytest

from benchmarks.figures import Round, Series, compared, percentile, table


def round_of(cpu_s, requests=10, latency=0.001):
    return Round([latency] * requests, seconds=0.1, server_cpu_s=cpu_s, database_cpu_s=0)


@pytest.mark.parametrize(("percent", "expected"), [(50, 50), (95, 95), (99, 99), (100, 100)])
def test_a_percentile_is_the_nearest_rank_in_milliseconds(percent, expected):
    assert percentile([number / 1000 for number in range(100, 0, -1)], percent) == pytest.approx(expected)


def test_the_ratio_is_the_median_of_rounds_taken_in_turns():
    ours = Series([round_of(0.02), round_of(0.02), round_of(0.5)])
    base = Series([round_of(0.01), round_of(0.02), round_of(0.25)])
    found = compared(ours, base)
    assert found.cpu == pytest.approx(2.0)
    assert found.p50 == pytest.approx(1.0)
    assert found.added_cpu_ms == pytest.approx(1.0)


def test_rounds_that_are_no_pairs_are_not_compared():
    with pytest.raises(ValueError, match="shorter"):
        compared(Series([round_of(1), round_of(1)]), Series([round_of(1)]))


def test_processor_time_counts_server_and_database():
    assert Round([0.001] * 4, 1, server_cpu_s=0.002, database_cpu_s=0.002).cpu_ms == pytest.approx(1.0)


def test_a_table_is_markdown():
    assert table(["", "ms"], [["list", "1.50"]]).splitlines() == [
        "|      |   ms |",
        "|------|-----:|",
        "| list | 1.50 |",
    ]
