"""Articles from documents: PDF, Word, RTF, OpenDocument, EPUB, subtitles, zip files and web archives."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pytest

from kg.errors import InputError
from kg.model import Article
from kg.read.articles import read_articles
from kg.read.hyphens import rejoin
from kg.run.extract import Extractor
from tests.documents import CODINGS, Printed, column, epub, odt, packed, pdf, warc
from tests.reading import stated

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


def marked_up(lines: str, level: str) -> str:
    heading, *paragraphs = lines.split("\n")
    return f"<{level}>{heading}</{level}>" + "".join(f"<p>{one}</p>" for one in paragraphs)


def epub_of(*articles: str) -> bytes:
    return epub({f"{number}.xhtml": marked_up(lines, "h1") for number, lines in enumerate(articles)})


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
    assert stated(articles[0], extractor) == stated(plain, extractor)
    assert ("MET", "Anna Berg", "Tom Reed") in stated(plain, extractor)


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
        (["He met Jonas Wei-", "dner in Lyon."], "He met Jonas Weidner in Lyon."),
        (["He lives in Saint-", "Denis, and in Lyon."], "He lives in Saint-Denis, and in Lyon."),
        (["A co-owner and its co-", "owner met the mayor."], "A co-owner and its co-owner met the mayor."),
        (["The mayor is a Euro-", "pean; no European is old."], "The mayor is a European; no European is old."),
        (["The pre- and post-", "war city met the workers."], "The pre- and post-war city met the workers."),
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


def test_a_scanned_pdf_is_named_with_its_pages(tmp_path: Path):
    assert fault(write(tmp_path / "a.pdf", scan(12))) == (
        ": a scanned PDF of 12 pages without text: run OCR on it first"
    )
    assert fault(write(tmp_path / "b.pdf", pdf([[]]))) == ": a PDF of 1 page without text: run OCR on it first"


def test_pages_that_are_pictures_are_told_of(tmp_path: Path):
    articles, told = read(write(tmp_path / "a.pdf", scan(3, ARTICLE)))
    assert len(articles) == 1
    assert told == [f"{tmp_path}/a.pdf: 2 of 3 pages are pictures without text: run OCR on it to have them read"]


def scan(pages: int, first: str = "") -> bytes:
    """A PDF of pages that each show a picture, the first of them text instead where some is given."""
    picture = b" BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q"
    made = pdf([list(column(first, 50, 700, 60)) if first and number == 0 else [] for number in range(pages)])
    parts = made.split(b"BT ")
    return b"".join(
        part if number == 0 or (first and number == 1) else b"q 595 0 0 842 0 0 cm" + picture + b" BT " + part
        for number, part in enumerate([parts[0], *(b"BT " + parts[1],) * bool(first), *parts[1 + bool(first) :]])
    )


def test_an_encrypted_pdf_is_named_with_its_pages(tmp_path: Path):
    keys = f"/Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <{'28' * 32}> /U <{'4e' * 32}>"
    made = pdf([[]] * 12).replace(b"trailer\n<<", f"trailer\n<< /Encrypt << {keys} >> /ID [<00> <00>]".encode())
    assert (
        fault(write(tmp_path / "a.pdf", made)) == ": an encrypted PDF of 12 pages: save it without its password first"
    )


def test_a_pdf_whose_letters_have_no_meaning_is_named(tmp_path: Path):
    lines = [(50.0, 700.0 - 12 * n, 10.0, "\x01\x03\x04\x05 \x06\x07\x0e") for n in range(20)]
    assert fault(write(tmp_path / "a.pdf", pdf([lines]))) == (
        ": a PDF of 1 page whose letters have no meaning: run OCR on it first"
    )


# ------------------------------------------------------------------ Word, RTF, OpenDocument


def saved(document: docx.document.Document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_word_gives_tables_text_boxes_and_insertions_in_order_and_no_deletions(tmp_path: Path):
    document = docx.Document()
    document.add_paragraph(SENTENCES[0])
    table = document.add_table(2, 2)
    for number, cell in enumerate(table._cells):
        cell.text = SENTENCES[1 + number]
    document.add_paragraph(SENTENCES[5]).add_run(" It was late.\tVery.").add_break()
    made = unpacked(saved(document))
    words = made["word/document.xml"].decode()
    changed = words.replace("</w:body>", f"<w:p><w:ins><w:r><w:t>{SENTENCES[6]}</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>Not this.</w:delText></w:r></w:del>"
        "<w:r><w:fldChar/><w:instrText>PAGE 7</w:instrText></w:r></w:p></w:body>")  # fmt: skip
    article = one(write(tmp_path / "a.docx", packed({**made, "word/document.xml": changed})))
    assert [line for line in article.text.split("\n") if line] == [
        *SENTENCES[:5], SENTENCES[5] + " It was late.\tVery.", SENTENCES[6]
    ]  # fmt: skip


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_properties_of_word_count_where_the_text_says_the_same(tmp_path: Path):
    document = docx.Document()
    for line in ("Lyon Courier", TITLE, "Paul Lind", *SENTENCES[:3]):
        document.add_paragraph(line)
    document.core_properties.title, document.core_properties.author = TITLE, "Paul Lind"
    article = one(write(tmp_path / "a.docx", saved(document)))
    assert (article.title, article.authors, article.published) == (TITLE, ("Paul Lind",), None)
    document.core_properties.title, document.core_properties.author = "Letter to the council", "python-docx"
    article = one(write(tmp_path / "b.docx", saved(document)))
    assert (article.title, article.authors) == ("Lyon Courier", ())


RTF = r"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fnil\fcharset238 Arial CE;}}
{\info{\title A bridge {\b x}}{\author someone}}{\*\generator Word;}
{\footer Page \chpgn\par}\f0 Zo\'eb O\rquote Hallan met \f1\'8alechta\f0  in Besan\u231?on.\par
{\field{\*\fldinst HYPERLINK "https://news.example/1"}{\fldrslt Her report}} is there \u-10179?\u-8704?.\par
{\pict\pngblip 89504e47%s}{\object\objemb{\*\objdata 0105%s}{\result{\pict 00}}}{\pict\bin8 {{{}{{{}}After it.\par
\trowd One cell.\cell Another \{cell\}.\cell\row
{\footnote A note.}The end.\par}"""


