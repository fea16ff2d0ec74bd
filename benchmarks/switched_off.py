"""The tests of this project, run in a process of their own while a rule or a word list of the code is switched off."""

from __future__ import annotations

import inspect
import multiprocessing
import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

import pytest

from benchmarks.corpus import ROOT

T = TypeVar("T")
CHOSEN = "not neo4j and not browser and not slow and not alone"
READING = re.compile(r"from kg\.(claim|mention|quote|resolve|when)|\b(extractor|read): |from tests\.(corpora|reading)")
MOST = 400
"""Tests that are run for one switch: those of its module first."""


def in_child(work: Callable[[], T]) -> T:
    """What some work gives that is done in a copy of this process, silently, and leaves no trace in this one."""
    fork = multiprocessing.get_context("fork")
    receiver, sender = fork.Pipe(duplex=False)
    child = fork.Process(target=_do, args=(work, sender))
    child.start()
    sender.close()
    try:
        answer: T = receiver.recv()
    finally:
        child.join()
    return answer


def _do(work: Callable[[], object], sender: Connection) -> None:
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
        sender.send(work())


class Tests:
    """Runs tests that need no server, browser or minutes, and tells which one is running."""

    def __init__(self) -> None:
        self.running = ""
        self.sources: dict[str, str] = {}
        """What each test that passed says, in small letters."""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        """Say which test is running, and write down what it says where it passes."""
        self.running = item.nodeid
        yield
        if isinstance(item, pytest.Function):
            values = item.callspec.params if hasattr(item, "callspec") else {}
            self.sources[item.nodeid] = f"{inspect.getsource(item.function)}{values}".lower()

    def run(self, *chosen: str) -> bool:
        """Whether these tests pass, or all of them; of chosen ones the first that fails ends it."""
        options = ["-q", "-p", "no:cacheprovider", "-m", CHOSEN, "--rootdir", str(ROOT), *(["-x"] if chosen else [])]
        return pytest.main([*options, *(chosen or files())], plugins=[self]) == 0


def files() -> list[str]:
    """The files of tests that read texts or resolve what was read, in this process."""
    found = (str(file.relative_to(ROOT)) for file in sorted((ROOT / "tests").glob("test_*.py")))
    return [name for name in found if READING.search(_file(name))]


@dataclass
class Heard:
    """In which tests a rule says yes, and what each test says."""

    said: Mapping[str, Collection[str]]
    sources: Mapping[str, str]

    def tests_of(self, name: str, stems: Collection[str], *, loading: bool) -> list[str]:
        """The tests in which a rule says yes or that hold a word of a list, those of its own module first; of what
        works while tables are loaded, those of the files that name its module.
        """
        module = ".".join(name.split(".")[:3])
        found = set(self.said.get(name, ()))
        found |= {test for test, source in self.sources.items() if any(stem in source for stem in stems)}
        if loading:
            found |= {test for test in self.sources if module in _file(test.partition("::")[0])}
        room = module.rpartition(".")[2]
        return sorted(found & self.sources.keys(), key=lambda test: (room not in test, test))[:MOST]


@cache
def _file(name: str) -> str:
    return (ROOT / name).read_text("utf-8")
