"""Work in several processes that share nothing: ordered results, and no failure of one process stops the rest.

Each worker has a pipe of its own and no lock in common with others, so that one may be killed at any moment (by the
kernel when memory runs out, by us when it hangs) and only its own batch is in doubt: that is done again, item by item,
in a fresh process, and what fails a second time is given back as `Lost`. A pool with one queue for all would lose
everything, or hang on the lock that the dead process held. Nothing here waits for a process without an end: not to
load, to take what it is given, to answer, or to be gone.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import struct
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, Generic, Protocol, Self, TypeVar

from kg.errors import KgError

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")

LOADING_SECONDS = 180.0
"""What a fresh worker may take to load before its first batch."""
PIPE_SECONDS = 30
"""What a worker that waits for work may take to read some, or one that answers to write the rest of it."""
ENDING_SECONDS = 10.0
"""What a worker that has hung up may take to be gone."""
STARTS = 3
"""Workers in a row that end while they load, after which another one is not tried."""
HOPELESS = 5
"""Items lost in a row, with nothing done in between, after which it is not the items' fault."""
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS")
AHEAD = 4
"""Batches a worker that finished others may be ahead of the oldest unfinished one."""


@dataclass(frozen=True, slots=True)
class Lost:
    """An item that was tried twice and not done."""

    reason: str


class Crew(Protocol[T, R]):
    """Whoever does batches of items."""

    def begin(self) -> None:
        """There is going to be work for one more of the crew, so that it may get ready."""
        ...

    def run(self, batches: Iterable[Sequence[T]]) -> Iterator[list[tuple[T, R | Lost]]]:
        """Each batch with its results, in order; a batch of nothing, too: a mark in the row of others."""
        ...


class Here(Generic[S, T, R]):
    """The crew of a notebook or a test: this process. Nothing here can be stopped or lost."""

    def __init__(self, load: Callable[[], S], work: Callable[[S, Sequence[T]], list[R]]) -> None:
        self._load = load
        self._work = work
        self._state: S | None = None

    def begin(self) -> None:
        """Nothing: this process has other things to do until there is work."""

    def run(self, batches: Iterable[Sequence[T]]) -> Iterator[list[tuple[T, R | Lost]]]:
        """Each batch with its results, in order. What is loaded for the first is kept."""
        for batch in batches:
            if batch:
                self._state = self._load() if self._state is None else self._state
                yield list(zip(batch, self._work(self._state, batch), strict=True))
            else:
                yield []


class Workers(Generic[S, T, R]):
    """`count` processes, started when there is work for them (or is to be) and ended with the context.

    `load` and `work` are run in the processes and must be picklable, as must items and results, and of another module
    than `__main__`; `seconds(item)` is what an item may take before its worker is stopped. A KgError in a worker is
    raised here.
    """

    def __init__(
        self,
        load: Callable[[], S],
        work: Callable[[S, Sequence[T]], list[R]],
        count: int,
        seconds: Callable[[T], float],
    ) -> None:
        self._load = load
        self._work = work
        self._count = count
        self._seconds = seconds
        self._workers: list[_Worker[T]] = []
        self._false_starts = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def begin(self) -> None:
        """Start one more process, if there are not as many as there may be: it loads while the work is prepared."""
        if len(self._workers) < self._count:
            self._workers.append(_Worker(self._load, self._work))

    def run(self, batches: Iterable[Sequence[T]]) -> Iterator[list[tuple[T, R | Lost]]]:
        """Each batch with its results, in order."""
        jobs = _Jobs[T, R](batches, ahead=AHEAD * self._count)
        while True:
            self._hand_out(jobs)
            finished = list(jobs.finished())
            yield from finished  # with everybody at work again: what is made of results takes nobody's time
            busy = [worker for worker in self._workers if worker.job is not None]
            if busy:
                self._collect(jobs, busy)
            elif not finished:
                return

    def _hand_out(self, jobs: _Jobs[T, R]) -> None:
        while (worker := self._idle()) or len(self._workers) < self._count:
            job = jobs.next()
            if job is None:
                return
            if worker is None:
                self.begin()
                worker = self._workers[-1]
            worker.give(job, sum(map(self._seconds, job.items)))

    def _idle(self) -> _Worker[T] | None:
        return next((worker for worker in self._workers if worker.job is None), None)

    def _collect(self, jobs: _Jobs[T, R], busy: Sequence[_Worker[T]]) -> None:
        now = time.monotonic()
        patience = max(0.0, min(worker.deadline for worker in busy) - now)
        ready = set(wait([worker.connection for worker in busy], patience))
        for worker in busy:
            if worker.connection in ready:
                answer = worker.take()
            elif time.monotonic() >= worker.deadline:
                answer = worker.stop("it took too long")
            else:
                continue
            if answer is None:
                self._false_starts = 0
                continue
            job, results = answer
            if isinstance(results, list):
                jobs.done(job, results)
                continue
            self._workers.remove(worker)
            if worker.loaded:
                jobs.lost(job, results)
            else:
                self._false_start(results)
                jobs.back(job)

    def _false_start(self, reason: str) -> None:
        """KgError: workers end while they load, which is the fault of no item."""
        self._false_starts += 1
        if self._false_starts >= STARTS:
            raise KgError(f"{STARTS} worker processes in a row ended while they started: the last one because {reason}")


