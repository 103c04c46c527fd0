"""Processor time is that of the process asked about and of what it started."""

import subprocess
import sys
import time

import pytest

from benchmarks import machine

BURN = "import time\nwhile time.process_time() < 0.2: pass\n"
REST = "import time\nprint(flush=True)\ntime.sleep(60)\n"


def started(source):
    process = subprocess.Popen([sys.executable, "-c", source], stdout=subprocess.PIPE)
    process.stdout.readline()
    return process


@pytest.mark.parametrize(("source", "least", "most"), [(BURN + REST, 0.2, 0.6), (REST, 0, 0.15)])
def test_the_processor_time_of_another_process(source, least, most):
    with started(source) as process:
        assert least <= machine.cpu_s(process.pid) <= most
        process.kill()


def test_a_tree_has_what_its_root_started():
    child = f"import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', {BURN + REST!r}])\n{REST}"
    with started(child) as process:
        deadline = time.monotonic() + 20
        while machine.tree_cpu_s(process.pid) < 0.2 and time.monotonic() < deadline:
            time.sleep(0.02)
        below = machine.tree(process.pid)
        assert machine.tree_cpu_s(process.pid) >= 0.2
        assert below[0] == process.pid
        assert len(below) == 2
        subprocess.run(["kill", *map(str, below[1:])], check=True)
        process.kill()


def test_the_description_names_cores_and_memory():
    assert "cores" in machine.description()
    assert "GiB" in machine.description()
