"""Articles from documents: PDF, Word, RTF, OpenDocument, EPUB, subtitles, zip files and web archives."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import pytest

from kg.errors import InputError
from kg.model import Article
from kg.read.articles import read_articles
from kg.read.hyphens import rejoin
from kg.run.extract import Extractor, extract, parse
from tests.documents import Printed, column, epub, odt, packed, pdf, warc

TITLE = "A Bridge for Lyon at Last"
LEAD = "LYON, March 5, 2024 (AFP) - Anna Berg, the mayor of Lyon, met Tom Reed on Tuesday to open the new bridge."
NEXT = "She thanked him for his patience, and said that nobody had believed in it two years ago."
LAST = "Ida Holm, who runs Norvik Energy, said that her company would pay for the lamps on it."
ARTICLE = f"{TITLE}\nBy Paul Lind\n{LEAD}\n{NEXT}\n{LAST}"
OTHER_TITLE = "Holm Leaves Norvik Energy"
OTHER = (
    f"{OTHER_TITLE}\nBy Nina Vale\nOSLO, March 6, 2024 (AFP) - Ida Holm left Norvik Energy on Wednesday.\n"
    "She had run the company for six years, and gave no reason for it.\nHer successor is Tom Reed, who lives in Oslo."
)


def read(*paths: Path) -> tuple[list[Article], list[str]]:
    errors: list[InputError] = []
    articles = list(read_articles(paths, on_error=errors.append))
    return articles, [str(error) for error in errors]


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def one(path: Path) -> Article:
    articles, errors = read(path)
    assert errors == []
    assert len(articles) == 1
    return articles[0]


def fault(path: Path) -> str:
    articles, errors = read(path)
    assert articles == []
    assert len(errors) == 1
    assert "\n" not in errors[0]
    return errors[0].removeprefix(str(path))


def assert_is_the_article(article: Article) -> None:
    assert article.title == TITLE
    assert article.authors == ("Paul Lind",)
    assert article.published == date(2024, 3, 5)
    assert article.credits == ("Agence France-Presse",)
    assert [line for line in article.text.split("\n") if line] == ARTICLE.split("\n")


def says(article: Article, extractor: Extractor) -> set[tuple[str, str, str]]:
    """(type, subject, object) of the claims of an article, as they stand in its text."""
    (doc,) = parse(extractor, [article])
    found = extract(extractor, article, doc)
    for mention in found.mentions:
        assert article.text[mention.start : mention.end] == mention.text
    return {
        (claim.type, found.mentions[claim.subject].text, found.mentions[claim.object].text) for claim in found.claims
    }


# ------------------------------------------------------------------ all of them


def docx_of(lines: str, *, properties: bool = False) -> bytes:
    document = docx.Document()
    heading, *paragraphs = lines.split("\n")
    document.add_heading(heading)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.sections[0].header.paragraphs[0].text = "Lyon Courier, every day"
    if properties:
        document.core_properties.title, document.core_properties.author = TITLE, "Paul Lind"
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def rtf_of(lines: str) -> str:
    fonts = r"{\fonttbl{\f0\fswiss\fcharset0 Arial;}}{\colortbl;\red0\green0\blue0;}"
    return (
        rf"{{\rtf1\ansi\ansicpg1252{fonts}{{\header Lyon Courier\par}}\f0 "
        + r"\par ".join(lines.split("\n"))
        + r"\par}"
    )


def odt_of(lines: str) -> bytes:
    heading, *paragraphs = lines.split("\n")
    return odt(f"<text:h>{heading}</text:h>" + "".join(f"<text:p>{one}</text:p>\n" for one in paragraphs))


def epub_of(*articles: str) -> bytes:
    chapters = {}
    for number, lines in enumerate(articles):
        heading, *paragraphs = lines.split("\n")
        chapters[f"{number}.xhtml"] = f"<h1>{heading}</h1>" + "".join(f"<p>{one}</p>" for one in paragraphs)
    return epub(chapters)


def pdf_of(lines: str) -> bytes:
    heading, byline, *paragraphs = lines.split("\n")
    top: list[Printed] = [(50, 780, 20, heading), (50, 750, 10, byline)]
    return pdf([[*top, *column("\n".join(paragraphs), 50, 720, 60, indent=3)]])


MADE = {"pdf": pdf_of, "docx": docx_of, "rtf": rtf_of, "odt": odt_of, "epub": epub_of}


@pytest.mark.parametrize("ending", sorted(MADE))
def test_a_document_is_read_as_the_same_text_would_be(tmp_path: Path, ending: str, extractor: Extractor):
    write(tmp_path / f"a.{ending}", MADE[ending](ARTICLE))
    write(tmp_path / f"b.{ending}", MADE[ending](OTHER))
    articles, errors = read(tmp_path)
    assert errors == []
    assert [article.title for article in articles] == [TITLE, OTHER_TITLE]
    assert [article.published for article in articles] == [date(2024, 3, 5), date(2024, 3, 6)]
    assert_is_the_article(articles[0])
    plain = one(write(tmp_path / "plain.txt", ARTICLE))
    assert says(articles[0], extractor) == says(plain, extractor)
    assert ("MET", "Anna Berg", "Tom Reed") in says(plain, extractor)


@pytest.mark.parametrize("ending", [*sorted(MADE), "zip"])
@pytest.mark.parametrize("name", ["a.txt", "a", "a.csv"])
def test_a_document_is_told_by_its_first_bytes_whatever_it_is_called(tmp_path: Path, ending: str, name: str):
    made = packed({"x.txt": ARTICLE}) if ending == "zip" else MADE[ending](ARTICLE)
    assert_is_the_article(one(write(tmp_path / name, made)))


# ------------------------------------------------------------------ PDF


def paged(pages: list[str], *, heads: bool = True, left: float = 50, letters: int = 60) -> bytes:
    """A PDF of pages of text, with a running head and foot on each."""
    made: list[list[Printed]] = []
    for number, text in enumerate(pages, 1):
        head = (50, 810, 8, "Lyon Courier") if number % 2 else (400, 810, 8, "The new bridge")
        foot = [
            (50.0, 30.0, 8.0, f"Lyon Courier, 5 March 2024, page {number} of {len(pages)}"),
            (290.0, 18.0, 8.0, f"{number}"),
        ]
        made.append([*([head, *foot] if heads else []), *column(text, left, 780, letters, indent=3)])
    return pdf(made)


SENTENCES = [
    "The workers of Norvik Energy who had built the first of the lamps met the mayor near the old harbour.",
    "On the second day Anna Berg brought them coffee, and told them how much the city had to thank them for.",
    "Rain came down through the third night, so that none of the boats which had brought the steel could leave.",
    "Tom Reed, a writer from Oslo who had lived on the fourth floor of a house beside it, took the pictures.",
    "Half of the fifth pillar had to be cut away again, because the river had turned out to be deeper there.",
    "Whoever crossed on foot before the sixth month of the year paid nothing, and many did so every morning.",
    "Nobody could say at the seventh meeting of the council why the price was twice what had been agreed on.",
    "At eight the lights went on for the first time, and a band from Bergen played until it was too cold.",
    "Ida Holm said that nine out of ten people in the city had asked for a bridge at exactly this place.",
]


def test_running_heads_feet_and_page_numbers_are_no_text(tmp_path: Path):
    article = one(write(tmp_path / "a.pdf", paged([*SENTENCES[:4]])))
    assert article.text.split("\n\n") == SENTENCES[:4]


def test_a_head_that_numbers_the_pages_of_a_changing_title_is_no_text(tmp_path: Path):
    pages = [
        [(50, 810, 8, f"Chapter {1 + n // 2}: {'The bridge' if n < 2 else 'A wholly different matter'}"),
         (500, 810, 8, f"{n + 7}"), *column(SENTENCES[n], 50, 780, 60)]
        for n in range(4)
    ]  # fmt: skip
    assert one(write(tmp_path / "a.pdf", pdf(pages))).text.split("\n\n") == SENTENCES[:4]


def test_a_line_that_stands_once_at_the_edge_of_a_page_is_text(tmp_path: Path):
    article = one(write(tmp_path / "a.pdf", paged(SENTENCES[:3], heads=False)))
    assert article.text.split("\n\n") == SENTENCES[:3]


def test_a_sentence_goes_on_over_the_end_of_a_page(tmp_path: Path):
    words = SENTENCES[0].split()
    pages = [" ".join(words[:11]), " ".join(words[11:])]
    article = one(write(tmp_path / "a.pdf", paged([*pages, SENTENCES[1]])))
    assert article.text.split("\n\n") == SENTENCES[:2]


def in_columns(
    texts: list[str], *, letters: int = 30, left: float = 50, step: float = 200, top: float = 700
) -> list[Printed]:
    return [
        line for number, text in enumerate(texts) for line in column(text, left + number * step, top, letters, indent=2)
    ]


@pytest.mark.parametrize("columns", [2, 3])
@pytest.mark.parametrize("order", ["column by column", "row by row"])
def test_columns_are_read_one_after_the_other(tmp_path: Path, columns: int, order: str):
    texts = ["\n".join(SENTENCES[3 * n : 3 * n + 3]) for n in range(columns)]
    letters, step = (38, 250.0) if columns == 2 else (24, 165.0)
    lines = in_columns(texts, letters=letters, step=step)
    if order == "row by row":
        lines = sorted(lines, key=lambda line: (-line[1], line[0]))
    above, below = (
        (50.0, 780.0, 20.0, TITLE),
        (50.0, 100.0, 10.0, "Norvik Energy paid for the printing of this paper and all of its pages."),
    )
    article = one(write(tmp_path / "a.pdf", pdf([[above, *lines, below]])))
    assert article.text.split("\n\n") == [TITLE, *SENTENCES[: 3 * columns], below[3]]


def test_columns_that_do_not_stand_on_one_line_are_read_one_after_the_other(tmp_path: Path):
    left = column("\n".join(SENTENCES[:3]), 50, 700, 38, indent=2)
    right = column("\n".join(SENTENCES[3:6]), 300, 695, 38, indent=2)
    assert one(write(tmp_path / "a.pdf", pdf([[*left, *right]]))).text.split("\n\n") == SENTENCES[:6]


def test_a_last_column_of_one_line_is_read_where_other_pages_have_columns(tmp_path: Path):
    full = in_columns(["\n".join(SENTENCES[:3]), "\n".join(SENTENCES[3:6])], letters=38, step=250)
    last = [*column(SENTENCES[6], 50, 700, 38), (300.0, 700.0, 10.0, "Anna Berg wrote this report.")]
    text = one(write(tmp_path / "a.pdf", pdf([full, last]))).text
    assert text.split("\n\n")[-2:] == [SENTENCES[6], "Anna Berg wrote this report."]


def test_a_table_is_no_columns_and_its_cells_are_no_sentence(tmp_path: Path):
    rows = [
        ("Anna Berg", "mayor", "Lyon"),
        ("Tom Reed", "writer", "Oslo"),
        ("Ida Holm", "chief", "Bergen"),
        ("Nina Vale", "clerk", "Graz"),
    ]
    table = [(50.0 + 150 * n, 600.0 - 12 * m, 10.0, cell) for m, row in enumerate(rows) for n, cell in enumerate(row)]
    text = one(write(tmp_path / "a.pdf", pdf([[*column(SENTENCES[0], 50, 700, 70), *table]]))).text
    assert text.split("\n")[2:] == [cell for row in rows for cell in row]


@pytest.mark.parametrize("form", ["blank lines", "indents"])
def test_paragraphs_are_parted_by_blank_lines_and_by_indents(tmp_path: Path, form: str):
    between = "\n\n" if form == "blank lines" else "\n"
    lines = column(between.join(SENTENCES[:4]), 50, 700, 45, indent=0 if form == "blank lines" else 3)
    assert one(write(tmp_path / "a.pdf", pdf([list(lines)]))).text.split("\n\n") == SENTENCES[:4]


def test_lines_that_were_ended_on_purpose_stay_lines(tmp_path: Path):
    block = ["Anna Berg", "Mayor of Lyon", "City Hall"]
    lines = [*column(SENTENCES[0], 50, 700, 70), *((50.0, 600.0 - 12 * n, 10.0, line) for n, line in enumerate(block))]
    assert one(write(tmp_path / "a.pdf", pdf([lines]))).text == f"{SENTENCES[0]}\n\n" + "\n".join(block)


def test_what_stands_upside_on_the_margin_or_behind_the_page_is_no_text(tmp_path: Path):
    made = pdf([[*column(SENTENCES[0], 50, 700, 60)]])
    turned = b"0 1 -1 0 20 300 Tm (printed by Norvik) Tj 1 0 0 1 900 300 Tm (cut 12) Tj ET"
    longer = made.replace(b" ET\nendstream", b" " + turned + b"\nendstream")
    assert one(write(tmp_path / "a.pdf", longer)).text == SENTENCES[0]


def test_a_page_that_is_turned_is_read_as_it_is_seen(tmp_path: Path):
    made = pdf([list(column("\n\n".join(SENTENCES[:2]), 50, 700, 60))], rotate=90)
    assert one(write(tmp_path / "a.pdf", made)).text.split("\n\n") == SENTENCES[:2]
    turned = made.replace(b"1 0 0 1 50 ", b"0 1 -1 0 50 ").replace(b"/Rotate 90", b"/Rotate 0")
    assert one(write(tmp_path / "b.pdf", turned)).text


def test_numbers_of_footnotes_do_not_hang_on_words(tmp_path: Path):
    made = pdf(
        [
            [
                (50, 700, 10, "Anna Berg met Tom Reed in Oslo on Monday."),
                (296, 704, 6, "4"),
                (302, 700, 10, "Norvik Energy paid."),
            ]
        ]
    )
    assert one(write(tmp_path / "a.pdf", made)).text == "Anna Berg met Tom Reed in Oslo on Monday. Norvik Energy paid."


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["The mayor met Jonas Wei-", "dner in Lyon on Tuesday."], "The mayor met Jonas Weidner in Lyon on Tuesday."),
        (["The mayor lives in Saint-", "Denis, and works in Lyon."], "The mayor lives in Saint-Denis, and works in Lyon."),
        (["A co-owner of the firm and its co-", "owner met the old mayor."], "A co-owner of the firm and its co-owner met the old mayor."),
        (["The new mayor is a Euro-", "pean; no European is richer."], "The new mayor is a European; no European is richer."),
        (["The mayor of the pre- and post-", "war city met the workers."], "The mayor of the pre- and post-war city met the workers."),
    ],
)  # fmt: skip
def test_words_cut_at_the_line_end_are_whole(tmp_path: Path, lines: list[str], text: str):
    made = pdf([[(50.0, 700.0 - 12 * n, 10.0, line) for n, line in enumerate(lines)]])
    assert one(write(tmp_path / "a.pdf", made)).text == text


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("Wei", "dner", "Weidner"),
        ("govern", "ment.", "government."),
        ("Saint", "Denis", "Saint-Denis"),
        ("Anna Lind", "Berg,", "Anna Lind-Berg,"),
        ("MINIS", "TER", "MINISTER"),
        ("Mc", "Gregor", "McGregor"),
        ("20", "year", "20-year"),
        ("COVID", "19", "COVID-19"),
        ("ex", "minister", "ex-minister"),
        ("Russian", "backed", "Russian-backed"),
        ("pre", "and", "pre- and"),
        ("long", "term", "long-term"),
        ("re", "corded", "recorded"),
        ("Bergen", "Graz", "Bergen-Graz"),
        ("water", "way", "waterway"),
        ("wind", "farm", "wind-farm"),
    ],
)
def test_a_hyphen_at_the_line_end_stays_where_the_word_has_one(before: str, after: str, whole: str):
    words = {"russian", "backed", "long", "waterway", "water", "wind-farm", "windfarm"}
    assert rejoin(before, after, words) == whole


@pytest.mark.parametrize(
    ("title", "author", "found"),
    [
        (TITLE.upper(), "Paul Lind", (TITLE.upper(), ("Paul Lind",))),
        ("Microsoft Word - bridge.doc", "plind", (TITLE, ("Paul Lind",))),
        ("Quarterly report of 2019", "Norvik Energy", (TITLE, ("Paul Lind",))),
        ("Lyon", "Anna", (TITLE, ("Paul Lind",))),
    ],
)
def test_properties_of_a_document_count_where_its_text_says_the_same(
    tmp_path: Path, title: str, author: str, found: tuple[str, tuple[str, ...]]
):
    heading, byline, *paragraphs = ARTICLE.split("\n")
    lines = [
        (50.0, 780.0, 20.0, heading),
        (50.0, 750.0, 10.0, byline),
        *column("\n".join(paragraphs), 50, 720, 60, indent=3),
    ]
    made = pdf([lines], {"Title": title, "Author": author, "CreationDate": "D:20240901120000Z"})
    article = one(write(tmp_path / "a.pdf", made))
    assert (article.title, article.authors) == found
    assert article.published == date(2024, 3, 5)
