"""Articles from files of every format, and one named error for each that cannot be read."""

from __future__ import annotations

import gzip
import io
import json
import sys
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from kg.errors import DataError, InputError, UsageError
from kg.model import Article
from kg.read.articles import read_articles, text_id
from kg.read.records import Reading
from kg.text.clean import clean_article

TEXT = "Anna Berg opened the new bridge in Lyon on Tuesday, two years later than planned."
MORE = "Many hundred people walked across it with her, although it rained for the whole morning."


def read(*paths: Path, **options: Any) -> tuple[list[Article], list[str]]:  # noqa: ANN401
    errors: list[InputError] = []
    articles = list(read_articles(paths, on_error=errors.append, **options))
    return articles, [str(error) for error in errors]


def one(path: Path, **options: Any) -> Article:  # noqa: ANN401
    articles, errors = read(path, **options)
    assert errors == []
    assert len(articles) == 1
    return articles[0]


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_text_is_kept_as_it_was_read_line_ends_and_all(tmp_path: Path):
    text = f"A title\r\n\r\n{TEXT}\r\n\r\n{MORE}\r\n"
    article = one(write(tmp_path / "a.txt", text))
    assert article.text == text
    assert article.id == text_id(text)
    assert article.path == str(tmp_path / "a.txt")
    assert [text[block.start : block.end] for block in article.blocks] == ["A title", TEXT, MORE]


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path):
    assert one(write(tmp_path / "a.txt", b"\xef\xbb\xbf" + TEXT.encode())).text == TEXT


def test_front_matter_is_metadata_and_offsets_still_count_from_the_start_of_the_file(tmp_path: Path):
    text = f"""---
title: "A bridge: at last"
date: 2024-03-05
publisher: Lyon Courier
authors: [Anna Lind, Tom Reed]
credits: dpa, AFP
url: https://news.example/bridge
something: else
---

{TEXT}
"""
    article = one(write(tmp_path / "a.md", text))
    assert article.text == text
    assert [text[block.start : block.end] for block in article.blocks] == [TEXT]
    assert (article.title, article.published, article.publisher) == (
        "A bridge: at last",
        date(2024, 3, 5),
        "Lyon Courier",
    )
    assert (article.authors, article.credits) == (("Anna Lind", "Tom Reed"), ("Agence France-Presse", "dpa"))
    assert article.url == "https://news.example/bridge"
    assert ("published", "front matter") in article.origins


def test_metadata_comes_before_what_the_lines_say(tmp_path: Path):
    text = f"---\ndate: 2024-03-05\n---\nMarch 9, 2024\nBy Tom Reed\n{TEXT}\n{MORE}"
    article = one(write(tmp_path / "a.md", text))
    assert article.published == date(2024, 3, 5)
    assert article.authors == ("Tom Reed",)
    assert article.origins == (("published", "front matter"), ("authors", "byline, line 5"))


def test_three_dashes_without_an_end_are_text(tmp_path: Path):
    text = f"---\n{TEXT}\n{MORE}\n"
    assert [text[b.start : b.end] for b in one(write(tmp_path / "a.md", text)).blocks] == [TEXT, MORE]


@pytest.mark.parametrize(
    ("front", "fault"),
    [
        ("title: [a, b]", "field 'title' is not text"),
        ("authors: {a: b}", "field 'authors' is neither text nor a list of texts"),
        ("title: a: b", "front matter: mapping values are not allowed in this context"),
        ("just words", "front matter: no fields; write 'title: …', one a line"),
        ("a: &x [1]\nb: *x", "front matter: a YAML alias (*x); write the value out"),
        ("title: !!python/object/apply:os.getcwd [a]", "field 'title' is not text"),
    ],
)
def test_a_fault_in_front_matter_names_file_and_field(tmp_path: Path, front: str, fault: str):
    path = write(tmp_path / "a.md", f"---\n{front}\n---\n{TEXT}")
    articles, errors = read(path)
    assert articles == []
    assert len(errors) == 1
    assert errors[0].startswith(str(path))
    assert errors[0].endswith(fault)


