"""Exports of press databases: each article by itself, its labels as fields, whatever the database and its layout."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Article
from kg.read.articles import read_articles
from kg.read.exports import exported
from kg.read.exports.clippings import day_in, language_code, names_of
from kg.read.formats import file_input, format_of
from kg.read.records import Reading, Record
from kg.run.extract import Extractor
from tests import press_samples as samples
from tests.reading import stated

PAGES = {
    "nexis": samples.NEXIS_HTML,
    "factiva": samples.FACTIVA_HTML,
    "factiva_rows": samples.FACTIVA_ROWS_HTML,
    "europresse": samples.EUROPRESSE_HTML,
    "europresse_cells": samples.EUROPRESSE_CELLS_HTML,
}
TEXTS = {
    "nexis": samples.NEXIS,
    "nexis_uni": samples.NEXIS_UNI,
    "factiva": samples.FACTIVA,
    "factiva_shown": samples.FACTIVA_SHOWN,
    "proquest": samples.PROQUEST,
}
PROSE = "The council met in Bergen on Monday. It voted for the bridge by nine to four after a long debate."


def articles_of(path: Path) -> tuple[list[Article], list[str]]:
    errors: list[InputError] = []
    return list(read_articles([path], on_error=errors.append)), [str(error) for error in errors]


def written(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def records(text: str) -> list[Record | InputError]:
    found = exported(text, "a.txt")
    assert found is not None
    return list(found)


def record(text: str) -> Record:
    (found,) = records(text)
    assert isinstance(found, Record)
    return found


def faults(text: str) -> list[str]:
    return [str(found) for found in records(text) if isinstance(found, InputError)]


# ------------------------------------------------------------------ two articles of each database


def check_both(articles: list[Article], origin: str, authors: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    bridge, mine = articles
    assert (bridge.title or "").startswith("Bridge over the fjord is opened at last")
    assert mine.title == "Norvik buys Lystad"
    assert (bridge.published, mine.published) == (date(2024, 3, 5), date(2024, 3, 4))
    assert (bridge.publisher or "").startswith("The Lyon Courier")
    assert mine.publisher == "Northern Herald"
    assert (bridge.authors, mine.authors) == authors
    assert bridge.text.startswith(f"{bridge.title}\n\n")
    assert " ".join(bridge.text.split()).endswith("said the bridge was safe.")
    assert " ".join(mine.text.split()).partition(" Correction: ")[0].endswith("He met Ida Holm in Oslo.")
    assert dict(bridge.origins)["published"] == origin


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(("name", "text"), TEXTS.items())
def test_each_article_has_its_own_title_day_paper_and_authors(tmp_path: Path, name: str, text: str, line_end: str):
    path = written(tmp_path / "a.txt", text.replace("\n", line_end))
    articles, errors = articles_of(path)
    assert errors == []
    assert "\r" not in articles[0].text
    unsigned = () if name == "factiva_shown" else ("Marta Falk",)
    origin = {"nexis": "Nexis", "factiva": "Factiva", "proquest": "ProQuest"}[name.partition("_")[0]]
    check_both(articles, f"{origin} export", (("Anna Berg", "Tom Lind"), unsigned))


@pytest.mark.parametrize(("name", "page"), PAGES.items())
def test_pages_are_read_as_the_text_files_are(tmp_path: Path, name: str, page: str):
    articles, errors = articles_of(written(tmp_path / "a.html", page))
    assert errors == []
    origin = f"{name.partition('_')[0].capitalize()} export"
    check_both(articles, origin, (("Anna Berg", "Tom Lind"), ("Marta Falk",)))


@pytest.mark.parametrize(("name", "text"), [*TEXTS.items(), *((f"{name}.html", page) for name, page in PAGES.items())])
def test_what_an_article_states_is_found_at_its_place_in_the_text_as_read(
    tmp_path: Path, name: str, text: str, extractor: Extractor
):
    ending = ".html" if name.endswith(".html") else ".txt"
    articles, _ = articles_of(written(tmp_path / f"a{ending}", text))
    bridge, mine = (stated(article, extractor) for article in articles)
    assert bridge == {
        ("HOLDS_OFFICE", "Ida Holm", "Prime Minister"),
        ("MET", "Ida Holm", "Tom Reed"),
        ("HOLDS_OFFICE", "Tom Reed", "chief executive"),
        ("OFFICE_OF", "chief executive", "Norvik Energy"),
        ("WORKS_FOR", "Tom Reed", "Norvik Energy"),
    }
    assert {("OWNS", "Norvik Energy", "Lystad Mining"), ("MET", "He", "Ida Holm")} <= mine


@pytest.mark.parametrize("name", PAGES)
def test_a_page_without_an_ending_is_told_by_its_own_marks(tmp_path: Path, name: str):
    path = written(tmp_path / "saved", PAGES[name])
    kind = format_of(file_input(path, Reading()))
    assert kind is not None
    assert kind.name == f"a page of {name.partition('_')[0].capitalize()}"


def test_a_page_in_the_encoding_it_declares_keeps_its_letters(tmp_path: Path):
    page = samples.NEXIS_HTML.replace("<TITLE>", '<META CHARSET="iso-8859-1"><TITLE>').replace(
        "Anna Berg", "Åsa Bergström"
    )
    articles, _ = articles_of(written(tmp_path / "a.html", page.encode("latin-1")))
    assert articles[0].authors == ("Åsa Bergström", "Tom Lind")


# ------------------------------------------------------------------ layouts of Nexis


def counted(head: str, *, body: str = PROSE, foot: str = "LOAD-DATE: March 5, 2024") -> str:
    return f"1 of 1 DOCUMENT\n\n{head}\n\n{body}\n\n{foot}\n"


def test_older_files_label_headline_and_body_and_begin_with_the_rights():
    found = record(
        counted(
            "Copyright 2004 Lyon Newspapers\n\n  The Lyon Courier\n\n  March 5, 2004, Friday\n\nSECTION: NEWS\n\n"
            "LENGTH: 455 words\n\nHEADLINE: Bridge is opened\n at last\n\nBYLINE: ANNA BERG\n\nBODY:"
        )
    )
    assert found.fields["title"] == "Bridge is opened at last"
    assert (found.fields["published"], found.fields["publisher"]) == ("2004-03-05", "The Lyon Courier")
    assert found.fields["authors"] == ["Anna Berg"]
    assert found.text == f"Bridge is opened at last\n\n{PROSE}"


def test_files_of_other_countries_have_labels_and_days_in_their_language():
    german = (
        "Dokument 3 von 12\n\nThe Lyon Courier\n\n5. März 2024 Dienstag 9:50 PM GMT+1\n\nBridge is opened\n\n"
        f"AUTOR: Anna Berg\n\nRUBRIK: NEWS; S. 6\n\nLÄNGE: 455 Wörter\n\n{PROSE}\n\n"
        "UPDATE: 6. März 2024\n\nSPRACHE: ENGLISCH\n"
    )
    dutch = (
        "1 of 62 DOCUMENTS\n\n  Copyright 2024 Lyon Newspapers\n\n  The Lyon Courier\n\n"
        "  5. March 2024\n\n  March 5, 2024\n\n"
        f"LENGTE: 158 words\n\nKOP: Bridge is opened\n\nAUTEUR: BERG, ANNA\n\nTEKST:\n\n{PROSE}\n\n"
        "PUB-TYPE: Paper\n\nTAAL: English\n"
    )
    for text in (german, dutch):
        fields = record(text).fields
        assert fields["title"] == "Bridge is opened"
        assert (fields["published"], fields["publisher"]) == ("2024-03-05", "The Lyon Courier")
        assert (fields["authors"], fields["language"]) == (["Anna Berg"], "en")
        assert record(text).text == f"Bridge is opened\n\n{PROSE}"


def test_speakers_and_lines_in_capitals_are_no_labels():
    body = f"ANNA BERG: I met Tom Reed.\n\nNOTE: {PROSE}\n\nTOM REED: So you did."
    assert record(counted("Paper\n\nMarch 5, 2024\n\nTalk\n\nLENGTH: 9 words", body=body)).text == f"Talk\n\n{body}"


def test_a_correction_stays_below_the_article_and_pictures_and_codes_do_not():
    foot = "GRAPHIC: PHOTO: Ida Holm waves\n (PHOTOGRAPH BY X)\n\nCORRECTION: A name\n was wrong.\n\nJOURNAL-CODE: ABC"
    text = record(counted("Paper\n\nMarch 5, 2024\n\nTalk\n\nLENGTH: 9 words", foot=foot)).text
    assert text == f"Talk\n\n{PROSE}\n\nCorrection: A name was wrong."


def test_an_article_of_another_language_says_so():
    head = "Paper\n\nMarch 5, 2024\n\nTalk\n\nLENGTH: 9 words"
    assert record(counted(head, foot="LANGUAGE: GERMAN; DEUTSCH")).fields["language"] == "de"
    assert record(counted(head, foot="LANGUAGE: FRENCH")).fields["language"] == "fr"
    assert record(counted(head, foot="LANGUAGE: VOLAPÜK")).fields["language"] is None


def test_a_single_article_of_nexis_uni_needs_no_contents():
    text = (
        "Link to Image\nPage 1 of 1\n"
        "What was said on March 4, 2024\nThe Lyon Courier\nMarch 5, 2024 Tuesday 10:00 AM GMT\n\n"
        "Copyright 2024 Lyon Newspapers\n\n"
        f"Length: 19 words\n\nBody\n\n{PROSE}\n\nClassification\n\nLanguage: English\n\nEnd of Document\n"
    )
    found = record(text)
    assert found.fields["title"] == "What was said on March 4, 2024"
    assert (found.fields["published"], found.fields["publisher"]) == ("2024-03-05", "The Lyon Courier")
    assert found.text == f"What was said on March 4, 2024\n\n{PROSE}"


# ------------------------------------------------------------------ layouts of Factiva and ProQuest


def test_factiva_articles_in_table_cells_of_a_document_are_the_same():
    rows = samples.FACTIVA.replace("\n\nTD\n\n", "|\nTD|").replace("LP\n\n", "LP|")
    rows = "\n".join(f"{line[:2]}|{line[4:]}|" if line[2:4] == "  " else line for line in rows.split("\n"))
    plain = [found.text.split() for found in records(samples.FACTIVA) if isinstance(found, Record)]
    assert [found.text.split() for found in records(rows) if isinstance(found, Record)] == plain


def test_a_line_that_begins_like_a_label_out_of_turn_is_text():
    text = samples.FACTIVA.replace("two years of delay", "ED of its kind").replace(
        "Ida Holm met Tom Reed in Bergen.", "IN BERGEN Ida Holm met Tom Reed.\nRE the bridge, nothing is known."
    )
    first = records(text)[0]
    assert isinstance(first, Record)
    assert first.fields["title"] == "Bridge over the fjord is opened at last after ED of its kind"
    assert "IN BERGEN Ida Holm met Tom Reed.\nRE the bridge, nothing is known." in first.text
    assert "gpol" not in first.text


def test_proquest_without_full_text_is_a_fault_that_names_the_article():
    text = samples.PROQUEST.replace(f"Full text: {samples.MINE}", "Full text: Not available.")
    assert [isinstance(found, Record) for found in records(text)] == [True, False]
    assert faults(text) == ["a.txt, article 2: no text: Norvik buys Lystad"]


# ------------------------------------------------------------------ what is no export


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        f"1 of 10 DOCUMENTS\n\n{PROSE}",
        f"Only 3 of 10 DOCUMENTS were found.\n\nLANGUAGE: he said it was rude.\n\n{PROSE}",
        f"Body\n\n{PROSE}\n\nEnd of Document",
        f"Length: 5 km\nBody\n{PROSE}",
        f"HD is a format.\nPD 5 March 2024\n{PROSE}",
        f"455 words\n5 March 2024\n{PROSE}",
        f"Document ABC000020240305ek3500001\n\n{PROSE}",
        f"Title: Bridge\nAuthor: Anna Berg\nFull text: {PROSE}",
        f"{'_' * 60}\n\n{PROSE}\n\n{'_' * 60}",
        f"Subject: the bridge\nLocation: Bergen\n\n{PROSE}",
        "",
    ],
)
def test_an_article_is_never_taken_for_an_export(text: str):
    assert exported(text, "a.txt") is None


def test_an_ordinary_page_is_no_page_of_a_database(tmp_path: Path):
    head = "<html><head><title>Factiva and Europresse explained</title></head>"
    page = f"{head}<body><article><p>{PROSE * 4}</p></article></body></html>"
    path = written(tmp_path / "a.html", page)
    kind = format_of(file_input(path, Reading()))
    assert kind is not None
    assert kind.name == "a web page"


# ------------------------------------------------------------------ hostile and broken


@pytest.mark.parametrize(
    ("lead", "mark"),
    [
        ("LENGTH: 3 words\n", "1 of 9 DOCUMENTS\n"),
        ("Body\nfoo\nLoad-Date: x\n", "End of Document\n"),
        ("455 words\n5 March 2024\nPaper\nEnglish\n\nfoo\n", "Document LYC0000020240305ek3500001\n"),
        ("Publication title: x\nFull text: foo\nProQuest document ID: 4\n", "_" * 40 + "\n"),
    ],
)
def test_marks_without_articles_are_one_line_however_many(lead: str, mark: str):
    (fault,) = faults(lead + mark * 100_000)
    assert "nothing stands at" in fault
    assert len(fault) < 200


@pytest.mark.alone
@pytest.mark.parametrize("name", TEXTS)
def test_time_grows_with_the_number_of_articles_and_no_faster(name: str):
    def seconds(times: int) -> float:
        start = time.process_time()
        assert len(records(TEXTS[name] * times)) >= 2 * times
        return time.process_time() - start

    seconds(10)
    assert seconds(800) < 30 * seconds(80)


def test_an_article_without_text_is_a_fault_in_its_place_and_the_others_are_read(tmp_path: Path):
    empty = counted("Paper\n\nMarch 5, 2024\n\nA picture\n\nLENGTH: 0 words", body="")
    path = written(
        tmp_path / "a.txt", empty + samples.NEXIS[samples.NEXIS.index("                               1 of 2") :]
    )
    articles, errors = articles_of(path)
    assert errors == [f"{path}, article 1: no text: A picture"]
    assert len(articles) == 2


def test_labels_without_values_are_no_fields():
    fields = record(
        counted("Paper\n\nMarch 5, 2024\n\nTalk\n\nBYLINE:\n\nSECTION:\n\nLENGTH:", foot="LANGUAGE:\n")
    ).fields
    assert (fields["authors"], fields["language"], fields["title"]) == (None, None, "Talk")


@pytest.mark.parametrize("name", TEXTS)
def test_an_export_cut_off_anywhere_keeps_its_first_article_and_makes_up_none(name: str):
    text = TEXTS[name]
    first, second = (found for found in records(text) if isinstance(found, Record))
    start = text.index("Norvik buys Lystad", text.index("the bridge was safe") if "safe" in text else 0)
    for cut in range(start, len(text), 17):
        found = exported(text[:cut], "a.txt")
        assert found is not None
        articles = [one for one in found if isinstance(one, Record)]
        assert articles[0] == first
        for article in articles[1:]:
            assert article.text.split()[:6] == second.text.split()[:6] or article.text.startswith("Norvik buys")


def test_a_day_that_is_none_is_handed_on_as_written_and_the_rest_is_read():
    found = record(counted("Paper\n\nFevruary 31, 2024\n\nTalk\n\nLENGTH: 9 words"))
    assert (found.fields["published"], found.fields["publisher"]) == ("Fevruary 31, 2024", "Paper")
    assert (found.fields["title"], found.text) == ("Talk", f"Talk\n\n{PROSE}")


def test_an_export_may_be_larger_than_one_article_and_one_article_in_it_may_not(tmp_path: Path):
    long = counted("Paper\n\nMarch 5, 2024\n\nLong\n\nLENGTH: 9 words", body=f"{PROSE}\n\n" * 30)
    path = written(tmp_path / "a.txt", samples.NEXIS * 3 + long)
    errors: list[InputError] = []
    articles = list(read_articles([path], on_error=errors.append, reading=Reading(limit=2_000)))
    assert len(articles) == 2
    assert [str(error) for error in errors if "larger than" in str(error)] == [
        f"{path}, article 7: larger than 2,000 bytes, too much for one article"
    ]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_cut_off_in_its_second_article_keeps_the_first(tmp_path: Path, name: str):
    page = PAGES[name]
    whole, _ = articles_of(written(tmp_path / "whole.html", page))
    articles, _ = articles_of(written(tmp_path / "cut.html", page[: page.index("Jonas Falk")]))
    assert articles[0].text == whole[0].text
    assert articles[0].published == whole[0].published


@pytest.mark.parametrize(
    ("mark", "inside"),
    [
        ("<title>Factiva</title>", "<div class='article enArticle'>"),
        ("<style>.DocPublicationName{}</style>", "<article>"),
        ("<style>.DocPublicationName{}</style>", "<table><td><span class='DocPublicationName'>P</span>"),
        ("<!-- LXNComment -->", "<div>"),
        ("<title>Factiva</title>", "\x01"),
    ],
)
def test_a_page_of_nothing_but_marks_is_one_line(tmp_path: Path, mark: str, inside: str):
    articles, errors = articles_of(written(tmp_path / "a.html", f"<html><head>{mark}</head><body>{inside * 20_000}"))
    assert articles == []
    assert len(errors) == 1
    assert len(errors[0]) < 300


def test_one_article_of_a_page_may_not_be_larger_than_an_article(tmp_path: Path):
    path = written(tmp_path / "a.html", samples.EUROPRESSE_HTML.replace("Ida Holm met", f"{PROSE * 30} Ida Holm met"))
    errors: list[InputError] = []
    articles = list(read_articles([path], on_error=errors.append, reading=Reading(limit=2_000)))
    assert [article.title for article in articles] == ["Norvik buys Lystad"]
    assert [str(error) for error in errors] == [f"{path}, article 1: larger than 2,000 bytes, too much for one article"]


# ------------------------------------------------------------------ fields


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("March 5, 2024 Tuesday", "2024-03-05"),
        ("Tuesday 5 March 2024 10:00 AM GMT", "2024-03-05"),
        ("5. März 2024 Dienstag", "2024-03-05"),
        ("5. March 2024", "2024-03-05"),
        ("mardi 1er mars 2024", "2024-03-01"),
        ("World, mardi 5 mars 2024 455 mots, p. 6", "2024-03-05"),
        ("martes 5 de marzo de 2024", "2024-03-05"),
        ("2024 年 3 月 5 日", "2024-03-05"),
        ("31 février 2024", None),
        ("Edition 1, Scotland", None),
        ("5 March 2024 - 6 March 2024", None),
    ],
)
def test_days_are_read_in_the_languages_of_the_databases(line: str, day: str | None):
    assert day_in(line) == day


@pytest.mark.parametrize(
    ("byline", "authors", "agencies"),
    [
        ("By Anna Berg; Tom Reed", ["Anna Berg", "Tom Reed"], []),
        ("Berg, Anna", ["Anna Berg"], []),
        ("van der Berg, Anna; Reed, Tom", ["Anna van der Berg", "Tom Reed"], []),
        ("BY ANNA BERG IN OSLO AND TOM REED", ["Anna Berg", "Tom Reed"], []),
        ("Anna Berg in Oslo and Tom Reed in Paris", ["Anna Berg", "Tom Reed"], []),
        ("Anna Berg, political editor", ["Anna Berg"], []),
        ("Tom Reed, Jr.", ["Tom Reed"], []),
        ("Anna Berg, Tom Reed and Ida Holm", ["Anna Berg", "Tom Reed", "Ida Holm"], []),
        ("Reuters", [], ["Reuters"]),
        ("Anna Berg, Reuters", ["Anna Berg"], ["Reuters"]),
        ("our own correspondent", [], []),
        ("", [], []),
    ],
)
def test_bylines_give_authors_by_first_name_and_agencies(byline: str, authors: list[str], agencies: list[str]):
    assert names_of(byline) == (authors, agencies)


def test_databases_that_turn_all_names_have_compound_surnames_turned_too():
    assert names_of("Holm Lind, Ida; Reed, Tom", surname_first=True) == (["Ida Holm Lind", "Tom Reed"], [])


@pytest.mark.parametrize(
    ("name", "code"), [("ENGLISH; ENGLISCH", "en"), ("Anglais", "en"), ("Dutch / Nederlands", "nl"), ("", None)]
)
def test_languages_are_known_by_the_names_databases_give_them(name: str, code: str | None):
    assert language_code(name) == code
