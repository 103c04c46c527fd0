"""Writers take turns in the order they came, over threads and processes, and a dead one holds nobody up."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from core.db.sqlite.turns import Turns, TurnTimeoutError

HOLDER = """
import sys, time
from core.db.sqlite.turns import Turns
turns = Turns(sys.argv[1])
turns.take(10)
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "queue")


@pytest.fixture
def holder(path):
    process = subprocess.Popen([sys.executable, "-c", HOLDER, path], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def test_one_at_a_time(path):
    first, second = Turns(path), Turns(path)
    first.take(1)
    with pytest.raises(TurnTimeoutError):
        second.take(0.05)
    first.leave()
    second.take(1)


def test_first_come_first_served(path):
    order, first = [], Turns(path)
    first.take(1)

    def writer(number):
        turns = Turns(path)
        turns.take(10)
        order.append(number)
        turns.leave()
        turns.close()

    threads = []
    for number in range(12):
        threads.append(threading.Thread(target=writer, args=[number]))
        threads[-1].start()
        until(lambda: drawn(path) == len(threads) + 1)
    first.leave()
    for thread in threads:
        thread.join()
    assert order == list(range(12))


def test_one_who_gave_up_does_not_hold_up_those_behind(path):
    first, impatient, patient = Turns(path), Turns(path), Turns(path)
    first.take(1)
    with pytest.raises(TurnTimeoutError):
        impatient.take(0.01)
    first.leave()
    patient.take(0.2)


def test_a_killed_holder_frees_the_queue(path, holder):
    turns = Turns(path)
    with pytest.raises(TurnTimeoutError):
        turns.take(0.05)
    os.kill(holder.pid, signal.SIGKILL)
    turns.take(5)


def test_a_killed_waiter_does_not_let_the_next_pass_the_holder(path):
    first, waiter, last = Turns(path), Turns(path), Turns(path)
    first.take(1)
    waiter.file = os.open(path, os.O_RDWR)
    waiter._draw(waiter.file)
    waiter.close()  # as the kernel does for a killed process: the lock is gone, nothing was written
    with pytest.raises(TurnTimeoutError):
        last.take(0.05)
    first.leave()
    last.take(1)


def test_leaving_without_a_turn_does_nothing(path):
    first, second = Turns(path), Turns(path)
    first.take(1)
    second.leave()
    with pytest.raises(TurnTimeoutError):
        second.take(0.01)
    first.close()
    first.close()
    second.take(1)


def drawn(path):
    return int.from_bytes(Path(path).read_bytes()[:8], "little")


def until(happened):
    end = time.monotonic() + 5
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.001)