def test_rtf_gives_letters_of_all_kinds_links_and_cells_and_no_objects(tmp_path: Path):
    article = one(write(tmp_path / "a.rtf", RTF % ("00ff" * 5000, "00ff" * 5000)))
    assert [line.strip() for line in article.text.split("\n") if line.strip()] == [
        "Zoë O’Hallan met Šlechta in Besançon.", "Her report is there 😀.", "After it.", "One cell.",
        "Another {cell}.", "The end.",
    ]  # fmt: skip


def _taken_back_in_word(first: str, gone: str, last: str) -> bytes:
    document = docx.Document()
    paragraph = document.add_paragraph(f"{first} ")
    for number, form in enumerate(("strike", "double_strike", "hidden")):
        setattr(paragraph.add_run(f"{gone} {number}. ").font, form, True)
    paragraph.add_run(last).font.strike = False
    return saved(document)


def _taken_back_in_opendocument(first: str, gone: str, last: str) -> bytes:
    styles = (
        '<style:style style:name="T1"><style:text-properties style:text-line-through-style="solid"/></style:style>'
        '<style:style style:name="T2"><style:text-properties text:display="none"/></style:style>'
        '<style:style style:name="T3"><style:text-properties style:text-line-through-style="none"/></style:style>'
    )
    return odt(
        f'<text:p>{first} <text:span text:style-name="T1">{gone} </text:span><text:span text:style-name="T2">{gone} '
        f'</text:span><text:hidden-text text:string-value="{gone}" text:is-hidden="true">{gone}</text:hidden-text>'
        f'<text:span text:style-name="T3">{last}</text:span></text:p>'
        f'<text:section text:name="A" text:display="none"><text:p>{gone}</text:p></text:section>',
        styles=styles,
    )


