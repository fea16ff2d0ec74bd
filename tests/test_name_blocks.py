"""People resolved block by block, in memory or from disk, are the people resolved all at once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.resolution import corpus
from kg.model import Resolution, Story
from kg.resolve.entities import resolve
from kg.resolve.name_blocks import Blocks, all_at_once, block_of_names
from tests.corpora import Written, gazetteer, words

pytest.importorskip("duckdb")
from kg.run.whole import PeopleByName

FIRST = ("Anna", "Ann", "Boris", "Kim", "A.", "Tom R.")
LAST = ("Berg", "Bergh", "Jong-un", "Reed", "Berg-Reed", "de la Cruz", "Kim")


def by_name(folder: Path) -> Blocks:
    folder.mkdir(exist_ok=True)
    return PeopleByName(folder)


def test_a_corpus_resolved_by_names_is_the_one_resolved_at_once(tmp_path: Path):
    extractions, stories = corpus(6_000)

    def resolved(blocks: Blocks) -> Resolution:
        return resolve(extractions, gazetteer(), words(), stories=stories, blocks=blocks)

    assert resolved(by_name(tmp_path / "stage")) == resolved(all_at_once)


@st.composite
def articles(draw: st.DrawFn) -> list[Written]:
    """A few articles of people whose names are alike: full, bare, with initials, in one story or in company."""
    found = []
    for number in range(draw(st.integers(1, 6))):
        article = Written(f"a{number}", "2025-03-03")
        for _ in range(draw(st.integers(1, 4))):
            last = draw(st.sampled_from(LAST))
            full = f"{draw(st.sampled_from(FIRST))} {last}"
            name, gender = draw(st.sampled_from((full, last))), draw(st.sampled_from(("", "female", "male")))
            article.person(name, title=draw(st.sampled_from(("", "mayor", "striker"))), gender=gender)
        found.append(article)
    return found


@settings(max_examples=60)
@given(written=articles(), story=st.booleans())
def test_names_that_are_alike_stay_together(
    written: list[Written], story: bool, tmp_path_factory: pytest.TempPathFactory
):
    extractions = [one.extraction() for one in written]
    stories = [Story("s", tuple(one.ident for one in written[:2]))] if story else []
    at_once = resolve(extractions, gazetteer(), words(), stories=stories)
    blocks = by_name(tmp_path_factory.mktemp("stage"))
    assert resolve(extractions, gazetteer(), words(), stories=stories, blocks=blocks) == at_once


def test_names_that_have_nothing_in_common_are_apart():
    block = block_of_names(["anna berg", "a. berg", "berg", "tom reed", "reed", "eva lund", "lima"])
    assert block["anna berg"] == block["a. berg"] == block["berg"]
    assert block["tom reed"] == block["reed"]
    assert len({block[name] for name in ("berg", "reed", "eva lund", "lima")}) == 4


def test_no_block_of_a_varied_corpus_holds_most_of_it():
    names = {m.local for one in corpus(20_000)[0] for m in one.mentions if m.type == "Person" and m.kind == "name"}
    sizes = Counter(block_of_names(names).values())
    assert max(sizes.values()) < len(names) / 10


def test_nobody_is_nobody(tmp_path: Path):
    assert resolve([], gazetteer(), words(), blocks=by_name(tmp_path / "stage")).entities == {}
