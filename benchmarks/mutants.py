"""Switch every rule and word list of the code off once, and name those that no text of this project needs.

    python -m benchmarks.mutants [--rooms mention claim …] [--changed COMMIT] [--words] [--tests] [FILE …]

A rule is a function that answers yes or no, or something or nothing: switched off it says no, or nothing. A word list
is a set, a mapping or a row of words that a function reads: switched off it is empty; with `--words`, each of its words
by itself. The texts are those of benchmarks/golden.py and the articles of other files; all are parsed once.
A rule that changes what is found in none of them has no example: it goes, or gets a text that fails without it. What
is named is a candidate: tests that build articles of their own (with dates, several together) are not seen. With
`--tests` (a quarter of an hour), those tests in which it says yes are run without it, and it is named where none fails.
`--changed`: only the modules that differ from a commit; `--only`: only what has these words in its name. The exit
status says whether there are such rules.
"""

from __future__ import annotations

import argparse
import ast
import functools
import importlib
import operator
import pkgutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType, MappingProxyType, ModuleType
from typing import Any

from benchmarks.corpus import ROOT
from benchmarks.golden import BATCH, Reader, article_of, texts_of_relations, texts_of_tests
from benchmarks.switched_off import Heard, Tests, in_child
from kg.graph.assemble import resolve_claims
from kg.read.articles import read_articles
from kg.resolve.entities import resolve
from kg.run.extract import _relations_in, extract, parse
from tools.word_lists import closed_words

ROOMS = ("mention", "claim", "quote", "resolve", "when")
STEM = 4
"""Letters of a word by which a text that may hold a form of it is found."""
AT_PARSING = ("capitals", "language", "lemmas", "word_classes")
"""Modules whose work is done when a text is parsed: here that is over."""
LOADING = -1
"""Where a rule says yes that says it while tables are made of words."""


@dataclass(frozen=True)
class Switch:
    """One rule or word list: where it stands, and what stands in its place when it is off."""

    name: str
    value: Any
    off: Any
    words: tuple[str, ...] = ()
    """Of a word list."""


class Texts:
    """Every text, parsed once, with what is found in it."""

    def __init__(self, files: Sequence[Path]) -> None:
        self.reader = Reader()
        articles = list(read_articles([ROOT / "samples", *files], on_error=lambda _: None))
        texts = dict.fromkeys([*texts_of_tests(), *texts_of_relations()])
        articles += [article_of(f"text-{at}", text) for at, text in enumerate(texts)]
        batches = (articles[at : at + BATCH] for at in range(0, len(articles), BATCH))
        self.docs = [
            (article, doc)
            for some in batches
            for article, doc in zip(some, parse(self.reader.extractor, some), strict=True)
        ]
        self.lower = [article.text.lower() for article in articles]
        self.found = [self.read(at) for at in range(len(articles))]

    def read(self, at: int) -> str:
        """What is found in a text, and what it comes to, in one line."""
        reader = self.reader
        found = extract(reader.extractor, *self.docs[at])
        meant = resolve([found], reader.gazetteer, reader.words, leaders=reader.leaders)
        told = resolve_claims(found, meant, reader.symmetric)
        entities = sorted(meant.entities.items())
        return repr((found.mentions, found.claims, found.quotes, sorted(meant.of.items()), entities, told))

    @contextmanager
    def loaded_anew(self) -> Iterator[None]:
        """Time in which texts are read with tables that are made as the rules stand now."""
        before, self.reader = self.reader, Reader()
        try:
            yield
        finally:
            self.reader = before

    def needs(self, places: Iterator[int] | Sequence[int]) -> bool:
        """Whether one of these texts reads otherwise than before."""
        return any(self._differs(at) for at in places)

    def _differs(self, at: int) -> bool:
        try:
            return self.read(at) != self.found[at]
        except Exception:  # noqa: BLE001  what fails without a rule needs it
            return True


def modules(rooms: Sequence[str]) -> list[ModuleType]:
    """Every module of some rooms of kg."""
    found = []
    for room in rooms:
        package = importlib.import_module(f"kg.{room}")
        found += [
            importlib.import_module(f"{package.__name__}.{one.name}")
            for one in pkgutil.iter_modules(package.__path__)
            if one.name not in AT_PARSING
        ]
    return found