def test_json_lines_keep_their_ids_and_their_order(tmp_path: Path):
    rows = [
        {
            "id": "z/9",
            "text": TEXT,
            "title": "T",
            "published": "2024-03-05",
            "publisher": "P",
            "url": "https://x.example",
        },
        {"id": 7, "text": MORE, "date": "2024-03-06T10:00:00+09:00", "title": None},
        {"text": TEXT + MORE},
    ]
    path = write(tmp_path / "a.jsonl", "\n".join(json.dumps(row) for row in rows) + "\n\n")
    articles, errors = read(path)
    assert errors == []
    assert [article.id for article in articles] == ["z/9", "7", text_id(TEXT + MORE)]
    assert [article.published for article in articles] == [date(2024, 3, 5), date(2024, 3, 6), None]
    assert (articles[0].title, articles[0].publisher, articles[0].url) == ("T", "P", "https://x.example")
    assert articles[0].path is None


def test_each_bad_line_is_named_and_the_good_ones_are_read(tmp_path: Path):
    lines = [
        '{"id": "a", "text": "' + TEXT + '"}',
        "not json",
        "[1, 2]",
        '{"id": "b"}',
        '{"id": "c", "text": 5}',
        '{"id": "d", "text": "x", "published": "yesterday"}',
        '{"id": [1], "text": "x"}',
        '{"id": "e", "text": "  "}',
        '{"id": "a", "text": "another text"}',
        '{"id": "f", "text": "half \\ud800 a character"}',
        '{"id": "g", "text": "last"}',
    ]
    path = write(tmp_path / "a.jsonl", "\n".join(lines))
    articles, errors = read(path)
    assert [(article.id, article.published) for article in articles] == [("a", None), ("d", None), ("g", None)]
    assert [error.removeprefix(f"{path}:") for error in errors] == [
        "2: not JSON: Expecting value at character 1",
        "3: not a JSON object with a field 'text'",
        "4: no field 'text'",
        "5: field 'text' is not text",
        "6: field 'published': 'yesterday' is no date; the article stays without it",
        "7: field 'id' is neither text nor a whole number",
        "8: no text",
        f"9: same id or same text as {path}:1 (a): left out",
        "10: field 'text': half a character at 5 (a lone surrogate)",
    ]


def test_fields_may_go_by_other_names(tmp_path: Path):
    row = {"body": TEXT, "meta": {"day": "2024-03-05"}, "headline": "H"}
    path = write(tmp_path / "a.jsonl", json.dumps(row))
    article = one(path, reading=Reading(mapping={"text": "body", "published": "meta.day", "title": "headline"}))
    assert (article.text, article.published, article.title) == (TEXT, date(2024, 3, 5), "H")
    assert read(path, reading=Reading(mapping={"text": "content"}))[1] == [f"{path}:1: no field 'content'"]
    with pytest.raises(UsageError, match="no field 'txt'"):
        read(path, reading=Reading(mapping={"txt": "body"}))


def test_folders_are_read_sorted_with_all_below_and_without_what_is_hidden(tmp_path: Path):
    for name in ("b.txt", "a/z.md", "a/b.TXT", ".git/c.txt", ".d.txt", "picture.png", "notes.xlsx"):
        write(tmp_path / name, f"{TEXT} {name}")
    articles, errors = read(tmp_path)
    assert errors == [
        f"{tmp_path}/notes.xlsx: left out: .xlsx (not read)",
        f"{tmp_path}/picture.png: left out: .png (not read)",
    ]
    assert [Path(article.path or "").relative_to(tmp_path).as_posix() for article in articles] == [
        "a/b.TXT",
        "a/z.md",
        "b.txt",
    ]


