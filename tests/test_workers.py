"""Several processes do what one would, in order; one that dies or hangs costs at most the item it died of."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

import psutil
import pytest

from kg.errors import UsageError
from kg.run import workers as module
from kg.run.workers import Here, Lost, Workers, available_cores
from tests.commands import kg


def nothing() -> str:
    return "loaded"


def double(state: str, items: Sequence[int]) -> list[int]:
    """What a worker does in these tests: odd things happen at some numbers."""
    assert state == "loaded"
    for item in items:
        if item == -1:
            os.kill(os.getpid(), signal.SIGKILL)
        if item == -2:
            time.sleep(60)
        if item == -3:
            raise UsageError("no such thing")
        if item == -4:
            raise ValueError("a fault in the program")
        if item > 1_000:
            time.sleep(item / 1e6)
    return [2 * item for item in items]


def once(folder: Path, state: str, items: Sequence[int]) -> list[int]:
    """Killed the first time, by whoever runs out of memory."""
    mark = folder / "tried"
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return double(state, items)


def end_loading(how: str) -> str:
    """What a worker meets that ends, or hangs, while it loads."""
    if how == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if how == "gone":
        os._exit(3)
    if how == "hangs":
        time.sleep(60)
    raise MemoryError


def load_at_second_try(folder: Path) -> str:
    mark = folder / "loaded"
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "loaded"


def measure(_state: str, items: Sequence[bytes]) -> list[int]:
    return [len(item) for item in items]


def quick(_item: int) -> float:
    return 5.0


def run(batches: Sequence[Sequence[int]], count: int = 2) -> list[list[tuple[int, int | Lost]]]:
    with Workers(nothing, double, count, quick) as workers:
        return list(workers.run(batches))


def children() -> Iterator[psutil.Process]:
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):  # one that another test started and that has ended
            if "spawn_main" in " ".join(process.cmdline()):
                yield process


def test_results_come_in_order_however_long_each_takes() -> None:
    batches = [[200_000, 1], [2], [3, 4, 5], [100_000], [6], [7]]
    assert run(batches) == [[(item, 2 * item) for item in batch] for batch in batches]
    assert list(Here(nothing, double).run(batches)) == run(batches, count=1)


def test_batches_of_nothing_keep_their_place() -> None:
    batches = [[], [1], *[[]] * 20, [2, 3], []]
    assert run(batches) == [[(item, 2 * item) for item in batch] for batch in batches]
    assert list(Here(nothing, double).run(batches)) == run(batches, count=1)


def test_no_more_is_looked_up_than_will_soon_be_worked_on() -> None:
    taken = []

    def batches() -> Iterator[list[int]]:
        for number in range(100):
            taken.append(number)
            yield [number] if number % 50 == 0 else []

    with Workers(nothing, double, 2, quick) as workers:
        for done, _ in enumerate(workers.run(batches()), 1):
            assert len(taken) <= done + 2 * module.AHEAD * 2
    assert len(taken) == 100


def test_nothing_to_do_starts_no_process() -> None:
    with Workers(nothing, double, 2, quick) as workers:
        assert list(workers.run([])) == []
        assert list(workers.run([[], []])) == [[], []]
        assert not list(children())


def test_a_crew_that_begins_early_is_no_larger_and_does_the_work_itself() -> None:
    with Workers(nothing, double, 2, quick) as workers:
        for _ in range(3):
            workers.begin()
        begun = {process.pid for process in children()}
        assert len(begun) == 2
        assert list(workers.run([[1], [2], [3]])) == [[(1, 2)], [(2, 4)], [(3, 6)]]
        assert {process.pid for process in children()} == begun
    assert not list(children())


def test_everybody_is_at_work_while_results_are_looked_after() -> None:
    handed = []

    def batches() -> Iterator[list[int]]:
        for item in range(1, 5):
            handed.append(item)
            yield [item]

    with Workers(nothing, double, 1, quick) as workers:
        for [(item, _)] in workers.run(batches()):
            assert handed[-1] == min(item + 1, 4)


def test_an_item_that_kills_its_worker_is_tried_again_and_then_lost_alone() -> None:
    [first, second] = run([[1, -1, 2], [3]])
    assert [item for item, _ in first] == [1, -1, 2]
    assert [result for _, result in first if not isinstance(result, Lost)] == [2, 4]
    assert "SIGKILL" in next(result.reason for _, result in first if isinstance(result, Lost))
    assert second == [(3, 6)]


def test_a_worker_killed_once_costs_nothing(tmp_path: Path) -> None:
    with Workers(nothing, partial(once, tmp_path), 1, quick) as workers:
        assert list(workers.run([[1, 2], [3]])) == [[(1, 2), (2, 4)], [(3, 6)]]


def test_an_item_that_hangs_is_stopped_and_the_rest_is_done() -> None:
    began = time.monotonic()
    with Workers(nothing, double, 2, lambda item: 0.5 if item == -2 else 1.0) as workers:
        [first, second] = workers.run([[1, -2], [3]])
    assert first[0] == (1, 2)
    assert first[1][1] == Lost("it took too long")
    assert second == [(3, 6)]
    assert time.monotonic() - began < 30


def test_a_fault_in_the_program_is_lost_like_any_other(capfd: pytest.CaptureFixture[str]) -> None:
    [[_, (_, lost)]] = run([[1, -4]])
    assert isinstance(lost, Lost)
    assert "exit status 1" in lost.reason
    assert "a fault in the program" in capfd.readouterr().err


def test_where_nothing_can_be_done_it_ends_instead_of_trying_everything(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(module.KgError, match="5 articles in a row"):
        run([[-4] * 4, [-4] * 4])
    capfd.readouterr()


@pytest.mark.parametrize(
    ("how", "why"),
    [("killed", "SIGKILL"), ("gone", "exit status 3"), ("short", "exit status 1"), ("hangs", "too long")],
)
def test_workers_that_end_while_they_load_end_it_soon_whatever_waits_for_them(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, how: str, why: str
) -> None:
    """Once this hung: more than a pipe holds had been handed to a process that never read it."""
    monkeypatch.setattr(module, "LOADING_SECONDS", 2.0 if how == "hangs" else 60.0)
    began = time.monotonic()
    with pytest.raises(module.KgError, match=rf"3 worker processes in a row ended while they started: .*{why}"):
        run_measure(partial(end_loading, how), [[b"x" * 5_000_000] * 3] * 4)
    assert time.monotonic() - began < 60
    assert not list(children())
    capfd.readouterr()


def test_a_worker_that_ends_once_while_it_loads_costs_nothing(tmp_path: Path) -> None:
    done = run_measure(partial(load_at_second_try, tmp_path), [[b"x" * 5_000_000, b"xx"], [b"y"]])
    assert [[size for _, size in batch] for batch in done] == [[5_000_000, 2], [1]]


def test_a_worker_that_stops_reading_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PIPE_SECONDS", 1)
    began = time.monotonic()
    with Workers(nothing, measure, 1, lambda _item: 5.0) as workers:
        results = workers.run([[b"x" * 5_000_000], [b"y" * 5_000_000], [b"z" * 5_000_000]])
        assert [size for _, size in next(results)] == [5_000_000]
        for worker in children():
            worker.suspend()
        assert [[size for _, size in batch] for batch in results] == [[5_000_000]] * 2
    assert time.monotonic() - began < 30


def run_measure(load: Callable[[], str], batches: Sequence[Sequence[bytes]]) -> list[list[tuple[bytes, int | Lost]]]:
    with Workers(load, measure, 2, lambda _item: 5.0) as workers:
        return list(workers.run(batches))


def test_an_error_for_the_user_reaches_the_user() -> None:
    with pytest.raises(UsageError, match="no such thing") as raised:
        run([[1], [-3]])
    assert raised.value.exit_code == UsageError.exit_code


def test_no_process_is_left_when_it_ends_and_none_when_it_fails() -> None:
    run([[1]])
    assert not list(children())
    with pytest.raises(ZeroDivisionError), Workers(nothing, double, 2, quick) as workers:  # noqa: PT012
        for _ in workers.run([[1], [-2], [2]]):
            raise ZeroDivisionError
    assert not list(children())


def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        "from tests.test_workers import *\n"
        "if __name__ == '__main__':\n"
        "    with Workers(nothing, double, 2, quick) as workers:\n"
        "        for _ in workers.run([[1], [2], [-2], [-2]]):\n"
        "            print('busy', flush=True)\n",
        encoding="utf-8",
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    parent = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, env=environment)
    assert parent.stdout is not None
    parent.stdout.readline()
    family = psutil.Process(parent.pid).children(recursive=True)
    assert family
    parent.kill()
    parent.wait()
    parent.stdout.close()
    _, alive = psutil.wait_procs(family, timeout=10)
    assert not alive


def test_cores_are_those_this_process_may_use() -> None:
    assert 1 <= available_cores() <= (os.cpu_count() or 1)


@pytest.mark.parametrize(
    ("texts", "asked", "processes"),
    [
        (["Anna Berg met Tom Reed in Oslo."], None, False),
        (["Anna Berg met Tom Reed in Oslo."], 2, True),
        (["Anna Berg met Tom Reed in Oslo.", "Ida Holm visited Lyon."], None, True),
        (["Anna Berg met Tom Reed in Oslo. " * 2_000], None, True),
    ],
)
def test_one_article_of_usual_length_is_worked_through_without_another_process(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    texts: list[str],
    asked: int | None,
    processes: bool,
) -> None:
    def refused(*_: object) -> None:
        raise UsageError("other processes were asked for")

    monkeypatch.setattr("kg.build.Workers", refused)
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    more = [] if asked is None else ["--workers", str(asked)]
    ran = kg(capsys, "extract", tmp_path, "--home", tmp_path / "home", *more)
    assert (ran.code == 2 and "other processes were asked for" in ran.err) == processes
    assert processes or ran.out.count("\n") == 1