TAKEN_BACK: dict[str, Callable[[str, str, str], str | bytes]] = {
    "a.docx": _taken_back_in_word,
    "a.odt": _taken_back_in_opendocument,
    "a.rtf": lambda first, gone, last: (
        rf"{{\rtf1\ansi {first} {{\strike {gone} }}{{\b\deleted {gone} {{\i {gone}}}}}\v {gone}\'e9\v0 \striked1 {gone}"
        rf"\striked0 {{\v {gone}\plain }}{last}\par}}"
    ),
    "a.html": lambda first, gone, last: (
        f"<html><body><article><p>{first} <del>{gone} </del><s>{gone} <b>{gone}</b> </s><strike>{gone} </strike>"
        f"{last}</p><p>{first}</p></article></body></html>"
    ),
    "a.rss": lambda first, gone, last: (
        "<rss version='2.0'><channel><title>T</title><item><title>A</title><description><![CDATA["
        f"<p>{first} <s><span>{gone}</span> </s><DEL class='x'>{gone} </DEL>{last}</p>"
        "]]></description></item></channel></rss>"
    ),
    "a.epub": lambda first, gone, last: epub({"a.xhtml": f"<p>{first} <del>{gone} </del><s>{gone} </s>{last}</p>"}),
    "a.md": lambda first, gone, last: f"# The bridge\n\n{first} ~~{gone}~~ {last}\n",
}


@pytest.mark.parametrize("name", TAKEN_BACK)
def test_what_is_struck_out_or_hidden_is_not_said(tmp_path: Path, name: str):
    first, gone, last = SENTENCES[0], "Ida Holm accused Max Reed of fraud.", SENTENCES[1]
    article = one(write(tmp_path / name, TAKEN_BACK[name](first, gone, last)))
    hidden = {at for block in article.blocks for start, end in block.hidden for at in range(start, end)}
    read = "".join(letter for at, letter in enumerate(article.text) if at not in hidden)
    assert "Holm" not in read
    assert f"{first} {last}" in " ".join(read.split())


def test_opendocument_gives_lists_tables_and_text_boxes_and_no_remarks(tmp_path: Path):
    body = (
        "<text:tracked-changes><text:p>Not this.</text:p></text:tracked-changes>"
        f"<text:p>{SENTENCES[0][:20]}<text:s/><text:span>{SENTENCES[0][20:]}</text:span>"
        "<office:annotation><text:p>Nor this.</text:p></office:annotation>"
        "<text:s text:c='2'/>So<text:tab/>it was.</text:p>\n"
        f"<text:list>\n<text:list-item>\n<text:p>{SENTENCES[1]}</text:p></text:list-item></text:list>"
        f"<table:table><table:table-row><table:table-cell><text:p>{SENTENCES[2]}</text:p></table:table-cell>"
        f"<table:table-cell><text:p>{SENTENCES[3]}</text:p></table:table-cell></table:table-row></table:table>"
        f"<text:p><draw:frame><draw:text-box><text:p>{SENTENCES[4]}</text:p></draw:text-box></draw:frame>{SENTENCES[5]}"
        "<text:line-break/>A line.</text:p>"
    )
    article = one(write(tmp_path / "a.odt", odt(body)))
    assert article.text.split("\n") == [
        f"{SENTENCES[0][:20]} {SENTENCES[0][20:]}  So\tit was.", *SENTENCES[1:6], "A line."
    ]  # fmt: skip


def test_properties_of_opendocument_count_where_the_text_says_the_same(tmp_path: Path):
    body = "".join(f"<text:p>{line}</text:p>" for line in ("Lyon Courier", TITLE, "Paul Lind", *SENTENCES[:2]))
    meta = f"<dc:title>{TITLE}</dc:title><meta:initial-creator>Paul Lind</meta:initial-creator>"
    meta += "<dc:date>2024-09-01</dc:date>"
    article = one(write(tmp_path / "a.odt", odt(body, meta)))
    assert (article.title, article.authors, article.published) == (TITLE, ("Paul Lind",), None)