def test_a_folder_without_articles_is_named(tmp_path: Path):
    write(tmp_path / "picture.png", b"\x89PNG")
    error, left_out = read(tmp_path)[1]
    assert error.startswith(f"{tmp_path}: no articles in this folder")
    assert left_out == f"{tmp_path}/picture.png: left out: .png (not read)"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty file"),
        (b" \n\t\n", "empty file"),
        (b"abc\x00def", "binary data, not text"),
        (b"\x89PNG\r\n\x1a\n", "a picture, not text"),
        (b"caf\xe9 in \x81", "not UTF-8 at byte 3 (0xe9), nor windows-1252; name the encoding with --encoding"),
        ("é".encode("utf-16")[:-1], "not utf-16 at byte 2"),
        (b"---\ntitle: nothing else\n---\n\n", "no text"),
    ],
)
def test_an_unreadable_file_is_named_and_the_rest_is_read(tmp_path: Path, content: bytes, reason: str):
    bad, good = write(tmp_path / "a.txt", content), write(tmp_path / "b.txt", TEXT)
    articles, errors = read(tmp_path)
    assert [article.path for article in articles] == [str(good)]
    assert errors == [f"{bad}: {reason}"]


def test_the_size_limit_is_for_one_article_not_for_a_file_of_many(tmp_path: Path):
    write(tmp_path / "big.txt", "word " * 1000)
    rows = "\n".join(json.dumps({"id": n, "text": "word " * 100}) for n in range(50))
    write(
        tmp_path / "many.jsonl",
        rows + "\n" + json.dumps({"id": "big", "text": "word " * 1000}) + "\n" + '{"id":"end","text":"x"}',
    )
    articles, errors = read(tmp_path, reading=Reading(2000))
    assert len(articles) == 51
    assert errors == [
        f"{tmp_path / 'big.txt'}: larger than 2,000 bytes, too much for one article",
        f"{tmp_path / 'many.jsonl'}:51: larger than 2,000 bytes, too much for one article",
    ]


def test_a_file_that_is_not_there_is_named(tmp_path: Path):
    assert read(tmp_path / "gone.txt")[1] == [f"{tmp_path / 'gone.txt'}: no such file or directory"]


def test_a_file_that_vanishes_while_the_folder_is_read_is_named(tmp_path: Path):
    first, second = write(tmp_path / "a.txt", TEXT), write(tmp_path / "b.txt", MORE)
    third = write(tmp_path / "c.txt", TEXT + MORE)
    errors: list[InputError] = []
    reading = read_articles([first, second, third], on_error=errors.append)
    next(reading)
    second.unlink()
    assert [article.path for article in reading] == [str(third)]
    assert [error.where for error in errors] == [str(second)]


def test_the_same_text_twice_is_read_once_and_the_second_is_named(tmp_path: Path):
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "b.txt", TEXT)
    articles, (error,) = read(tmp_path)
    assert [article.path for article in articles] == [str(tmp_path / "a.txt")]
    assert error == f"{tmp_path / 'b.txt'}: same id or same text as {tmp_path / 'a.txt'} ({text_id(TEXT)}): left out"


def test_an_error_raised_by_the_caller_ends_the_reading(tmp_path: Path):
    write(tmp_path / "a.txt", b"")

    def stop(error: InputError) -> None:
        raise error

    with pytest.raises(InputError, match="empty file"):
        list(read_articles([tmp_path], on_error=stop))


def test_line_breaks_and_marks_in_a_block_are_nothing_to_a_parser(tmp_path: Path):
    text = "The mayor of Lyon opened a new\u200f bridge over\nthe Rhone on Tuesday, two years later than it\n"
    text += "was planned and at nearly twice the price that\nher predecessor had named."
    article = one(write(tmp_path / "a.txt", text))
    copy = clean_article(article, lambda _: False)
    (block,) = copy.article.blocks
    assert copy.article.text[block.start : block.end] == text.replace("\n", " ").replace("\u200f", "")


# ------------------------------------------------------------------ further formats


def test_json_may_hold_one_article_or_a_list(tmp_path: Path):
    assert one(write(tmp_path / "one.json", json.dumps({"text": TEXT, "id": "x"}))).id == "x"
    for data in ([{"text": TEXT}, {"text": MORE}], {"articles": [{"text": TEXT}, {"text": MORE}], "page": 1}):
        articles, errors = read(write(tmp_path / "many.json", json.dumps(data)))
        assert [article.text for article in articles] == [TEXT, MORE]
        assert errors == []
    assert read(write(tmp_path / "none.json", "[]"))[1] == [f"{tmp_path / 'none.json'}: an empty list"]