# ------------------------------------------------------------------ jobs


@dataclass(slots=True)
class _Job(Generic[T]):
    batch: int
    places: Sequence[int]
    items: Sequence[T]
    again: bool = False


@dataclass(slots=True)
class _Open(Generic[T, R]):
    items: Sequence[T]
    results: dict[int, R | Lost] = field(default_factory=dict)


class _Jobs(Generic[T, R]):
    """Batches not yet handed on: what is to be done, done again, and done."""

    def __init__(self, batches: Iterable[Sequence[T]], ahead: int) -> None:
        self._source = enumerate(batches)
        self._ahead = ahead
        self._again: deque[_Job[T]] = deque()
        self._open: dict[int, _Open[T, R]] = {}
        self._lost = 0

    def next(self) -> _Job[T] | None:
        """The next job; None where there is none, or none yet. A batch of nothing is done as soon as it is taken."""
        if self._again:
            return self._again.popleft()
        while len(self._open) < self._ahead:
            number, items = next(self._source, (0, None))
            if items is None:
                return None
            self._open[number] = _Open(items)
            if items:
                return _Job(number, range(len(items)), items)
        return None

    def back(self, job: _Job[T]) -> None:
        """To be handed out next: nobody has tried it."""
        self._again.appendleft(job)

    def done(self, job: _Job[T], results: Sequence[R | Lost]) -> None:
        """Keep a job's results."""
        self._lost = 0
        self._open[job.batch].results.update(zip(job.places, results, strict=True))

    def lost(self, job: _Job[T], reason: str) -> None:
        """Once more, item by item; what was tried again is lost. KgError: too many are lost one after the other."""
        if job.again:
            lost = self._lost + 1
            if lost >= HOPELESS:
                raise KgError(f"{lost} articles in a row could not be worked on: the last one because {reason}")
            self.done(job, [Lost(reason)])
            self._lost = lost
        else:
            pairs = zip(job.places, job.items, strict=True)
            self._again.extend(_Job(job.batch, [place], [item], again=True) for place, item in pairs)

    def finished(self) -> Iterator[list[tuple[T, R | Lost]]]:
        """Complete batches, as far as all before them are complete."""
        for number in sorted(self._open):
            batch = self._open[number]
            if len(batch.results) < len(batch.items):
                return
            del self._open[number]
            yield [(item, batch.results[place]) for place, item in enumerate(batch.items)]


# ------------------------------------------------------------------ one process


