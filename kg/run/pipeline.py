"""Articles → Extractions, doing again only what has changed, on as many cores as there are.

What is kept of an article, and what it depends on:

    parse        text, blocks, model                     a changed relation or word list costs no parsing
    shown        parse, words and code                   what its names show other articles
    mentions     parse, words and code, evidence         a changed relation costs no mentions
    statements   mentions, relations, publication day    claims and quotations

Two rounds: each article by itself; then once more those few whose names other articles explain
(kg/mention/evidence.py). What is kept is what would be worked out again, so that a build with the cache equals one
without, byte for byte.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from kg.errors import InputError, InternalError
from kg.mention.capitals import in_capitals
from kg.mention.evidence import CorpusEvidence, Shown, gather
from kg.mention.language import BATCH_ARTICLES
from kg.mention.name_table import Evidence
from kg.model import Article, Block, Extraction
from kg.run.cache import blocks_of, cache_key
from kg.run.codec import unpack_mentions, unpack_shown, unpack_statements
from kg.run.workers import Crew, Lost
from kg.text.clean import clean_words

if TYPE_CHECKING:
    from pathlib import Path

    from kg.run.extract import Extractor

Step = Callable[[str, int, int], None]
"""Told of progress: what is being done, how many are done, of how many (0: not known)."""

BATCH_CHARACTERS = 40_000
LOOKED_UP = 256
"""Articles looked up in the cache at once."""
MAX_BLOCK = 100_000
"""Characters of one paragraph: the parser's memory grows with it, and no paragraph of news has a tenth of that."""
MAX_PROSE = 400_000
"""Characters of prose in one article: a book of 200 pages, which takes a gigabyte of memory to parse."""
SECONDS = 10.0
SECONDS_A_CHARACTER = 0.002
"""What an article may take, many times what it does take: 0.00005 seconds a character, 0.0003 on a crowded machine."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Under which keys what is found in an article is kept."""

    model: str
    words: str
    relations: str
    _parses: dict[int, tuple[Article, bytes]] = field(default_factory=dict, repr=False, compare=False)
    """By the identity of the articles: each is asked for several times."""

    def parse(self, article: Article) -> bytes:
        """Of its parsed Doc."""
        known = self._parses.get(id(article))
        if known is None or known[0] is not article:
            known = self._parses[id(article)] = article, self._parse(article)
        return known[1]

    def _parse(self, article: Article) -> bytes:
        words = self.words if in_capitals(article) else ""
        return cache_key("parse", self.model, words, article.text, blocks_of(article))

    def shown(self, article: Article) -> bytes:
        """Of what it shows other articles."""
        return cache_key("shown", self.words, self.parse(article))

    def mentions(self, article: Article, evidence: Evidence) -> bytes:
        """Of its mentions."""
        return cache_key("mentions", self.words, self.parse(article), *sorted(evidence.persons))

    def statements(self, article: Article, evidence: Evidence) -> bytes:
        """Of its claims and quotations."""
        day = article.published.isoformat() if article.published else ""
        return cache_key("statements", self.relations, day, self.mentions(article, evidence))


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be found in one article, with what is known of it already."""

    article: Article
    evidence: Evidence
    doc: bytes | None = None
    mentions: bytes | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, ready to be kept; what the task brought along is not sent back."""

    doc: bytes | None
    mentions: bytes
    shown: bytes
    statements: bytes


Result = Found | InternalError
"""What was found in an article, or that kg failed on it."""
Readers = Crew[Task, Result]
"""Whoever works through articles."""


def seconds_for(task: Task) -> float:
    """How long a task may take."""
    return SECONDS + SECONDS_A_CHARACTER * len(task.article.text)


def load(model: str, lexicon: Path, relations: tuple[Path, ...]) -> Extractor:
    """What `do_tasks` works with: loaded where there is work, and not by who hands it out."""
    from kg.run.extract import load_all  # noqa: PLC0415  who parses nothing need not wait for it

    return load_all(model, lexicon, relations)


def do_tasks(extractor: Extractor, tasks: Sequence[Task]) -> list[Result]:
    """Do tasks; what is not parsed yet is parsed together. What kg fails on costs the one article."""
    from kg.run.tasks import done  # noqa: PLC0415  as above

    return done(extractor, tasks)