def rules_of(module: ModuleType) -> Iterator[Switch]:
    """The functions and methods of a module that answer yes or no, or something or nothing."""
    owners: list[tuple[str, Mapping[str, Any]]] = [("", vars(module))]
    owners += [
        (f"{name}.", vars(one))
        for name, one in vars(module).items()
        if isinstance(one, type) and one.__module__ == module.__name__
    ]
    for prefix, owner in owners:
        for name, one in owner.items():
            function = inner(one)
            if function and function.__module__ == module.__name__ and not name.startswith("__"):
                answer = str(function.__annotations__.get("return", ""))
                if answer == "bool" or answer.endswith("| None"):
                    value = False if answer == "bool" else None
                    yield Switch(f"{module.__name__}.{prefix}{name}", one, _saying(value))


def inner(value: object) -> FunctionType | None:
    """The function itself, also behind a cache."""
    function = getattr(value, "__wrapped__", value)
    return function if isinstance(function, FunctionType) else None


def _saying(value: object) -> Callable[..., object]:
    return lambda *_args, **_kwargs: value


def lists_of(module: ModuleType, *, single: bool) -> Iterator[Switch]:
    """The word lists of a module that a function reads; `single`: each word of them."""
    read = _read_in_functions()
    for name, value in vars(module).items():
        if (
            not name.isupper()
            or name not in read
            or not isinstance(value, set | frozenset | dict | tuple)
            or len(value) < 2
        ):
            continue
        words = tuple(value)
        if not all(isinstance(word, str) for word in words) or not _defined_in(module, name):
            continue
        if closed_words().issuperset(words):
            continue  # labels and grammar: no text is looked for by them
        for gone in [(word,) for word in words] if single else [words]:
            kept = {k: v for k, v in value.items() if k not in gone} if isinstance(value, dict) else None
            off = kept if kept is not None else type(value)(word for word in words if word not in gone)
            yield Switch(f"{module.__name__}.{name}{f': {gone[0]}' if single else ''}", value, off, gone)


@functools.cache
def _read_in_functions() -> frozenset[str]:
    """The names in capitals that the body of some function reads: others are used up when the module is loaded."""
    found: set[str] = set()
    for file in (ROOT / "kg").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                found |= {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and one.id.isupper()}
    return frozenset(found)


@functools.cache
def _defined_in(module: ModuleType, name: str) -> bool:
    tree = ast.parse(Path(str(module.__file__)).read_text("utf-8"))
    targets = [
        one.targets if isinstance(one, ast.Assign) else [one.target]
        for one in tree.body
        if isinstance(one, ast.Assign | ast.AnnAssign)
    ]
    return any(isinstance(one, ast.Name) and one.id == name for some in targets for one in some)


def owners() -> Iterator[Any]:
    """The modules of kg and of the tests, and the classes in them."""
    for module in [one for name, one in sys.modules.items() if name.startswith(("kg.", "tests."))]:
        yield module
        yield from (one for one in vars(module).values() if isinstance(one, type) and one.__module__ == module.__name__)


def swapped(value: object, others: Mapping[int, object]) -> object:
    """What stands in a value's place, also where others are held in a tuple, a list or a mapping; else the value."""
    if id(value) in others:
        return others[id(value)]
    if isinstance(value, dict | MappingProxyType):
        held = {key: swapped(one, others) for key, one in value.items()}
        return held if any(held[key] is not one for key, one in value.items()) else value
    if type(value) in (tuple, list):
        items = [swapped(one, others) for one in value]  # type: ignore[attr-defined]
        return type(value)(items) if any(map(operator.is_not, items, value)) else value  # type: ignore[call-arg,call-overload]
    return value


@contextmanager
def replaced(switches: Collection[tuple[object, object]]) -> Iterator[None]:
    """Put other values in the places of some, and forget what was remembered of them."""
    others = {id(value): other for value, other in switches}
    places = [
        (owner, name, held, other)
        for owner in owners()
        for name, held in list(vars(owner).items())
        if not name.startswith("__") and (other := swapped(held, others)) is not held
    ]
    for owner, name, _, other in places:
        setattr(owner, name, other)
    forget()
    try:
        yield
    finally:
        for owner, name, held, _ in places:
            setattr(owner, name, held)
        forget()


def forget() -> None:
    """Clear what functions of the rooms remember, but the model."""
    for module in [one for name, one in sys.modules.items() if name.startswith(tuple(f"kg.{room}." for room in ROOMS))]:
        for one in vars(module).values():
            if hasattr(one, "cache_clear") and one.__name__ != "load_model":
                one.cache_clear()
    _relations_in.cache_clear()


def listening(rules: Sequence[Switch], hear: Callable[[str], object]) -> AbstractContextManager[None]:
    """Time in which is told of each rule when it says yes, or something; of one that may say nothing, when it is asked:
    it may do something besides."""

    def heard(rule: Switch) -> Callable[..., object]:
        function = rule.value

        @functools.wraps(function)
        def listen(*args: object, **kwargs: object) -> object:
            answer = function(*args, **kwargs)
            if answer or rule.off() is None:
                hear(rule.name)
            return answer

        return listen

    return replaced([(rule.value, heard(rule)) for rule in rules])