class _Worker(Generic[T]):
    """A process with a pipe to it; `job` is what it has to do, `loaded` whether it has begun."""

    def __init__(self, load: Callable[[], Any], work: Callable[[Any, Sequence[T]], Any]) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        _limit_waiting(self.connection)
        self.process: SpawnProcess = context.Process(target=_serve, args=(theirs, load, work), daemon=True)
        with _one_thread_each(), _without_main():
            self.process.start()
        theirs.close()
        self.job: _Job[T] | None = None
        self.loaded = False
        self.deadline = time.monotonic() + LOADING_SECONDS
        self._seconds = 0.0

    def give(self, job: _Job[T], seconds: float) -> None:
        """Hand it a job, which it gets as soon as it has loaded."""
        self.job = job
        self._seconds = seconds
        if self.loaded:
            self._send(job)

    def _send(self, job: _Job[T]) -> None:
        """A worker that has died in the meantime, or does not read, is found out when its result is fetched."""
        self.deadline = time.monotonic() + self._seconds
        try:
            self.connection.send(list(job.items))
        except OSError:
            self.deadline = 0.0

    def take(self) -> tuple[_Job[T], list[Any] | str] | None:
        """The job and its results, or why there are none; None: it has only now loaded, and begins."""
        try:
            answer = self.connection.recv()
        except BlockingIOError:
            return self.stop("it stopped in the middle of its answer")
        except (EOFError, OSError):
            return self.stop("")
        if isinstance(answer, KgError):
            raise answer
        assert self.job is not None, "a worker answers only when asked"  # noqa: S101
        if answer is None:
            self.loaded = True
            self._send(self.job)
            return None
        job, self.job = self.job, None
        return job, answer

    def stop(self, reason: str) -> tuple[_Job[T], str]:
        """Kill it; the job it had, and the reason, or how the process ended."""
        job = self.job
        assert job is not None, "only a worker with a job is waited for"  # noqa: S101
        if not reason:
            self.process.join(ENDING_SECONDS)
            reason = _ending(self.process.exitcode)
        self.end()
        return job, reason

    def end(self) -> None:
        """Kill the process: it holds nothing that anybody else needs."""
        self.process.kill()
        self.process.join()
        self.connection.close()


def _limit_waiting(connection: Connection) -> None:
    """Let reading from and writing to the other side fail after PIPE_SECONDS, where pipes are sockets."""
    if os.name == "posix":
        with socket.socket(fileno=os.dup(connection.fileno())) as ours:
            for option in (socket.SO_SNDTIMEO, socket.SO_RCVTIMEO):
                ours.setsockopt(socket.SOL_SOCKET, option, struct.pack("ll", PIPE_SECONDS, 0))


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Workers are as many as there are cores: libraries that they load shall not start threads besides."""
    before = {name: os.environ.get(name) for name in THREADS}
    os.environ.update({name: value or "1" for name, value in before.items()})
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]


@contextmanager
def _without_main() -> Iterator[None]:
    """Workers do not import what was started, the command line with all it can do: they need `load` and `work`, and
    these bring what they need."""
    main = vars(sys.modules["__main__"])
    before: dict[str, Any] = {name: main[name] for name in ("__spec__", "__file__") if name in main}
    main["__spec__"] = None
    main.pop("__file__", None)
    try:
        yield
    finally:
        main.update(before)


def _ending(code: int | None) -> str:
    if code is None:
        return "its worker process hung up"
    if code < 0:
        name = signal.Signals(-code).name
        return f"its worker process was killed ({name}{', out of memory?' if name == 'SIGKILL' else ''})"
    return f"its worker process failed (exit status {code}; see above)"


def _serve(connection: Connection, load: Callable[[], Any], work: Callable[[Any, Sequence[Any]], Any]) -> None:
    """The life of a worker: until its parent hangs up. An error that is not kg's ends it, traceback and all."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        state = load()
        connection.send(None)
        while True:
            connection.send(work(state, connection.recv()))
    except KgError as error:
        connection.send(error)
    except (EOFError, ConnectionError):
        return  # the parent has hung up


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        sys.stderr.flush()
        os._exit(1)


def available_cores() -> int:
    """The cores this process may use, which a container or taskset may have made fewer than there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