def article_name(article: Article) -> str:
    """What an article is called where something is wrong with it."""
    return article.path or article.id


def extract_corpus(
    articles: Sequence[Article],
    crew: Readers,
    cache: Kept,
    keys: Keys,
    *,
    step: Step = lambda *_: None,
    on_error: Callable[[InputError], None],
) -> list[Packed]:
    """What each article says, in order. An article that cannot be worked through goes to `on_error` and is left out.

    What is lost in the second round has been evidence for others: these are read once more without it.
    """
    reading = Reading(crew, cache, keys, step, on_error)
    shown = reading.first_round([article for article in articles if reading.fits(article)])
    while True:
        found = list(reading.second_round(articles, shown, gather(shown.values())))
        if len(found) == len(shown):
            return found
        shown = {one.article.id: shown[one.article.id] for one in found}


@dataclass(frozen=True, slots=True)
class Packed:
    """What an article says as it is kept, in a tenth of the memory: workers, who need most, may end before it is
    unpacked."""

    article: Article
    mentions: bytes
    statements: bytes
    key: bytes
    """Under which its claims are kept."""

    def unpacked(self) -> Extraction:
        """What it says."""
        return Extraction(
            self.article, unpack_mentions(self.mentions), *unpack_statements(self.statements), key=self.key
        )