def test_tables_are_read_by_their_column_names(tmp_path: Path):
    content = f'id;text;date\n1;"{TEXT}\n\n{MORE}";2024-03-05\n2;;\n3;"{MORE}";\n'
    path = write(tmp_path / "a.csv", content)
    articles, errors = read(path)
    assert [(article.id, article.published) for article in articles] == [("1", date(2024, 3, 5)), ("3", None)]
    assert articles[0].text == f"{TEXT}\n\n{MORE}"
    assert errors == [f"{path}:5: no field 'text'"]
    assert read(path, reading=Reading(mapping={"text": "body"}))[1] == [
        f"{path}: no column 'body' for text; its columns: id, text, date"
    ]


def test_parquet_is_read_row_by_row(tmp_path: Path):
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "a.parquet"
    parquet.write_table(pa.table({"id": [1, 2], "body": [TEXT, None], "day": [date(2024, 3, 5), None]}), path)
    articles, errors = read(path, reading=Reading(mapping={"text": "body", "published": "day"}))
    assert [(article.id, article.text, article.published) for article in articles] == [("1", TEXT, date(2024, 3, 5))]
    assert errors == [f"{path}, row 2: no field 'body'"]
    assert [article.text for article in read(path)[0]] == [TEXT]
    parquet.write_table(pa.table({"id": [1], "day": ["2024-03-05"]}), path)
    assert read(path)[1] == [f"{path}: no column 'text' for text; its columns: id, day (--map text=COLUMN names one)"]
    (error,) = read(write(tmp_path / "b.parquet", b"PAR1 but not really"))[1]
    assert "not a readable Parquet file" in error


PAGE = f"""<!doctype html><html lang="en"><head><title>A bridge - Lyon Courier</title>
<meta property="og:title" content="A bridge"><meta property="og:site_name" content="Lyon Courier">
<meta name="author" content="Tom Reed"><meta property="article:published_time" content="2024-03-05T10:00:00Z">
<link rel="canonical" href="https://news.example/bridge"></head>
<body><nav><a href="/">Home</a><a href="/sport">Sport</a></nav>
<article><h1>A bridge</h1><p>{TEXT}</p><p>{MORE}</p><p>{TEXT} {MORE}</p></article>
<footer>© 2024 Lyon Courier</footer></body></html>"""


def test_a_web_page_gives_its_main_text_and_its_metadata(tmp_path: Path):
    pytest.importorskip("trafilatura")
    article = one(write(tmp_path / "a.html", PAGE))
    assert TEXT in article.text
    assert "Sport" not in article.text
    assert (article.title, article.published, article.publisher) == ("A bridge", date(2024, 3, 5), "Lyon Courier")
    assert (article.authors, article.url) == (("Tom Reed",), "https://news.example/bridge")
    assert ("publisher", "HTML metadata") in article.origins


def test_a_page_without_an_article_is_named(tmp_path: Path):
    pytest.importorskip("trafilatura")
    path = write(tmp_path / "a.html", "<html><body></body></html>")
    assert read(path)[1] == [f"{path}: an HTML page without the text of an article"]


def test_a_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (error,) = read(write(tmp_path / "a.parquet", PAGE))[1]
    assert "reading Parquet needs an extra: make extras NAME=parquet (" in error


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "windows-1252"])
@pytest.mark.parametrize("ending", ["txt", "csv", "jsonl"])
def test_text_in_other_encodings_is_read_and_a_guess_is_told(tmp_path: Path, encoding: str, ending: str):
    words = "Zoë O’Hallan opened a café in Besançon on Tuesday, two years later than planned."
    if (ending, encoding) == ("jsonl", "utf-16"):
        pytest.skip("lines of JSON are UTF-8 by their definition; a line end of UTF-16 is no byte")
    content = {"txt": words, "csv": f'text,title\n"{words}",Un café\n', "jsonl": f'{{"text": "{words}"}}\n'}[ending]
    articles, told = read(write(tmp_path / f"a.{ending}", content.encode(encoding)))
    assert [article.text for article in articles] == [words]
    guess = [f"{tmp_path}/a.{ending}: not UTF-8: read as windows-1252 (--encoding names another)"]
    assert told == (guess if encoding == "windows-1252" else [])