def test_locked_documents_are_named(tmp_path: Path):
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    made = unpacked(odt("<text:p/>"))
    assert fault(write(tmp_path / "a.odt", packed({**made, "META-INF/manifest.xml": manifest}))) == (
        ": an encrypted OpenDocument text: save it without its password first"
    )
    assert fault(write(tmp_path / "a.epub", packed({**unpacked(epub_of(ARTICLE)), "META-INF/rights.xml": "<r/>"}))) == (
        ": an EPUB with copy protection: it cannot be read"
    )
    assert fault(write(tmp_path / "a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))) == (
        ": a Word, Excel, PowerPoint or Outlook file of before 2007 or with a password, not text: "
        "save it as DOCX, CSV or EML"
    )


# ------------------------------------------------------------------ EPUB


def test_an_issue_as_epub_gives_an_article_a_chapter(tmp_path: Path):
    chapters = {
        "cover.xhtml": "<p>Lyon Courier</p>",
        "toc.xhtml": f"<nav><ol><li>{TITLE}</li></ol>{LEAD * 3}</nav>",
        "1.xhtml": f"<div class='navbar'>Next | Menu</div>{marked_up(ARTICLE, 'h1')}",
        "2.xhtml": marked_up(OTHER, "h2"),
    }
    metadata = (
        "<dc:title>Lyon Courier, 7 March</dc:title><dc:date>2024-03-07T04:00:00+00:00</dc:date>"
        "<dc:publisher>Lyon Courier</dc:publisher><dc:creator>calibre</dc:creator><dc:language>en</dc:language>"
    )
    spine = ["cover.xhtml", "toc.xhtml", "1.xhtml", "2.xhtml", "1.xhtml"]
    articles, errors = read(write(tmp_path / "a.epub", epub(chapters, metadata, spine)))
    assert errors == []
    assert [article.title for article in articles] == [TITLE, OTHER_TITLE]
    assert [article.authors for article in articles] == [("Paul Lind",), ("Nina Vale",)]
    assert {(article.published, article.publisher) for article in articles} == {(date(2024, 3, 7), "Lyon Courier")}
    assert articles[0].text == ARTICLE
    assert articles[0].path == f"{tmp_path}/a.epub/book/text/1.xhtml"


def test_a_chapter_that_is_not_there_is_named_and_the_others_are_read(tmp_path: Path):
    made = unpacked(epub_of(ARTICLE, OTHER))
    del made["book/text/0.xhtml"]
    articles, errors = read(write(tmp_path / "a.epub", packed(made)))
    assert [article.title for article in articles] == [OTHER_TITLE]
    assert errors == [f"{tmp_path}/a.epub/book/text/0.xhtml: a chapter that is not there"]


# ------------------------------------------------------------------ subtitles

SRT = """1
00:00:01,000 --> 00:00:03,500
<i>Anna Berg</i> met Tom Reed

2
00:00:03,600 --> 00:00:06,000
in Oslo on Monday.
(APPLAUSE)

3
00:00:06,100 --> 00:00:08,000
- Did she thank him?
- She did.

4
00:00:20,000 --> 00:00:22,000
MS. HOLM: I live in Bergen &amp; Oslo,

5
00:00:22,000 --> 00:00:24,000
and I work there.
♪ music ♪
"""
VTT = """WEBVTT

STYLE
::cue { color: red }

NOTE made by hand

intro
00:01.000 --> 00:03.000 align:start
<v Anna Berg>We met <c.loud>Tom Reed</c> in Oslo

00:03.000 --> 00:05.000
<v Anna Berg>on Monday.</v>

00:05.000 --> 00:07.000
<v.loud Tom Reed>I was <00:06.000>late.
"""
ROLLING = """WEBVTT

00:00:01.000 --> 00:00:02.000
anna berg met tom reed

00:00:02.000 --> 00:00:03.000
anna berg met tom reed
in oslo on monday and

00:00:03.000 --> 00:00:04.000
in oslo on monday and
thanked him there
"""


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("a.srt", SRT, "Anna Berg met Tom Reed in Oslo on Monday.\nDid she thank him?\nShe did.\n"
         "MS. HOLM: I live in Bergen & Oslo, and I work there."),
        ("a.txt", SRT.replace("\n", "\r\n"), "Anna Berg met Tom Reed in Oslo on Monday.\nDid she thank him?\nShe did.\n"
         "MS. HOLM: I live in Bergen & Oslo, and I work there."),
        ("a.vtt", VTT, "Anna Berg: We met Tom Reed in Oslo on Monday.\nTom Reed: I was late."),
        ("b.vtt", ROLLING, "anna berg met tom reed in oslo on monday and thanked him there"),
    ],
)  # fmt: skip
def test_subtitles_are_sentences_with_their_speakers(tmp_path: Path, name: str, content: str, text: str):
    assert one(write(tmp_path / name, content)).text == text


