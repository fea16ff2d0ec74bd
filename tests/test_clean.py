"""What typesetting and files leave in a text changes nothing of what is found in it, and every offset leads back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from kg.mention.evidence import CorpusEvidence, shown_by
from kg.mention.name_table import Evidence
from kg.model import Article, Block, Extraction
from kg.read.articles import read_articles
from kg.run.codec import unpack_mentions, unpack_statements
from kg.run.extract import Extractor, extract, parse
from kg.run.pipeline import Keys, Task, do_tasks
from kg.text.clean import Known, clean_article, clean_lines, clean_words
from kg.text.offsets import edited
from tests.reading import Reader, Reading

TEXTS = (
    """\
OSLO, March 5, 2024 (Reuters) - Swedish Foreign Minister Marta Lindqvist met her Finnish counterpart Elina Korhola in
Oslo on Tuesday and signed an agreement on the defence of the Baltic Sea, officials said.

"We trust each other," Lindqvist told reporters. Korhola, who was appointed foreign minister in January, will visit
Stockholm next month, her spokesman Peter O'Hallan said.

Norvik Energy, the company that O'Hallan worked for until 2021, bought Brask Holding for two billion crowns last year.
Lindqvist's government criticised the purchase.""",
    """\
Anna Berg, the mayor of Lyon, met the president of Toulouse University, Tom Reed, at the town hall on Monday. They
discussed the university's plans for a new hospital, which the ministry of health has promised to finance.

Reed was born in Bristol and lives in Toulouse. He succeeded Ida Holm, who resigned in 2022 after a dispute with the
French government. Reed's deputy, Pierre Duclos, joined the talks.

Berg flew to Paris on Tuesday. She will meet Prime Minister Jean Morel there, and then Morel's adviser Lucie Vidal.""",
    """\
A court in Nairobi sentenced the businessman Daniel Otieno to six years in prison on Friday. Otieno, the founder of
Savanna Freight, had bribed the former transport minister, Grace Wanjiru, prosecutors said.

Wanjiru was arrested in Mombasa in April. Her lawyer, Samuel Kiprop, accused President Joseph Mutua of persecution;
Mutua's office rejected the accusation. Savanna Freight is owned by Lakeside Group, and Lakeside Group is based in
Kampala.""",
)
TEXTS = tuple(re.sub(r"(?<!\n)\n(?!\n)", " ", text) for text in TEXTS)
BLANKS = (" ", "  ", "\u00a0", " \u00a0", "\u202f", "\u2009 ", "\u3000", "\u200b ", " \u200e", "\t ", "   ")
HIDDEN = ("\u00ad", "\u200b", "\u2060", "\ufeff", "\u200f", "\u202c")
LIGATURES = {"ffi": "\ufb03", "fi": "\ufb01", "fl": "\ufb02", "ff": "\ufb00"}
LINE_ENDS = ("\n", "\r\n", " \n", "  \r\n", "\n   ", "\r\n\t", "\u00a0\n ", "\n\u200b")


@pytest.fixture
def known(extractor: Extractor) -> Known:
    return extractor.known


def clean(text: str, known: Known) -> str:
    return clean_article(Article("a", text, (Block(0, len(text)),)), known).article.text


def read_one(extractor: Extractor, text: str) -> Extraction:
    [article] = read_articles(
        [{"text": text, "published": "2024-03-05"}], on_error=lambda error: pytest.fail(str(error))
    )
    [doc] = parse(extractor, [article])
    return extract(extractor, article, doc)


def told(found: Extraction) -> dict[str, Any]:
    """What was found, in words: no offsets, and of apostrophes one kind."""

    def words(text: str) -> str:
        return text.replace("’", "'")

    mentions = found.mentions
    return {
        "mentions": [(words(m.text), m.type, m.kind, m.title, m.links, m.antecedents) for m in mentions],
        "claims": [
            (c.type, c.subject, c.object, c.status, c.when, c.place, c.speaker, c.details) for c in found.claims
        ],
        "anchors": [words(clean_words(found.article.text[slice(*c.anchor)])) for c in found.claims],
        "sentences": [words(clean_words(found.article.text[slice(*c.sentence)])).strip() for c in found.claims],
        "quotes": [(words(q.text), q.speaker, q.about) for q in found.quotes],
        "credits": (found.article.credits, found.article.published),
    }