def texts_of_rules(texts: Texts, rules: Sequence[Switch]) -> dict[str, list[int]]:
    """The texts in which each rule once says yes, or something."""
    said: dict[str, set[int]] = defaultdict(set)
    here = LOADING
    with listening(rules, lambda name: said[name].add(here)), texts.loaded_anew():
        for at in range(len(texts.docs)):
            here = at
            texts.read(at)
    return {name: sorted(places) for name, places in said.items()}


def unneeded(texts: Texts, switches: Sequence[Switch], places: Mapping[str, Sequence[int]]) -> Iterator[Switch]:
    """Those that no text needs."""
    for one in switches:
        where = texts_with(texts, one.words) if one.words else places.get(one.name, [])
        with replaced([(one.value, one.off)]):
            if not texts.needs([at for at in where if at != LOADING]) and not needed_loading(texts, where):
                yield one


def needed_loading(texts: Texts, where: Sequence[int]) -> bool:
    """Whether tables made anew read one of these texts otherwise, or cannot be made."""
    try:
        with texts.loaded_anew():
            return texts.needs(range(len(texts.docs)) if LOADING in where else where)
    except Exception:  # noqa: BLE001  what fails without a rule needs it
        return True


def tests_of_rules(switches: Sequence[Switch]) -> Heard:
    """The tests in which each rule once says yes, or something."""
    tests = Tests()
    said: dict[str, set[str]] = defaultdict(set)
    with listening([one for one in switches if not one.words], lambda name: said[name].add(tests.running)):
        tests.run()
    return Heard(dict(said), tests.sources)


def passing(switches: Sequence[Switch], places: Mapping[str, Sequence[int]]) -> Iterator[Switch]:
    """Those without which no test fails either."""
    heard = in_child(lambda: tests_of_rules(switches))
    for one in switches:
        chosen = heard.tests_of(one.name, stems_of(one.words), loading=LOADING in places.get(one.name, ()))
        if not chosen or in_child(lambda one=one, chosen=chosen: pass_without(one, chosen)):
            yield one


def pass_without(switch: Switch, chosen: Sequence[str]) -> bool:
    """Whether some tests pass while something is switched off."""
    with replaced([(switch.value, switch.off)]):
        return Tests().run(*chosen)


def stems_of(words: Collection[str]) -> set[str]:
    """The beginnings of words, by which forms of them are found."""
    return {word.lower()[:STEM] for word in words}


def texts_with(texts: Texts, words: Collection[str]) -> list[int]:
    """The texts that may hold a form of one of these words."""
    stems = stems_of(words)
    return [at for at, text in enumerate(texts.lower) if any(stem in text for stem in stems)]


def changed_modules(commit: str) -> set[str]:
    """The names of the modules that differ from a commit."""
    command = ["git", "diff", "--name-only", commit, "--", "kg"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return {name.removesuffix(".py").replace("/", ".") for name in ran.stdout.split()}


def main() -> int:
    """Switch off, and print what nothing needs."""
    parser = argparse.ArgumentParser(description="Name the rules and word lists that no text needs.")
    parser.add_argument("files", type=Path, nargs="*", help="articles besides")
    parser.add_argument("--rooms", nargs="+", choices=ROOMS, default=ROOMS)
    parser.add_argument("--changed", metavar="COMMIT", help="only modules that differ from this commit")
    parser.add_argument("--words", action="store_true", help="each word of each list by itself")
    parser.add_argument("--tests", action="store_true", help="run the tests without what no text needs")
    parser.add_argument("--only", nargs="+", default=[""], metavar="WORD", help="what has one of these in its name")
    options = parser.parse_args()
    chosen = modules(options.rooms)
    if options.changed:
        names = changed_modules(options.changed)
        chosen = [one for one in chosen if one.__name__ in names]
    switches = [one for module in chosen for one in lists_of(module, single=options.words)]
    if not options.words:
        switches += [one for module in chosen for one in rules_of(module)]
    switches = [one for one in switches if any(word in one.name for word in options.only)]
    texts = Texts(options.files)
    places = texts_of_rules(texts, [one for one in switches if not one.words])
    found = unneeded(texts, switches, places)
    count = 0
    for one in passing(list(found), places) if options.tests else found:
        print(one.name, flush=True)
        count += 1
    print(f"{count} of {len(switches)} are needed by none of {len(texts.docs):,} texts")
    return int(bool(count))


if __name__ == "__main__":
    sys.exit(main())