def test_what_subtitles_say_is_claimed(tmp_path: Path, extractor: Extractor):
    assert ("MET", "Anna Berg", "Tom Reed") in stated(one(write(tmp_path / "a.srt", SRT)), extractor)


# ------------------------------------------------------------------ zip files and web archives


def test_a_zip_file_gives_what_lies_in_it_each_by_its_own_format(tmp_path: Path):
    inner = packed({"x/c.txt": OTHER, "d.docx": docx_of(ARTICLE.replace(TITLE, "A Third Bridge for Lyon"))})
    made = packed({
        "b/mail.rtf": rtf_of(ARTICLE), "__MACOSX/b/._mail.rtf": b"\x00\x05\x16\x07", ".hidden.txt": "x", "a/": "",
        "picture.png": b"\x89PNG\r\n\x1a\n", "rows.jsonl.gz": gzip.compress(b'{"id": "r", "text": "Tom Reed left."}'),
        "inner.zip": inner,
    })  # fmt: skip
    articles, told = read(write(tmp_path / "a.zip", made))
    assert [article.path or article.id for article in articles] == [
        f"{tmp_path}/a.zip/b/mail.rtf", f"{tmp_path}/a.zip/inner.zip/d.docx",
        f"{tmp_path}/a.zip/inner.zip/x/c.txt", "r",
    ]  # fmt: skip
    assert told == [f"{tmp_path}/a.zip/picture.png: left out: .png (not read)"]


def test_what_cannot_be_read_in_a_zip_file_is_named_and_the_rest_is_read(tmp_path: Path):
    made = packed({"a.txt": "", "b.pdf": "no", "c.json": "{", "d.txt": ARTICLE, "e.xlsx": b"PK\x03\x04" + bytes(9)})
    articles, errors = read(write(tmp_path / "a.zip", made))
    assert len(articles) == 1
    assert [error.removeprefix(f"{tmp_path}/a.zip/").partition(":")[0] for error in errors] == [
        "a.txt", "b.pdf", "c.json", "e.xlsx",
    ]  # fmt: skip


def page(lines: str) -> bytes:
    head = f"<html lang='en'><head><title>{lines.partition(chr(10))[0]}</title></head>"
    return f"{head}<body><article>{marked_up(lines, 'h1')}</article></body></html>".encode()


