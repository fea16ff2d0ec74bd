"""The corpus that resolution is measured on: the same every time, and of the kinds of mention that real ones have."""

from __future__ import annotations

from collections import Counter

from benchmarks.resolution import corpus, measure


def test_the_corpus_is_the_same_every_time():
    assert corpus(2000) == corpus(2000)
    assert corpus(2000)[0] != corpus(2001)[0]


def test_it_has_every_kind_of_mention_and_the_names_asked_for():
    extractions, stories = corpus(5000)
    mentions = [mention for extraction in extractions for mention in extraction.mentions]
    assert 5000 <= len(mentions) < 5100
    assert stories
    assert {kind for kind, count in Counter(m.kind for m in mentions).items() if count > 100} == {
        "name",
        "description",
        "pronoun",
    }
    assert {m.type for m in mentions} == {"Person", "Office", "Place", "Organization"}
    assert len({(m.type, m.text) for m in mentions if m.kind == "name"}) >= 500


def test_measuring_gives_rows_with_what_must_be_reached():
    rows = measure([1000, 4000])
    assert [row.ok for row in rows[:3]] == [None, None, True]
    assert rows[3].ok