class Kept(Protocol):
    """Where what was found is kept: bytes by key. It may lose some, which costs their being found again."""

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The values of those keys that are there."""
        ...

    def put(self, rows: Mapping[bytes, bytes]) -> None:
        """Keep values."""
        ...


@dataclass(frozen=True, slots=True)
class Reading:
    """The two rounds, and what both need. An article that cannot be worked through goes to `on_error`."""

    crew: Readers
    cache: Kept
    keys: Keys
    step: Step
    on_error: Callable[[InputError], None]

    def fits(self, article: Article) -> bool:
        """Whether an article is within its budget of characters; reported where not."""
        sizes = [_size(article, block) for block in article.blocks]
        if max(sizes, default=0) > MAX_BLOCK:
            self._leave_out(article, f"a paragraph of {max(sizes):,} characters; at most {MAX_BLOCK:,} can be parsed")
        elif sum(sizes) > MAX_PROSE:
            self._leave_out(article, f"{sum(sizes):,} characters of prose; at most {MAX_PROSE:,} can be parsed")
        else:
            return True
        return False

    def first_round(self, articles: Sequence[Article]) -> dict[str, Shown]:
        """What each article shows by itself, by its id; those not known yet are worked through."""
        shown = self.shown_before(articles)
        new = [Task(article, Evidence()) for article in articles if article.id not in shown]
        self.step("extract", len(shown), len(articles))
        for results in self._work(self._batches(new, with_mentions=False)):
            for article, found in results:
                if found:
                    shown[article.id] = unpack_shown(found.shown)
                    self.step("extract", len(shown), len(articles))
        return shown

    def shown_before(self, articles: Sequence[Article]) -> dict[str, Shown]:
        """What those articles show that were worked through before, by id."""
        shown: dict[str, Shown] = {}
        for some in _portions(articles, LOOKED_UP):
            wanted = {article.id: self.keys.shown(article) for article in some}
            kept = self.cache.get(list(wanted.values()))
            shown.update({ident: unpack_shown(kept[key]) for ident, key in wanted.items() if key in kept})
        return shown

    def second_round(
        self, articles: Sequence[Article], shown: Mapping[str, Shown], evidence: CorpusEvidence
    ) -> Iterator[Packed]:
        """What every article says that the first round shows, in order, in the light of the others."""
        looked_up: deque[_Portion] = deque()

        def batches() -> Iterator[list[Task]]:
            for some in _portions([article for article in articles if article.id in shown], LOOKED_UP):
                portion = self._portion(some, [evidence.about(shown[one.id]) for one in some])
                looked_up.append(portion)
                yield from self._batches(portion.tasks, with_mentions=True)
                yield []

        for results in self._work(batches()):
            looked_up[0].add(results)
            if not results:
                yield from looked_up.popleft().packed()

    def _portion(self, articles: Sequence[Article], about: Sequence[Evidence]) -> _Portion:
        entries = [self._entries(article, known) for article, known in zip(articles, about, strict=True)]
        kept = self.cache.get([key for entry in entries for key in entry])
        rows = zip(articles, about, entries, strict=True)
        tasks = [Task(article, known) for article, known, entry in rows if not all(key in kept for key in entry)]
        wanted = {article.id: entry for article, entry in zip(articles, entries, strict=True)}
        return _Portion(articles, wanted, kept, tasks)

    def _entries(self, article: Article, evidence: Evidence) -> tuple[bytes, bytes]:
        return self.keys.mentions(article, evidence), self.keys.statements(article, evidence)

    def _work(self, batches: Iterable[list[Task]]) -> Iterator[list[tuple[Article, Found | None]]]:
        """Have tasks done, keep what was found, and report what was lost (None)."""
        for results in self.crew.run(batches):
            rows: dict[bytes, bytes] = {}
            for task, found in results:
                if isinstance(found, Lost):
                    self._leave_out(task.article, found.reason)
                elif isinstance(found, InternalError):
                    self.on_error(found)
                else:
                    rows.update(self._rows(task, found))
            self.cache.put(rows)
            yield [(task.article, found if isinstance(found, Found) else None) for task, found in results]

    def _rows(self, task: Task, found: Found) -> Iterator[tuple[bytes, bytes]]:
        if found.doc is not None:
            yield self.keys.parse(task.article), found.doc
        if not task.evidence.persons:
            yield self.keys.shown(task.article), found.shown
        yield from zip(self._entries(task.article, task.evidence), (found.mentions, found.statements), strict=True)

    def _batches(self, tasks: Iterable[Task], *, with_mentions: bool) -> Iterator[list[Task]]:
        """Tasks in batches of about one size, with what the cache holds for them."""
        for batch in _sized(tasks):
            parses = [self.keys.parse(task.article) for task in batch]
            mentions = [self.keys.mentions(task.article, task.evidence) for task in batch]
            kept = self.cache.get([*parses, *mentions] if with_mentions else parses)
            rows = zip(batch, parses, mentions, strict=True)
            yield [replace(task, doc=kept.get(parsed), mentions=kept.get(found)) for task, parsed, found in rows]

    def _leave_out(self, article: Article, reason: str) -> None:
        self.on_error(InputError(article_name(article), f"{reason}; left out"))


@dataclass(frozen=True, slots=True)
class _Portion:
    """Articles that were looked up together; what they say is complete when their tasks are done."""

    articles: Sequence[Article]
    wanted: Mapping[str, tuple[bytes, bytes]]
    """Under which keys mentions and statements are kept, by article id."""
    kept: dict[bytes, bytes]
    tasks: Sequence[Task]

    def add(self, results: Iterable[tuple[Article, Found | None]]) -> None:
        """What was found in some of them."""
        for article, found in results:
            if found:
                self.kept.update(zip(self.wanted[article.id], (found.mentions, found.statements), strict=True))

    def packed(self) -> Iterator[Packed]:
        """In order, without those that were lost."""
        for article in self.articles:
            _, key = self.wanted[article.id]
            mentions, statements = (self.kept.get(key) for key in self.wanted[article.id])
            if mentions is not None and statements is not None:
                yield Packed(article, mentions, statements, key)


def _size(article: Article, block: Block) -> int:
    """How much of a block a parser is given: of a long one, what is left when it is clean."""
    size = block.end - block.start
    return size if size <= MAX_BLOCK else len(clean_words(article.text[block.start : block.end]))


def _sized(tasks: Iterable[Task]) -> Iterator[list[Task]]:
    batch: list[Task] = []
    size = 0
    for task in tasks:
        batch.append(task)
        size += len(task.article.text)
        if len(batch) >= BATCH_ARTICLES or size >= BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _portions(articles: Sequence[Article], size: int) -> Iterator[list[Article]]:
    rest = iter(articles)
    while some := list(islice(rest, size)):
        yield some
