"""Marks of quotation, line numbers, a mail's history and the edges of pages: what is read of a text that has them."""

from __future__ import annotations

import textwrap
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Article, Block
from kg.read.agencies import read_press_words
from kg.read.layout import read_layout
from kg.run.codec import pack_article, unpack_article
from kg.text.clean import clean_article

WORDS = read_press_words()
LEAD = "The mayor of Lyon opened a new bridge over the Rhone on Tuesday, two years later than planned."
MORE = "Its builders blame the high water of the spring and the price of steel for the long delay."
PARAGRAPHS = [
    LEAD,
    MORE,
    "She walked over it with Tom Reed of Norvik Energy, who had paid for the lamps and the railings.",
]


def read(text: str) -> list[tuple[str, str]]:
    """(kind, words as a parser sees them) of each block."""
    article = clean_article(Article("a", text, read_layout(text, WORDS).blocks), lambda _word: False).article
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


def prose(text: str) -> list[str]:
    return [words for kind, words in read(text) if kind == "paragraph"]


def wrapped(paragraphs: list[str], width: int = 40) -> list[str]:
    return "\n\n".join(textwrap.fill(one, width) for one in paragraphs).split("\n")


def quoted(paragraphs: list[str], mark: str = "> ") -> str:
    return "\n".join((mark + line).rstrip() for line in wrapped(paragraphs))


@pytest.mark.parametrize("mark", ["> ", ">", ">> ", "> > "])
def test_a_text_quoted_as_a_whole_is_read_without_its_marks(mark: str):
    assert read(quoted(PARAGRAPHS, mark)) == [("paragraph", one) for one in PARAGRAPHS]


@pytest.mark.parametrize("form", ["{:4}  {}", "{} {}", "{:02}: {}", "{} | {}", "{}\t{}"])
def test_numbers_of_lines_are_not_read(form: str):
    text = "\n".join(form.format(number, line) for number, line in enumerate(wrapped(PARAGRAPHS), 1))
    assert read(text) == [("paragraph", one) for one in PARAGRAPHS]


def test_line_numbers_may_begin_anew_on_each_page():
    lines = [f"{number % 6 + 1:3}  {line}" for number, line in enumerate(wrapped(PARAGRAPHS))]
    assert prose("\n".join(lines)) == PARAGRAPHS


def test_figures_at_line_starts_stay_where_they_do_not_count_lines():
    lines = ["12 people came to Lyon on Monday and stayed.", "14 of them left again.", "3 live there now, said Berg."]
    assert prose("\n".join(lines)) == lines
    listed = [f"{number}. {one}" for number, one in enumerate(PARAGRAPHS, 1)]
    assert prose("\n".join(listed)) == PARAGRAPHS


HISTORY = [
    f"On Tue, 5 Mar 2024 at 10:00, Tom Reed <tom@ex.org> wrote:\n{quoted([MORE])}",
    f"On 3/5/24 10:00 AM, Tom Reed wrote:\n{quoted([MORE])}\n>\n> Tom",
    f"On Tue, 5 Mar 2024 at 10:00, Tom Reed\n<tom@ex.org> wrote:\n{quoted([MORE])}",
    f"Tom Reed <tom@ex.org> writes:\n{quoted([MORE])}",
    f"-----Original Message-----\nFrom: Tom Reed\nSent: Tuesday\n\n{MORE}",
    f"From: Tom Reed <tom@ex.org>\nSent: 5 March 2024 10:00\nTo: Anna Berg\nSubject: bridge\n\n{MORE}",
]


@pytest.mark.parametrize("history", HISTORY)
def test_the_history_of_a_mail_is_not_read(history: str):
    assert prose(f"{LEAD}\n\n{history}\n") == [LEAD]


@pytest.mark.parametrize("history", HISTORY[:4])
def test_an_answer_below_the_history_is_read(history: str):
    assert prose(f"{history}\n\n{LEAD}\n") == [LEAD]