def test_the_encoding_that_was_named_is_taken(tmp_path: Path):
    path = write(tmp_path / "a.txt", "Žofie Nováková met Łukasz in Brno.".encode("windows-1250"))
    assert one(path, reading=Reading(encoding="windows-1250")).text == "Žofie Nováková met Łukasz in Brno."
    assert read(path, reading=Reading(encoding="utf-8"))[1] == [f"{path}: not utf-8 at byte 0"]


def test_a_mail_gives_subject_date_sender_and_body(tmp_path: Path):
    message = EmailMessage()
    message["Subject"] = "A bridge"
    message["From"] = "Lyon Courier <news@news.example>"
    message["Date"] = "Tue, 05 Mar 2024 10:00:00 +0100"
    message.set_content(f"<p>{TEXT}</p><script>x()</script><p>{MORE}</p>", subtype="html")
    article = one(write(tmp_path / "a.eml", message.as_bytes()))
    assert article.text == f"{TEXT}\n{MORE}"
    assert (article.title, article.published, article.publisher) == ("A bridge", date(2024, 3, 5), "Lyon Courier")


def test_a_feed_gives_an_article_per_entry(tmp_path: Path):
    pytest.importorskip("feedparser")
    feed = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Lyon Courier</title>
    <item><title>A bridge</title><link>https://news.example/1</link><pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate>
    <description>&lt;p&gt;{TEXT}&lt;/p&gt;&lt;p&gt;{MORE}&lt;/p&gt;</description></item>
    <item><title>Another</title><description></description></item></channel></rss>"""
    path = write(tmp_path / "a.rss", feed)
    articles, errors = read(path)
    assert [article.text for article in articles] == [f"{TEXT}\n{MORE}"]
    assert (articles[0].published, articles[0].publisher, articles[0].url) == (
        date(2024, 3, 5),
        "Lyon Courier",
        "https://news.example/1",
    )
    assert errors == [f"{path}, entry 2: no text"]
    assert read(write(tmp_path / "b.rss", "<a><b></b></a>"))[1] == [
        f"{tmp_path / 'b.rss'}: no entries: neither RSS nor Atom"
    ]


def feed_of(*entries: str) -> str:
    items = "".join(f"<item><title>A bridge</title>{entry}</item>" for entry in entries)
    spaces = 'xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return (
        f'<?xml version="1.0"?><rss version="2.0" {spaces}><channel><title>Lyon Courier</title>{items}</channel></rss>'
    )


def test_the_caption_of_a_photo_is_not_the_text_of_a_feeds_entry(tmp_path: Path):
    photo = '<media:content url="a.jpg"><media:description type="html">{}</media:description></media:content>'
    caption = photo.format(f"Workers and <![CDATA[<b>engineers</b>]]> stand beside the old pier. {MORE} " * 3)
    first, second, third = (f"{TEXT} ({day})" for day in ("Monday", "Tuesday", "Wednesday"))
    feed = feed_of(
        f"<description>{first}</description>{caption}",
        f"{caption}<description>{second}</description>",
        photo.format(third),
    )
    articles, errors = read(write(tmp_path / "a.rss", feed))
    assert errors == []
    assert [article.text for article in articles] == [first, second, third]


@pytest.mark.parametrize(
    ("written", "day"),
    [("2025.03.04 10:00", date(2025, 3, 4)), ("1741000000", date(2025, 3, 3)), ("2025-W10-1", None), ("soon", None)],
)
def test_the_date_of_a_feeds_entry_is_as_written_or_none(tmp_path: Path, written: str, day: date | None):
    entry = f"<pubDate>{written}</pubDate><description>{TEXT}</description>"
    (article,), errors = read(write(tmp_path / "a.rss", feed_of(entry)))
    assert article.published == day
    assert [written in error for error in errors] == ([] if day else [True])


@pytest.mark.parametrize(
    "written",
    ["desk@paper.london (Ida Holm)", "Ida Holm &lt;desk@paper.london&gt;", "desk@paper.com (Ida Holm)", "Ida Holm"],
)
@pytest.mark.parametrize("field", ["author", "dc:creator"])
def test_an_address_beside_a_name_is_no_part_of_it(tmp_path: Path, field: str, written: str):
    entry = f"<{field}>{written}</{field}><description>{TEXT}</description>"
    (article,), errors = read(write(tmp_path / "a.rss", feed_of(entry)))
    assert errors == []
    assert article.authors == ("Ida Holm",)


def test_packed_files_are_read_as_what_they_hold(tmp_path: Path):
    write(tmp_path / "a.txt.gz", gzip.compress(TEXT.encode()))
    write(tmp_path / "b.jsonl.gz", gzip.compress(json.dumps({"id": "b", "text": MORE}).encode()))
    articles, errors = read(tmp_path)
    assert errors == []
    assert [article.text for article in articles] == [TEXT, MORE]


@pytest.mark.parametrize(
    ("given", "texts"),
    [
        (TEXT, [TEXT]),
        (json.dumps({"id": 1, "text": TEXT}) + "\n" + json.dumps({"id": 2, "text": MORE}) + "\n", [TEXT, MORE]),
        (json.dumps([{"text": TEXT}, {"text": MORE}], indent=1), [TEXT, MORE]),
        (json.dumps({"text": TEXT}, indent=1), [TEXT]),
        (f"---\ntitle: x\n---\n{TEXT}", [f"---\ntitle: x\n---\n{TEXT}"]),
    ],
)
def test_standard_input_is_told_apart_by_its_first_character(
    monkeypatch: pytest.MonkeyPatch, given: str, texts: list[str]
):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
    articles, errors = read(Path("-"))
    assert errors == []
    assert [article.text for article in articles] == texts


def test_a_lexicon_folder_adds_agencies_and_its_faults_are_named(tmp_path: Path):
    lexicon = tmp_path / "lexicon"
    write(lexicon / "agencies.yaml", "agencies:\n  - {name: Rhone Wire, also: [RW]}\n")
    path = write(tmp_path / "a.txt", f"{TEXT}\n{MORE} (RW)")
    assert one(path, lexicon=[lexicon]).credits == ("Rhone Wire",)
    assert one(path).credits == ()
    for content, fault in (
        ("agencies:\n  - {also: [RW]}", "has no name"),
        ("agencies:\n  - {name: X, kind: pigeon}", "kind 'pigeon' is unknown"),
        ("agencies:\n  - {name: X, alsoo: [Y]}", "unknown field 'alsoo'"),
        ("agencies: 5", "is not a list"),
    ):
        write(lexicon / "agencies.yaml", content)
        with pytest.raises(DataError, match=fault):
            read(path, lexicon=[lexicon])


# ------------------------------------------------------------------ languages and letters

GERMAN = (
    "Der Minister sagte am Dienstag, dass die Brücke im Frühjahr wieder geöffnet werde. Die Stadt habe lange auf das "
    "Geld aus der Hauptstadt gewartet, und viele Menschen seien mit dem Umweg nicht zufrieden gewesen."
)


def test_an_article_in_another_language_is_left_out_and_named(tmp_path: Path):
    german, english = write(tmp_path / "a.txt", GERMAN), write(tmp_path / "b.txt", f"{TEXT} {MORE}")
    articles, told = read(german, english)
    assert [article.language for article in articles] == ["en"]
    assert told == [f"{german}: left out: in German (--language any)"]
    assert [article.language for article in read(german, english, reading=Reading(language="any"))[0]] == ["de", "en"]


def test_letters_that_were_decoded_wrongly_are_set_right_and_told(tmp_path: Path):
    wrong = MORE.replace("although", "although Zoë O’Hallan said").encode().decode("windows-1252")
    row = {"text": wrong, "title": "Zoë in Lyon".encode().decode("windows-1252")}
    articles, told = read(write(tmp_path / "a.jsonl", json.dumps(row)))
    assert "although Zoë O’Hallan said" in articles[0].text
    assert articles[0].title == "Zoë in Lyon"
    assert len(told) == 1