def assert_leads_back(found: Extraction) -> None:
    """Every offset is one into the text as read, and what stands there are the words that were found."""
    text = found.article.text
    for one in (*found.mentions, *found.quotes):
        assert clean_words(text[one.start : one.end]).replace("’", "'") == one.text.replace("’", "'")
    for claim in found.claims:
        assert claim.sentence[0] <= claim.anchor[0] < claim.anchor[1] <= claim.sentence[1] <= len(text)


@st.composite
def decorated(draw: st.DrawFn, text: str) -> str:
    """The text with marks, blanks and letters that look like it, each here and there."""
    share = draw(st.sampled_from((2, 5, 20)))
    seed = Random(draw(st.integers(0, 2**32)))  # noqa: S311  nothing is kept secret by it

    def now() -> bool:
        return seed.randrange(share) == 0

    def blank(match: re.Match[str]) -> str:
        return seed.choice(BLANKS) if now() else match.group()

    def hide(match: re.Match[str]) -> str:
        return match.group() + (seed.choice(HIDDEN) if now() else "")

    text = re.sub("|".join(LIGATURES), lambda m: LIGATURES[m.group()] if now() else m.group(), text)
    text = re.sub(r"(?<=\w\w)(?=\w\w)", hide, text)
    text = re.sub(r"(?<=\w)'(?=\w)", lambda m: seed.choice("´ʼ‘`") if now() else m.group(), text)
    return re.sub(" ", blank, text)


@st.composite
def wrapped(draw: st.DrawFn, text: str, known: Known) -> str:
    """The text broken into lines of a width, with what stands around line ends, words cut where lines are full."""
    width, end = draw(st.sampled_from((28, 40, 66))), draw(st.sampled_from(LINE_ENDS))
    seed = Random(draw(st.integers(0, 2**32)))  # noqa: S311  nothing is kept secret by it

    def cut(word: str, room: int) -> int:
        """Where to cut a word that does not fit: 0 where it stays whole."""
        at = min(room - 1, len(word) - 3)
        may_be = at > 2 and word.isalpha() and (known(word) or text.count(word) > 1)
        return at if may_be and seed.randrange(2) == 0 else 0

    def lines(paragraph: str) -> Iterator[str]:
        line = ""
        for word in paragraph.split(" "):
            if line and len(line) + 1 + len(word) > width:
                at = cut(word, width - len(line) - 1)
                yield f"{line} {word[:at]}-" if at else line
                line = word[at:]
            else:
                line = f"{line} {word}".lstrip()
        yield line

    paragraphs = [end.join(lines(paragraph)) for paragraph in text.split("\n\n")]
    return ("\r\n\r\n" if "\r" in end else "\n\n").join(paragraphs)


@pytest.mark.parametrize("text", TEXTS)
def test_decorated_text_says_what_the_plain_one_says(text: str, extractor: Extractor):
    plain = told(read_one(extractor, text))
    assert len(plain["claims"]) >= 5

    @settings(max_examples=12, phases=[Phase.generate])
    @given(decorated(text))
    def check(changed: str) -> None:
        found = read_one(extractor, changed)
        assert told(found) == plain
        assert_leads_back(found)

    check()


@pytest.mark.parametrize("text", TEXTS)
def test_wrapped_text_says_what_the_plain_one_says(text: str, extractor: Extractor):
    plain = told(read_one(extractor, text))

    @settings(max_examples=12, phases=[Phase.generate])
    @given(wrapped(text, extractor.known))
    def check(changed: str) -> None:
        found = read_one(extractor, changed)
        assert told(found) == plain
        assert_leads_back(found)

    check()