@pytest.mark.parametrize("packing", ["plain", "records", "whole"])
def test_a_web_archive_gives_its_pages_with_their_addresses(tmp_path: Path, packing: str):
    pages = [
        ("https://news.example/bridge", "200 OK", "text/html; charset=utf-8", page(ARTICLE)),
        ("https://news.example/gone", "404 Not Found", "text/html", page(SENTENCES[0])),
        ("https://news.example/logo.png", "200 OK", "image/png", b"\x89PNG"),
        (
            "https://news.example/holm.php?x=1",
            "200 OK",
            "text/html; charset=utf-16-le",
            page(OTHER).decode().encode("utf-16-le"),
        ),
    ]
    made = warc(pages, packing=packing == "records")
    name = "a.warc" if packing == "plain" else "a.warc.gz"
    articles, errors = read(write(tmp_path / name, gzip.compress(made) if packing == "whole" else made))
    assert errors == []
    assert [(article.url, article.authors, article.published) for article in articles] == [
        ("https://news.example/bridge", ("Paul Lind",), date(2024, 3, 5)),
        ("https://news.example/holm.php?x=1", ("Nina Vale",), date(2024, 3, 6)),
    ]


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("sent", ["packed", "in chunks", "unpacked by the crawler"])
def test_the_pages_of_a_web_archive_may_be_packed_as_servers_pack_them(tmp_path: Path, coding: str, sent: str):
    content = page(ARTICLE) if sent == "unpacked by the crawler" else CODINGS[coding](page(ARTICLE))
    head = f"text/html\r\nContent-Encoding: {coding}"
    if sent == "in chunks":
        head += "\r\nTransfer-Encoding: chunked"
        content = b"%x\r\n%b\r\n0\r\n\r\n" % (len(content), content)
    articles, errors = read(
        write(tmp_path / "a.warc", warc([("https://news.example/bridge", "200 OK", head, content)]))
    )
    assert errors == []
    assert [article.authors for article in articles] == [("Paul Lind",)]


def test_a_page_of_a_web_archive_that_cannot_be_read_is_named_by_its_address(tmp_path: Path):
    pages = [
        ("https://news.example/empty", "200 OK", "text/html", b"<html></html>"),
        ("https://news.example/bridge", "200 OK", "text/html", page(ARTICLE)),
    ]
    articles, (error,) = read(write(tmp_path / "a.warc", warc(pages)))
    assert len(articles) == 1
    assert error.startswith(f"{tmp_path}/a.warc/https://news.example/empty: an HTML page without")


# ------------------------------------------------------------------ what is no text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"GIF89a\x00\x01", "a picture, not text"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a picture, not text"),
        (b"ID3\x03\x00\x00", "a sound file, not text"),
        (b"\x00\x00\x00\x20ftypisom", "a video or sound file, not text"),
        (b"SQLite format 3\x00", "an SQLite database, not text: export its table as CSV"),
        (b"7z\xbc\xaf\x27\x1c", "a 7z archive, not text: unpack it first"),
        (b"Rar!\x1a\x07\x00", "a RAR archive, not text: unpack it first"),
        (gzip.compress(b"x", mtime=0), "a gzip file, not text: let its name end in .gz"),
        (bytes(257) + b"ustar", "a tar archive, not text: unpack it first"),
        (b"!BDN\x00\x00", "an Outlook archive, not text: export its mails as EML or mbox"),
        (packed({"[Content_Types].xml": "<T/>", "xl/workbook.xml": "<w/>"}),
         "an Excel workbook, not text: save it as CSV"),
        (packed({"[Content_Types].xml": "<T/>", "ppt/presentation.xml": "<p/>"}),
         "a PowerPoint presentation, not text: save it as PDF"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<c/>"}),
         "an OpenDocument spreadsheet, not text: save it as CSV"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.txt", "a.unknown", "a", "a.zip", "a.json"])
def test_what_is_no_text_is_named_whatever_it_is_called(tmp_path: Path, name: str, content: bytes, said: str):
    assert fault(write(tmp_path / name, content)) == f": {said}"


@pytest.mark.parametrize(
    "words", ["BM stands for Berg and Moller.", "ORC raised its prices.", "GIF8 is no name.", "MZ"]
)
def test_a_text_that_begins_like_something_else_is_a_text(tmp_path: Path, words: str):
    assert one(write(tmp_path / "a.txt", words)).text == words
