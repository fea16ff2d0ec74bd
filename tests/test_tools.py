"""What usual tools export is read without --map: fields by their many names, mark-up unpacked, faults in one line."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Article, Block
from kg.read.fields import language_code
from kg.read.markdown import is_markdown, unmarked
from kg.read.records import Reading
from kg.read.snippets import plain_text, unpacked
from kg.text.clean import clean_article
from tests.format_samples import table
from tests.test_articles import MORE, TEXT, one, read, write

LYON = "Lyon Courier"
FIRST, SECOND = date(2024, 3, 5), date(2024, 3, 6)


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_of_zotero_the_abstract_notes_are_read_and_that_is_told(tmp_path: Path, ending: str):
    if ending == "csv":
        row = {"Key": "K1", "Author": "Berg, Anna; Reed, Tom", "Title": "A bridge", "Publication Title": LYON}
        more = {"Abstract Note": TEXT, "Date": "2024-03-05", "Date Added": "2024-05-01", "Publisher": ""}
        other = {"Author": "", "Title": "Rain", "Abstract Note": MORE, "Date": "2024-03"}
        content = table(row | more, row | more | other)
    else:
        creators = [{"firstName": "Anna", "lastName": "Berg"}, {"firstName": "Tom", "lastName": "Reed"}]
        data = {"title": "A bridge", "creators": creators, "abstractNote": TEXT, "publicationTitle": LYON}
        other = {"title": "Rain", "creators": [], "abstractNote": MORE, "date": "2024-03", "publicationTitle": LYON}
        content = json.dumps([{"key": "K1", "data": data | {"date": "2024-03-05"}}, {"key": "K2", "data": other}])
    path = write(tmp_path / f"a.{ending}", content)
    (first, second), told = read(path)
    assert (first.text, first.title, first.published, first.publisher) == (TEXT, "A bridge", FIRST, LYON)
    assert first.authors == ("Anna Berg", "Tom Reed")
    assert (second.text, second.published) == (MORE, None)
    assert told[0] == f"{path}: Zotero keeps no full text: its abstract notes are read for it"
    assert told[1].endswith("'2024-03' names no day; the article stays without it")
    assert len(told) == 2


def test_a_telegram_export_gives_its_messages_with_words_joined_and_the_chat_as_publisher(tmp_path: Path):
    words = ["Anna Berg met ", {"type": "link", "text": "Tom Reed"}, " in Oslo on Monday."]
    chat = {
        "name": "Fjord News",
        "type": "public_channel",
        "id": 99,
        "messages": [
            {"id": 1, "type": "service", "date": "2024-03-05T10:00:00", "text": ""},
            {"id": 2, "type": "message", "date": "2024-03-05T10:00:00", "date_unixtime": "1709632800", "text": words},
            {"id": 3, "type": "message", "date": "2024-03-06T10:00:00", "text": MORE, "forwarded_from": "Coast Wire"},
        ],
    }
    path = write(tmp_path / "a.json", json.dumps(chat))
    (first, second), told = read(path)
    assert first.text == "Anna Berg met Tom Reed in Oslo on Monday."
    assert (first.id, first.published, first.publisher) == ("99/2", FIRST, "Fjord News")
    assert (second.text, second.published, second.publisher) == (MORE, SECOND, "Coast Wire")
    assert told == [f"{path}: 1 messages without a text are left out"]
    other = chat | {"name": "Other", "id": 7}
    everything = write(tmp_path / "b.json", json.dumps({"chats": {"about": "x", "list": [chat, other]}}))
    assert [article.id for article in read(everything)[0]] == ["99/2", "99/3", "7/2", "7/3"]


def test_a_facebook_export_gives_its_posts_in_their_letters(tmp_path: Path):
    posts = [
        {"timestamp": 1709632800, "title": "x", "data": [{"post": f"Zoë: {TEXT}".encode().decode("latin-1")}]},
        {"timestamp": 1709632800, "attachments": [], "data": []},
        {"timestamp": 1709719200, "data": [{"post": MORE}, {"update_timestamp": 1709719200}]},
    ]
    (first, second), told = read(write(tmp_path / "a.json", json.dumps(posts)))
    assert (first.text, first.published) == (f"Zoë: {TEXT}", FIRST)
    assert (second.text, second.published) == (MORE, SECOND)
    assert len(told) == 1


def test_what_the_user_maps_is_taken_before_every_other_name(tmp_path: Path):
    row = {"body": MORE, "content": TEXT, "Lead": "x", "date": "2024-03-06", "meta": {"day": "2024-03-05"}}
    path = write(tmp_path / "a.jsonl", json.dumps(row))
    article = one(path, reading=Reading(mapping={"text": "CONTENT", "published": "meta.day"}))
    assert (article.text, article.published) == (TEXT, FIRST)
    assert one(path, reading=Reading(mapping={"text": "body", "date": "meta.day"})).published == FIRST


def test_two_columns_that_may_be_the_text_are_refused_in_one_line(tmp_path: Path):
    rows = [{"body": TEXT, "content": MORE}, {"body": MORE, "content": TEXT}]
    fault = "'body' and 'content' may both be text: --map text=body or --map text=content (all 2 rows)"
    for name, content in (("a.json", json.dumps(rows)), ("a.csv", table(*rows))):
        assert read(write(tmp_path / name, content)) == ([], [f"{tmp_path / name}: {fault}"])
    days = {"text": TEXT, "publish_date": "2024-03-05", "pubDate": "2024-03-06"}
    (told,) = read(write(tmp_path / "b.json", json.dumps(days)))[1]
    assert "'publish_date' and 'pubDate' may both be published" in told


def test_rows_without_texts_are_one_line_with_what_to_do(tmp_path: Path):
    plain = {"id": "1", "publish_date": "2024-03-05", "media_name": LYON, "title": "A", "url": "https://x.example"}
    (told,) = read(write(tmp_path / "a.csv", table(plain, plain)))[1]
    assert "no column 'text' for text" in told
    assert "if it only lists addresses, save those pages and read them" in told
    rows = [{"title": "A", "description": TEXT}, {"title": "B", "description": MORE}]
    for name, content in (("b.json", json.dumps(rows)), ("b.jsonl", "\n".join(map(json.dumps, rows)))):
        assert read(write(tmp_path / name, content)) == (
            [],
            [f"{tmp_path / name}: no field 'text' (all 2 rows); --map text=description reads the longest there"],
        )


def test_what_a_tool_cut_off_is_told_and_its_marker_dropped(tmp_path: Path):
    path = write(tmp_path / "a.json", json.dumps([{"content": f"{TEXT} He sai… [+1234 chars]"}, {"content": MORE}]))
    (first, second), told = read(path)
    assert (first.text, second.text) == (f"{TEXT} He sai …", MORE)
    assert told == [f"{path}: its texts end where the tool cut them off (“[+1234 chars]”): what follows is not read"]


# ------------------------------------------------------------------ mark-up


@pytest.mark.parametrize("ending", ["csv", "json", "jsonl"])
def test_html_in_a_field_becomes_its_text(tmp_path: Path, ending: str):
    row = {
        "text": f'<p>Peter O&#39;Hallan of <a href="https://x.example/a>b">Norvik</a> &amp; Sons.</p>\n<p>{MORE}</p>'
    }
    row["title"] = "Norvik &amp; Sons: &quot;no&quot;"
    content = table(row) if ending == "csv" else json.dumps(row)
    article = one(write(tmp_path / f"a.{ending}", content))
    assert article.text == f"Peter O'Hallan of Norvik & Sons.\n{MORE}"
    assert article.title == 'Norvik & Sons: "no"'


@pytest.mark.parametrize(
    "text",
    [
        "Profits were < 5 and > 3, she said.",
        "AT&T, R&D and B&B &copy 2024",
        "Anna <Berg> met <b> Tom.",
        "a<b and c>d",
        "Norvik Resources <BR> and Lindqvist Petroleum <P> raised prices <NRV.OS>.",
        "He wrote [sic] * and ** and _x_ and # 5.",
        "snake_case_name 2*3*4",
        "See [1] (and [2]).",
        "Two  blanks\n\nand\ttabs stay.",
    ],
)
def test_prose_is_no_markup(tmp_path: Path, text: str):
    assert unpacked(text) == text
    assert not is_markdown(text)
    assert one(write(tmp_path / "a.jsonl", json.dumps({"text": text}))).text == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<P>One.<BR>Two.</P>", "One.\nTwo."),
        ("One.<br>Two.<br/>Three.", "One.\nTwo.\nThree."),
        ("<div>One <b>bold</b></div><ul><li>Two</li><li>Three</li></ul>", "One bold\nTwo\nThree"),
        ('First <a href="x">link</a> here.\n\nSecond.', "First link here.\n\nSecond."),
        ("<p>One\nline</p>", "One line"),
        ("&lt;p&gt;Twice &amp;amp; more&lt;/p&gt;", "Twice & more"),
        ("<p>A<!-- <p>hidden</p> --> b<script>p()</script></p><style>p{}</style>", "A b"),
        ("<P CLASS='x'>Old</P><P>Capitals", "Old\nCapitals"),
        ("<p>5 &lt; 6 and 7 < 8</p>", "5 < 6 and 7 < 8"),
        ("<table><tr><td>1</td><td>2</td></tr></table>", "1 2"),
        ("<p>a&nbsp;b</p>", "a b"),
    ],
)
def test_html_of_every_kind_is_unpacked(html: str, text: str):
    assert unpacked(html) == text


def clean_block(article: Article, block: Block) -> str:
    """What the parser sees of a block."""
    copy = clean_article(replace(article, blocks=(block,)), lambda _word: False).article
    [seen] = copy.blocks
    return copy.text[seen.start : seen.end]


def test_markdown_is_read_without_its_inner_marks(tmp_path: Path):
    text = f"""---
