"""What is done with one portion of a corpus, wherever that may be: read it, work through it, and once more.

The three steps of `kg.run.pipeline` and `kg.read.articles` for a part of the articles; between them the whole corpus
is looked at (kg/run/whole.py): which articles come twice, and which words are people's names throughout.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import InputError
from kg.mention.evidence import CorpusEvidence
from kg.mention.name_table import Evidence
from kg.model import Article
from kg.read.articles import portion_articles
from kg.read.portions import Portion
from kg.read.records import Reading as HowToRead
from kg.run.codec import pack_article, pack_mentions, pack_statements, unpack_article
from kg.run.extract import Extractor
from kg.run.pipeline import Keys, Readers, Reading
from kg.run.stage import Kept, read_rows, write_extractions, write_rows


@dataclass(frozen=True, slots=True)
class Job:
    """What every machine must know."""

    stage: Path
    """Where results are left, the same folder for all."""
    load: Callable[[], Extractor]
    keys: Keys
    how: HowToRead = field(default_factory=HowToRead)
    lexicon: tuple[Path, ...] = ()
    """Folders whose words add to the shipped ones."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a step says of a portion: how many articles there are, and what was wrong, by row."""

    articles: int
    faults: tuple[tuple[int, InputError], ...] = ()
    """By row."""
    lost: tuple[int, ...] = ()
    """Rows of articles that could not be worked through."""


def read_portion(job: Job, number: int, portion: Portion) -> Done:
    """Read a portion and leave its articles."""
    rows: list[tuple[int, int, bytes, str, bytes]] = []
    faults: list[tuple[int, InputError]] = []
    for row, found in enumerate(portion_articles(portion, reading=job.how, lexicon=job.lexicon)):
        if isinstance(found, InputError):
            faults.append((row, found))
        else:
            where, article = found
            rows.append((number, row, where.encode("utf-8", "surrogatepass"), article.id, pack_article(article)))
    write_rows(job.stage, "articles", number, rows)
    return Done(len(rows), tuple(faults))


def first_round(job: Job, crew: Readers, number: int, refused: Sequence[int]) -> Done:
    """Work through a portion's articles, each by itself, and leave what their names show. `refused`: rows left out."""
    articles = _articles(job, number, refused)
    kept = Kept(job.stage, number)
    told = _Told(articles)
    reading = Reading(crew, kept, job.keys, _silent, told)
    shown = reading.first_round([article for article in articles.values() if reading.fits(article)])
    kept.save()
    persons: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for one in shown.values():
        persons.update(one.persons)
        others.update(one.others)
    words = ((word, persons[word], others[word]) for word in sorted({*persons, *others}))
    write_rows(job.stage, "words", number, words)
    lost = tuple(row for row, article in articles.items() if article.id not in shown)
    return Done(len(shown), tuple(told.faults), lost)


def second_round(job: Job, crew: Readers, number: int, refused: Sequence[int], evidence: CorpusEvidence) -> Done:
    """Work through those articles again that other articles explain, and leave what every article says."""
    articles = _articles(job, number, refused)
    kept = Kept(job.stage, number)
    told = _Told(articles)
    reading = Reading(crew, kept, job.keys, _silent, told)
    shown = reading.shown_before(list(articles.values()))
    found = [one.unpacked() for one in reading.second_round(list(articles.values()), shown, evidence)]
    row_of = {article.id: row for row, article in articles.items()}
    rows = (
        (number, row_of[one.article.id], one.article.id, pack_mentions(one.mentions),
         pack_statements(one.claims, one.quotes))
        for one in found
    )  # fmt: skip
    write_extractions(job.stage, number, found)
    write_rows(job.stage, "extractions", number, rows)
    about = {one.article.id: evidence.about(shown[one.article.id]) for one in found}
    kept.save({key for one in found for key in _keys(job.keys, one.article, about[one.article.id])})
    lost = tuple(row_of[ident] for ident in shown if ident not in about)
    return Done(len(found), tuple(told.faults), lost)


def _keys(keys: Keys, article: Article, evidence: Evidence) -> set[bytes]:
    """Under which keys something of this article is worth keeping."""
    return {keys.parse(article), keys.shown(article)} | {
        key
        for known in (Evidence(), evidence)
        for key in (keys.mentions(article, known), keys.statements(article, known))
    }


def _articles(job: Job, number: int, refused: Sequence[int]) -> dict[int, Article]:
    left_out = set(refused)
    rows = read_rows(job.stage, "articles", number)
    return {row: unpack_article(article) for _, row, _, _, article in rows if row not in left_out}


@dataclass
class _Told:
    """Takes note of articles that cannot be worked through, by row."""

    articles: Mapping[int, Article]
    faults: list[tuple[int, InputError]] = field(default_factory=list)

    def __call__(self, error: InputError) -> None:
        row = next((row for row, one in self.articles.items() if error.where in (one.path, one.id)), -1)
        self.faults.append((row, error))


def _silent(_what: str, _done: int, _all: int) -> None:
    """Nobody watches a portion; portions are what progress is told of."""