def test_mentions_that_were_kept_give_the_same_claims(extractor: Extractor):
    text = TEXTS[0].replace(" ", "  ").replace("ffi", "\ufb03")
    article = read_one(extractor, text).article
    [first] = do_tasks(extractor, [Task(article, Evidence())])
    [second] = do_tasks(extractor, [Task(article, Evidence(), first.doc, first.mentions)])
    assert unpack_mentions(first.mentions) == read_one(extractor, text).mentions
    assert first.statements == second.statements
    assert unpack_statements(first.statements)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jonas Wei-\ndner", "Jonas Weidner"),
        ("Ander-\r\n  son met her", "Anderson met her"),
        ("the govern-\nments", "the governments"),
        ("the pro-\ngramme", "the programme"),
        ("was ex-\npected", "was expected"),
        ("Mc-\nDonald", "McDonald"),
        ("O'Hal-\nlan", "O'Hallan"),
        ("Wei\u00ad\ndner", "Weidner"),
        ("Wei\ufffe\r\ndner", "Weidner"),
        ("JONAS WEI-\nDNER", "JONAS WEIDNER"),
        ("in Saint-\nDenis", "in Saint-Denis"),
        ("SAINT-\nDENIS", "SAINT-DENIS"),
        ("the vice-\npresident", "the vice-president"),
        ("an ex-\nminister", "an ex-minister"),
        ("the French-\nled force", "the French-led force"),
        ("the U.S.-\nbacked force", "the U.S.-backed force"),
        ("long-\nterm plans", "long-term plans"),
        ("in 2024-\n25", "in 2024-25"),
        ("pre-\nand post-war", "pre- and post-war"),
        ("re-\nsign, and then re-sign", "re-sign, and then re-sign"),
        ("Wol-\nfram, not Wolfram", "Wolfram, not Wolfram"),
    ],
)
def test_words_cut_at_the_end_of_a_line_are_whole_and_real_hyphens_stay(text: str, expected: str, known: Known):
    assert clean(text, known) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Reed‘s house", "Reed's house"),
        ("Reed´s house, Holm’s", "Reed’s house, Holm’s"),
        ("the Reeds` house", "the Reeds' house"),
        ("‘I met Reed,’ he said", "‘I met Reed,’ he said"),
        ("``I met Reed''", "``I met Reed''"),
        ("resigned on Monday.4 Norvik bought", "resigned on Monday. Norvik bought"),
        ("said Lindqvist.12 “No", "said Lindqvist. “No"),
        ("in Sept.4 Norvik", "in Sept.4 Norvik"),
        ("rose to 2.5 Crowns", "rose to 2.5 Crowns"),
        ("Lindqvist² said", "Lindqvist said"),
        ("100 km² of", "100 km² of"),
        ("Saint\u2011Denis", "Saint-Denis"),
        ("a\x00b", "a b"),
    ],
)
def test_apostrophes_notes_and_hyphens(text: str, expected: str, known: Known):
    assert clean(text, known) == expected


def test_nothing_is_done_to_a_text_that_is_clean():
    article = Article("a", TEXTS[0], (Block(0, len(TEXTS[0])),))
    lines, offsets = clean_lines(article.text)
    assert lines is article.text
    assert not offsets


@given(st.text("ab \n-\u00ad\u00a0\r\ufb01'´.1A", max_size=60), st.data())
def test_offsets_lead_back_and_forth(text: str, data: st.DataObject):
    copy = clean_article(Article("a", text, (Block(0, len(text)),)), lambda _: False)
    length = len(copy.article.text)
    start = data.draw(st.integers(0, length))
    end = data.draw(st.integers(start, length))
    old = copy.offsets.old((start, end))
    assert 0 <= old[0] <= old[1] <= len(text)
    assert copy.offsets.old(copy.offsets.new(old)) == old
    later = copy.offsets.old((end, length))
    assert old[0] <= later[0] or start == end
    new = copy.offsets.new((0, len(text)))
    assert new == (0, length)