title: A &amp; B
source: https://x.example/1
author: "[[Anna Berg]]"
---
# A **bridge**

[Anna Berg](https://x.example "t") met **Tom Reed** of *Norvik* and `kg` in _Oslo_ on Monday.[^1]

![A picture](p.png)
{MORE} [The report][1] says so.

[1]: https://y.example
"""
    article = one(write(tmp_path / "a.md", text))
    assert article.text == text
    assert [clean_block(article, block) for block in article.blocks] == [
        "A bridge",
        "Anna Berg met Tom Reed of Norvik and kg in Oslo on Monday.",
        f"{MORE} The report says so.",
    ]
    assert (article.title, article.authors, article.url) == ("A & B", ("Anna Berg",), "https://x.example/1")
    assert one(write(tmp_path / "a.txt", "Anna *Berg* [met](https://x.example) Tom.")).text.startswith("Anna *Berg* [")


NAMES = st.sampled_from(("Anna Berg", "Tom Reed", "Norvik & Sons", "2024", "Oslo, Norway", "she said."))
MARKS = st.sampled_from(("**{}**", "*{}*", "_{}_", "`{}`", "[{}](https://x.example/a_b)", "***{}***"))


@given(st.lists(st.tuples(MARKS, NAMES), min_size=1, max_size=6))
def test_marked_words_are_the_words(parts: list[tuple[str, str]]):
    marked = " and ".join(mark.format(name) for mark, name in parts)
    assert unmarked(marked) == " and ".join(name for _, name in parts)


# ------------------------------------------------------------------ hostile forms


@pytest.mark.parametrize(
    ("ending", "content"),
    [
        ("json", "[" * 10_000 + "]" * 10_000),
        ("json", '{"a":' * 10_000 + "1" + "}" * 10_000),
        ("json", json.dumps({"response": {"results": [[[[[{"body": "x"}]]]]]}})),
        ("jsonl", '{"text":' * 10_000 + "1" + "}" * 10_000),
        ("csv", ",".join(f"c{n}" for n in range(300_000)) + "\n" + "," * 299_999 + "\n"),
        ("json", json.dumps({f"c{n}": n for n in range(300_000)})),
        ("json", json.dumps([{"a": 1}] * 100_000)),
        ("csv", "a,b\n" + "1,2\n" * 100_000),
    ],
)
def test_hostile_rows_are_one_line_each_and_quick(tmp_path: Path, ending: str, content: str):
    path = write(tmp_path / f"a.{ending}", content)
    begin = time.process_time()
    articles, told = read(path)
    assert time.process_time() - begin < 5
    assert articles == []
    assert len(told) == 1
    assert len(told[0]) < 700


@pytest.mark.parametrize(
    "piece",
    [
        "<p><div>",
        "<a ",
        '<a "',
        "<!--",
        "<script>",
        "&",
        "<",
        "</p",
        "<p>\n\r",
        "[a](",
        "**a ",
        "`a",
        "![",
        "\\",
        " ",
        "<p ",
        "<p =",
        "<br /",
    ],
)
def test_long_fields_of_broken_markup_are_unpacked_in_little_time(piece: str):
    text = piece * (300_000 // len(piece))
    begin = time.process_time()
    unpacked(text)
    plain_text(text)
    is_markdown(text)
    unmarked(text)
    assert time.process_time() - begin < 3


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(("body", "content", "data", "source", "messages", "type", "@type", "bodies", "author")),
                inner,
            )
        ),
        max_leaves=15,
    )
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_json_of_these_shapes_is_articles_or_named_faults(tmp_path: Path, value: object):
    path = write(tmp_path / "a.json", json.dumps(value))
    articles, told = read(path)
    assert articles or told
    assert all("\n" not in line and str(path) in line for line in told)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("en-GB", "en"),
        ("eng", "en"),
        ("English", "en"),
        ("German", "de"),
        ("deu", "de"),
        ("fr_FR", "fr"),
        ("x-none", None),
    ],
)
def test_languages_are_two_letters(value: str, code: str | None):
    assert language_code(value) == code


def test_teasers_of_feeds_are_told(tmp_path: Path):
    items = "".join(
        f"<item><title>{n}</title><description>&lt;p&gt;{text}&lt;/p&gt;</description></item>"
        for n, text in enumerate((f"{TEXT} And then … Continue reading A bridge", f"{MORE} [&amp;#8230;]", TEXT))
    )
    path = write(tmp_path / "a.rss", f"<rss version='2.0'><channel><title>{LYON}</title>{items}</channel></rss>")
    articles, told = read(path)
    assert [article.text for article in articles] == [f"{TEXT} And then …", f"{MORE} …", TEXT]
    assert told == [f"{path}: some entries are teasers that break off: their pages have the articles"]
