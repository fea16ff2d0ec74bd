"""`--engine ray`: extraction on as many machines as a Ray cluster has; the result is that of `extract_corpus`.

    read            every portion of the corpus, wherever there is a core        Ray Data tasks
    second ones     which articles come twice                                    DuckDB
    first round     every article by itself                                      Ray Data actors
    names           words that are people's names throughout the corpus          DuckDB
    second round    once more those that other articles explain                  Ray Data actors
    gather          all extractions, in order of the articles' ids               DuckDB

An actor holds one worker process with the model (kg/run/workers.py), so that an article that hangs or kills its process
is left out as it is elsewhere. An actor that dies, alone or with its machine, is started again by Ray, and its portion
done again; files appear when they are complete, so that it does not matter how often. Only numbers of portions pass
through Ray: articles and results are in the stage folder, which all machines must see under one path.
"""

from __future__ import annotations

import os
import pickle
import socket
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ray.data
from pyarrow import Table
from ray.data.exceptions import ExecutionTimeoutError, SystemException
from ray.exceptions import RayError

from kg.errors import InputError, KgError
from kg.mention.evidence import CorpusEvidence
from kg.read.articles import check_mapping, second
from kg.read.portions import PORTION_BYTES, Portion, cut
from kg.run.fingerprints import code_fingerprint
from kg.run.pipeline import Step, do_tasks, seconds_for
from kg.run.portion_work import Done, Job, first_round, read_portion, second_round
from kg.run.stage import forget, prepare
from kg.run.whole import StoredExtractions, gather_extractions, names_throughout, rows_of, second_ones
from kg.run.workers import Workers

BLOCKS = 10_000
"""Pieces of work that Ray keeps account of; where there are more portions, several make one."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is asked of a machine, besides the portions."""

    job: Job
    folder: Path
    """Where relative paths begin."""
    code: str
    """Of the kg that asks: another one would find other things."""

    def begin(self) -> None:
        """Make this process fit. KgError: another kg is installed here."""
        if code_fingerprint() != self.code:
            raise KgError(f"the kg on {socket.gethostname()} is not the one that asks: install the same one everywhere")
        os.chdir(self.folder)


def extract_on_ray(
    paths: Sequence[Path],
    job: Job,
    workers: int,
    *,
    fresh: bool,
    step: Step,
    on_error: Callable[[InputError], None],
    without: Set[str] = frozenset(),
) -> StoredExtractions:
    """What the articles say, in order of their ids, on the cluster that this process has joined.

    What cannot be read or worked through goes to `on_error`. `fresh`: use nothing that an earlier build left behind.
    `without`: ids of articles that are not worked through.
    """
    check_mapping(job.how.mapping)
    prepare(job.stage, fresh=fresh)
    portions = list(cut(paths, _size(paths, workers)))
    forget(job.stage, len(portions))
    run = _Run(_Wanted(job, Path.cwd(), code_fingerprint()), workers, step, on_error)
    try:
        return run.extractions(portions, without)
    except (RayError, SystemException, ExecutionTimeoutError) as error:
        raise KgError(f"Ray: {str(error).strip().rpartition(chr(10))[2] or type(error).__name__}") from error


