"""Work after a commit: a task is a row written in the transaction that asks for it, run at least once by a worker.

    from core.work import periodic, task

    @task(max_attempts=5)                     # in a package's tasks.py, found by discovery
    def send_receipt(order_id: int) -> None: ...

    send_receipt.enqueue(order_id=7)          # in a service; a rolled-back transaction leaves no task

    @periodic(every=timedelta(hours=1))
    @task()
    def release_expired() -> None: ...

A task may run twice (its worker was killed after the work and before the note of it), so it must do no harm twice.

The decorator is django-tasks', the API of Django 6; the table and the worker are ours. Chosen by test, killing workers
with -9, on SQLite:

* django-tasks-db 0.13 leaves the killed worker's task RUNNING for ever, and a failed one FAILED after its only run.
* django-q2 1.11 (ORM broker) runs the killed worker's task again after `retry` seconds, but knows no heartbeat: with a
  retry of 8 s a task of 20 s was begun again by the second worker after 16 s, while the first still ran it. It tries a
  failed task again at that same fixed interval, without backing off, and pickles what it calls.
* This one gives a killed worker's task to another when its lease ends and never while it lives, backs off twice as
  long each time, and keeps what it gave up for an officer to try again (tests/core/work).
"""

from django_tasks import task

from core.work.periods import periodic

__all__ = ["periodic", "task"]