def test_a_span_leaves_out_what_was_dropped_at_its_edges():
    text, offsets = edited("a\u00ad\u00adbc\u00add", [(1, 3, ""), (5, 6, "")])
    assert text == "abcd"
    assert offsets.old((1, 3)) == (3, 5)
    assert offsets.old((0, 1)) == (0, 1)
    assert offsets.old((0, 4)) == (0, 7)
    assert offsets.new((3, 5)) == (1, 3)


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg flew to Warsaw, where Prime Minister Tom Reed received her. Reed's interior minister is "
        "Ida Holm.",
        "Officials from Kenya met on Monday. Kenyan Prime Minister Tom Reed opened the talks. He said that his foreign "
        "minister, Ida Holm, would travel to Oslo.",
        "The Lake Rescue Society (LRS) sent tents to Laos. The LRS is led by Anna Berg, health minister of Laos.",
        "Japan's Prime Minister Tom Reed will visit Kenya on May 3, 2024. Reed will meet President Ida Holm during "
        "his visit.",
    ],
)  # fmt: skip
@pytest.mark.parametrize("blank", ["  ", "\u00a0", "\r\n", " \u200b", "\n  "])
def test_what_is_worked_out_over_the_corpus_is_the_same(text: str, blank: str, read: Reader):
    plain, dirty = read(text), read(text.replace(" ", blank))
    assert plain.offices()
    assert dirty.offices() == plain.offices()
    assert [one.name for one in dirty.resolution.entities.values()] == [
        one.name for one in plain.resolution.entities.values()
    ]
    kinds = {claim.type for one in plain.extractions for claim in one.claims}
    for kind in kinds:
        assert facts_of(dirty, kind) == facts_of(plain, kind)


def facts_of(reading: Reading, kind: str) -> list[tuple[Any, ...]]:
    return [(c.subject, c.object, c.local.status, c.local.when, c.place) for c in reading.claims(kind)]


def test_other_articles_are_asked_about_words_that_marks_or_lines_part():
    evidence = CorpusEvidence(frozenset({"lindqvist", "weidner", "wei"}))
    assert evidence.about(shown_by((), "Lind\u00adqvist left.")).persons == {"lindqvist"}
    assert evidence.about(shown_by((), "Jonas Weid-\r\nner left.")).persons == {"weidner"}
    assert evidence.about(shown_by((), "Jonas Holm left.")).persons == frozenset()


def test_a_parse_depends_on_word_lists_only_where_they_give_a_text_its_case():
    one, other = Keys("model", "words", "relations"), Keys("model", "other words", "relations")
    plain = Article("a", TEXTS[1], (Block(0, len(TEXTS[1])),))
    capitals = replace(plain, text=plain.text.upper())
    assert one.parse(plain) == other.parse(plain)
    assert one.parse(capitals) != other.parse(capitals)


CAPITALS_BEHIND_INITIALS = {
    "Banks in the U.S. And Japan left.": "Banks in the U.S. and Japan left.",
    "The U.S. Has left.": "The U.S. has left.",
    "U.S. Banks sold a U.S. Dollar. The dollar is what banks like.": "U.S. banks sold a U.S. dollar. The dollar "
    "is what banks like.",
    "He left for the U.S. The talks failed.": None,
    "He left for the U.S. Banks in Japan closed. The banks of the U.S. are shut.": None,
    "The Office of the U.S. Courts spoke of other courts.": None,
    "The U.S. Trade Act is about trade. The U.S. Senate voted in the senate.": None,
    "The U.S. Department of Trade met a department. The U.S. Senate voted in the senate.": None,
}


@pytest.mark.parametrize("text", CAPITALS_BEHIND_INITIALS)
def test_a_capital_that_a_full_stop_made_is_none(text: str):
    assert clean_article(Article("a", text, blocks=(Block(0, len(text)),)), lambda _: True).article.text == (
        CAPITALS_BEHIND_INITIALS[text] or text
    )


def test_what_nobody_reads_keeps_its_capitals():
    text = "U.S. And Acme. Banks in the U.S. And Japan left."
    hidden = text.index("And", 10)
    article = Article("a", text, blocks=(Block(15, len(text), hidden=((hidden, hidden + 4),)),))
    assert clean_article(article, lambda _: True).article.text == "U.S. And Acme. Banks in the U.S. Japan left."
    assert clean_article(replace(article, blocks=(Block(15, len(text)),)), lambda _: True).article.text == (
        "U.S. And Acme. Banks in the U.S. and Japan left."
    )