def _size(paths: Sequence[Path], workers: int) -> int:
    """Bytes of a portion, such that a small corpus, too, has work for all."""
    total = sum(file.stat().st_size for path in paths for file in _all_files(path))
    return max(1, min(PORTION_BYTES, total // (4 * workers)))


def _all_files(path: Path) -> Iterable[Path]:
    return (file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path] if path.is_file() else []


# ------------------------------------------------------------------ here


@dataclass(frozen=True, slots=True)
class _Run:
    wanted: _Wanted
    workers: int
    step: Step
    on_error: Callable[[InputError], None]

    def extractions(self, portions: Sequence[Portion], without: Set[str]) -> StoredExtractions:
        """All steps, in order. What is lost in the second round has been evidence for others: both are done again."""
        stage = self.wanted.job.stage
        read = self._read(portions)
        refused = self._refuse_second(read)
        for portion, row in rows_of(stage, without):
            refused[portion] += [row] if row not in refused[portion] else []
        while True:
            total = sum(done.articles for done in read.values()) - sum(map(len, refused.values()))
            self._round(_FirstRound, refused, "extract", total)
            if not self._round(_SecondRound, refused, "compare", total, names_throughout(stage)):
                return gather_extractions(stage)

    def _read(self, portions: Sequence[Portion]) -> dict[int, Done]:
        data = _dataset(list(enumerate(portions))).map_batches(_read, fn_args=(self.wanted,), num_cpus=1, **_ONE)
        read: dict[int, Done] = {}
        for number, done in _answers(data):
            read[number] = done
            self.step("read", len(read), len(portions))
        return read

    def _refuse_second(self, read: Mapping[int, Done]) -> dict[int, list[int]]:
        """Report all that reading found wrong, in the order of the corpus; the rows of each portion to leave out."""
        faults = [(number, *fault) for number, done in read.items() for fault in done.faults]
        refused: dict[int, list[int]] = {number: [] for number in sorted(read)}
        for one in second_ones(self.wanted.job.stage):
            refused[one.portion].append(one.row)
            faults.append((one.portion, one.row, second(one.where, one.id, one.first)))
        self._tell(faults)
        return refused

    def _round(self, actor: type, refused: dict[int, list[int]], what: str, total: int, *more: object) -> int:
        """One round over all portions; what is lost is refused from now on. How many were lost."""
        tasks = list(refused.items())
        pool = ray.data.ActorPoolStrategy(size=min(self.workers, len(tasks)))
        wanted = (self.wanted, *more)
        data = _dataset(tasks).map_batches(actor, fn_constructor_args=wanted, compute=pool, num_cpus=1, **_ONE)
        faults: list[tuple[int, int, InputError]] = []
        articles = lost = 0
        for number, done in _answers(data):
            faults += [(number, *fault) for fault in done.faults]
            articles += done.articles
            lost += len(done.lost)
            refused[number] += [row for row in done.lost if row not in refused[number]]
            self.step(what, articles, total)
        self._tell(faults)
        return lost

    def _tell(self, faults: list[tuple[int, int, InputError]]) -> None:
        for _, _, error in sorted(faults, key=lambda fault: (*fault[:2], str(fault[2]))):
            self.on_error(error)


_ONE: Mapping[str, Any] = {"batch_size": 1, "batch_format": "pyarrow"}


def _dataset(tasks: Sequence[object]) -> Any:  # noqa: ANN401  Ray names no types
    rows = [{"task": pickle.dumps(task)} for task in tasks]
    return ray.data.from_items(rows, override_num_blocks=min(BLOCKS, len(rows)))


def _answers(data: Any) -> Iterator[tuple[int, Done]]:  # noqa: ANN401  as above
    """What the machines say of their portions, as they finish. KgError: what one of them raised."""
    for row in data.iter_rows():
        number, answer = pickle.loads(row["answer"])  # noqa: S301  written below, in our own cluster
        if isinstance(answer, KgError):
            raise answer
        yield number, answer


# ------------------------------------------------------------------ there


def _answered(table: Table, work: Callable[[int, Any], Done]) -> Table:
    answers: list[tuple[int, Done | KgError]] = []
    for task in table.column("task").to_pylist():
        number, portion = pickle.loads(task)  # noqa: S301  written above, in our own cluster
        try:
            answers.append((number, work(number, portion)))
        except KgError as error:
            answers.append((number, error))
    return Table.from_pydict({"answer": [pickle.dumps(answer) for answer in answers]})


def _read(table: Table, wanted: _Wanted) -> Table:
    def work(number: int, portion: Portion) -> Done:
        wanted.begin()
        return read_portion(wanted.job, number, portion)

    return _answered(table, work)


class _FirstRound:
    """An actor of the first round: one worker process, which loads the model when there is something to do."""

    def __init__(self, wanted: _Wanted) -> None:
        self._wanted = wanted
        self._crew = Workers(wanted.job.load, do_tasks, 1, seconds_for)

    def __call__(self, table: Table) -> Table:
        return _answered(table, self._work)

    def _work(self, number: int, refused: list[int]) -> Done:
        self._wanted.begin()
        return first_round(self._wanted.job, self._crew, number, refused)


class _SecondRound(_FirstRound):
    """An actor of the second round."""

    def __init__(self, wanted: _Wanted, evidence: CorpusEvidence) -> None:
        super().__init__(wanted)
        self._evidence = evidence

    def _work(self, number: int, refused: list[int]) -> Done:
        self._wanted.begin()
        return second_round(self._wanted.job, self._crew, number, refused, self._evidence)
