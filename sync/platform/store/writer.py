"""The one writer: takes jobs from a queue and commits many of them together (group commit).

A job is a function of the open transaction. Whoever waits for it learns its result only after the commit. When a job of a
group fails, the group is rolled back and each is run again on its own, so that one never spoils another; therefore a
job has no effect but through its transaction.
"""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

import sqlalchemy as sa

from sync.platform.store.engine import Database

GROUP_MAX = 200
QUEUE_MAX = 2_000

T = TypeVar("T")
Job = Callable[[sa.Connection], Any]


class RefusedJob(Exception):  # noqa: N818 - not a failure: an answer
    """A job says no before it has written anything: the others of its group go on."""


class QueueFullError(Exception):
    """More is waiting than can be written soon."""


class Writer:
    """A thread with a queue in front.

    Args:
        database: where to write; nobody else in this process does.
        queue_max: jobs that may wait.
    """

    def __init__(self, database: Database, *, queue_max: int = QUEUE_MAX) -> None:
        self._database = database
        self._queue: queue.Queue[tuple[Job, Future[Any]] | None] = queue.Queue(queue_max)
        self._thread = threading.Thread(target=self._run, name="platform-writer", daemon=True)
        self._thread.start()

    def submit(self, job: Callable[[sa.Connection], T]) -> Future[T]:
        """Have ``job`` run and committed.

        Raises:
            QueueFullError: later.
        """
        future: Future[T] = Future()
        try:
            self._queue.put_nowait((job, future))
        except queue.Full:
            raise QueueFullError from None
        return future

    def try_submit(self, job: Job) -> None:
        """Have ``job`` run if there is room; nobody waits for it."""
        with contextlib.suppress(QueueFullError):
            self.submit(job)

    def stop(self) -> None:
        """Finish what is waiting, then end."""
        self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        while True:
            first = self._queue.get()
            if first is None:
                return
            group = [first]
            ending = False
            while len(group) < GROUP_MAX:
                try:
                    following = self._queue.get_nowait()
                except queue.Empty:
                    break
                if following is None:
                    ending = True
                    break
                group.append(following)
            self._commit(group)
            if ending:
                return

    def _commit(self, group: list[tuple[Job, Future[Any]]]) -> None:
        outcomes: list[tuple[Future[Any], Any, BaseException | None]] = []
        try:
            with self._database.write() as connection:
                for job, future in group:
                    try:
                        outcomes.append((future, job(connection), None))
                    except RefusedJob as refusal:
                        outcomes.append((future, None, refusal))
        except Exception as error:  # noqa: BLE001 - handed to whoever waits for the job
            if len(group) == 1:
                group[0][1].set_exception(error)
            else:
                for one in group:
                    self._commit([one])
            return
        for future, result, said_no in outcomes:
            if said_no is None:
                future.set_result(result)
            else:
                future.set_exception(said_no)