@pytest.mark.parametrize("history", HISTORY[:4])
def test_a_history_alone_is_the_text(history: str):
    assert MORE in " ".join(words for _, words in read(history))


@pytest.mark.parametrize(
    "words",
    ["On March 5 she wrote:", "Anna Berg writes:", "The mayor, who left at 10:00, wrote:", "On 5 March Reed wrote:"],
)
def test_what_an_article_quotes_in_a_block_is_read(words: str):
    assert prose(f"{LEAD}\n\n{words}\n\n{quoted([MORE])}\n\n{LEAD}") == [LEAD, MORE, LEAD]


EDGES = [
    "12",
    "- 12 -",
    "Page 12",
    "12 / 30",
    "Page 12 of 30",
    "12\n\nLYON COURIER",
    "LYON COURIER\n12\nMarch 5, 2024",
    "\f",
]
HALVES = [
    ("The minister met Alain Dubreuil in", "Oslo on Monday and left at once."),
    ("The minister met Alain Dubreuil on", "the border and left at once."),
    ("The minister, who had met Alain Dubreuil,", "left at once for Oslo."),
    ("The minister met the president and", "Tom Reed in Oslo before noon on Monday."),
]


@pytest.mark.parametrize(("one", "other"), HALVES)
@pytest.mark.parametrize("edge", EDGES)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_page_does_not_cut_a_sentence_in_two(one: str, other: str, edge: str, gap: str):
    text = f"{LEAD}{gap}{one}{gap}{edge}{gap}{other}{gap}{MORE}{gap}{edge.replace('12', '13')}{gap}{LEAD}"
    assert read(text) == [
        ("paragraph", LEAD),
        ("paragraph", f"{one} {other}"),
        ("paragraph", MORE),
        ("paragraph", LEAD),
    ]


def test_pages_of_wrapped_lines_are_joined():
    lines = wrapped([" ".join(PARAGRAPHS)])
    text = "\n".join([*lines[:2], "", "Page 2 of 3", "Lyon Courier", "", *lines[2:4], "3", "Lyon Courier", *lines[4:]])
    assert read(text) == [("paragraph", " ".join(PARAGRAPHS))]


@pytest.mark.parametrize("edge", EDGES)
def test_a_page_between_two_sentences_joins_nothing(edge: str):
    text = f"{LEAD}\n\n{edge}\n\n{MORE}\n\n{edge.replace('12', '13')}\n\n{LEAD}"
    assert read(text) == [("paragraph", LEAD), ("paragraph", MORE), ("paragraph", LEAD)]


def test_a_subhead_and_the_sentence_below_it_stay_apart():
    assert read(f"{LEAD}\n\nWhat it cost\n\n12\n\n{MORE}") == [
        ("paragraph", LEAD),
        ("heading", "What it cost"),
        ("paragraph", MORE),
    ]


def test_what_is_hidden_is_kept_with_the_article():
    text = quoted(PARAGRAPHS)
    article = Article("a", text, read_layout(text, WORDS).blocks, published=date(2024, 3, 5))
    assert all(block.hidden for block in article.blocks)
    assert {text[start:end].strip() for block in article.blocks for start, end in block.hidden} == {">"}
    assert unpack_article(pack_article(article)) == article


LINES = st.sampled_from([*wrapped(PARAGRAPHS), "", "> ", "12", "\f", "On 3/5/24 10:00 AM, Tom Reed wrote:", "x" * 700])
MARKS = st.sampled_from(["", "> ", ">>", "3 ", "4  "])


@settings(deadline=None)
@given(st.lists(st.tuples(MARKS, LINES).map("".join), max_size=30).map("\n".join))
def test_what_is_hidden_lies_inside_its_block_in_order(text: str):
    for block in read_layout(text, WORDS).blocks:
        at = block.start
        for start, end in block.hidden:
            assert at < start < end < block.end
            at = end


def test_a_block_that_hides_nothing_is_as_before():
    assert Block(0, 5) == Block(0, 5, "paragraph", ())
