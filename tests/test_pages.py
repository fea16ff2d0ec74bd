"""Web pages: every paragraph of the article and none of what stands around it, and what the page says of it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.errors import DataError, InputError
from kg.model import Article
from kg.read.articles import read_articles
from kg.read.formats.pages import page_record
from kg.read.linked_data import parse_block, read_linked
from kg.read.page_fields import people_in
from kg.read.records import Reading
from kg.read.site_names import domains, read_publishers, site_name, without_site
from tests.webpages import KINDS, PROSE, TITLE, Head, Page, news_article, page, paragraphs

BODY = f"<main><article><h1>{TITLE}</h1>{paragraphs(PROSE)}</article></main>"


def read(path: Path, html: str | bytes, **options: Any) -> Article:  # noqa: ANN401
    errors: list[InputError] = []
    path.write_bytes(html.encode() if isinstance(html, str) else html)
    [article] = read_articles([path], on_error=errors.append, **options)
    assert errors == []
    return article


def head(tmp_path: Path, **changes: Any) -> Article:  # noqa: ANN401
    """The article of a page with such a head."""
    return read(tmp_path / "a.html", page(Head(**changes).html(), BODY))


# ------------------------------------------------------------------ the text


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_page_is_read_whole_and_without_what_stands_around_it(tmp_path: Path, kind: Callable[[], Page]):
    made = kind()
    article = read(tmp_path / "a.html", made.html)
    places = [article.text.find(paragraph) for paragraph in made.prose]
    assert -1 not in places
    assert places == sorted(places)
    assert [text for text in made.around if text in article.text] == []
    said = [line for line in article.text.split("\n") if len(line) > 60]
    assert len(said) <= len(made.prose)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_page_says_title_day_authors_publisher_and_address(tmp_path: Path, kind: Callable[[], Page]):
    made = kind()
    article = read(tmp_path / "a.html", made.html)
    assert article.title == made.title
    assert article.published == (date.fromisoformat(made.published) if made.published else None)
    assert (article.authors, article.publisher) == (made.authors, made.publisher)
    assert (article.url, article.language) == (made.url, made.language)


# ------------------------------------------------------------------ JSON-LD


def _dump(data: object) -> str:
    return json.dumps(data)


@pytest.mark.parametrize(
    "blocks",
    [
        [_dump(news_article())],
        [_dump([{"@type": "BreadcrumbList"}, news_article()])],
        [_dump({"@type": "WebPage", "mainEntity": news_article()})],
        [_dump({"@type": "ItemList", "itemListElement": [news_article(headline="Another")]}), _dump(news_article())],
        [_dump(news_article(headline="Ferry line closes", author="Jo Wren")), _dump(news_article())],
        [_dump(news_article(author=None)), _dump(news_article(publisher=None))],
        [_dump(news_article()).replace("NewsArticle", "http://schema.org/ReportageNewsArticle")],
        [_dump(news_article(headline=None, name=TITLE, author={"name": ["Anna Lind", "Tom Falk"]}))],
        ["<!--\n" + _dump(news_article()) + "\n-->"],
        ["//<![CDATA[\n" + _dump(news_article()) + "\n//]]>"],
        [_dump(news_article()) + ";"],
        [_dump(news_article())[:-1] + ",}"],
        [_dump({"@type": "WebSite", "name": "x"}) + "\n" + _dump(news_article())],
        [_dump(news_article()).replace("A body", 'A "body"')],
        [_dump(news_article()).replace("A body", "A\n\tbody")],
        [_dump(news_article(headline=TITLE.replace("Harbour", "<b>Harbour</b>&nbsp;")))],
        ["{", "null", '"text"', "[[]]", _dump(news_article())],
    ],
)
def test_json_ld_is_read_wherever_it_stands_and_however_broken(blocks: list[str]):
    found = read_linked(blocks, [TITLE], None)
    assert (found.headline, found.published) == (TITLE, "2024-03-05T06:30:00+01:00")
    assert found.people == ("Anna Lind", "Tom Falk")
    assert found.publishers == ("Bergen Courier",)


def test_of_several_articles_in_json_ld_the_pages_address_decides():
    blocks = [
        _dump([news_article(headline="One", url="https://x.example/1"), news_article(url="https://x.example/2/")])
    ]
    assert read_linked(blocks, ["One"], "https://x.example/2").headline == TITLE
    assert read_linked(blocks, ["One | X"], None).headline == "One"
    assert read_linked(blocks, [], None).headline == "One"


def test_json_ld_without_an_article_says_nothing_of_one():
    found = read_linked([_dump({"@type": "Person", "name": "Anna Lind"}), "{broken"], [TITLE], None)
    assert (found.headline, found.people) == ("", ())
    assert parse_block("[" * 100_000) == []


def test_its_day_counts_before_every_other_and_an_unreadable_one_does_not(tmp_path: Path):
    more = '<meta property="article:published_time" content="2024-03-06T00:10:00Z">'
    assert head(tmp_path, more=more).published == date(2024, 3, 5)
    assert head(tmp_path, ld=news_article(datePublished="soon"), more=more).published == date(2024, 3, 6)


@pytest.mark.parametrize(
    ("markup", "day"),
    [
        ('<time datetime="2024-03">March 2024</time>', None),  # no day of that month is said
        ('<abbr class="published" title="2024-03">March</abbr>', None),
        ('<p class="date">03/04/2024</p>', None),  # it may be two days
        ('<p class="date">4 March 2024</p>', date(2024, 3, 4)),
        ('<time datetime="2024-03-04T10:00:00Z">today</time>', date(2024, 3, 4)),
    ],
)
def test_a_page_is_of_no_day_that_it_does_not_name(tmp_path: Path, markup: str, day: date | None):
    html = page("<title>Talks</title>", f"{markup}{BODY}")
    assert read(tmp_path / "a.html", html).published == day


def test_a_day_that_tags_tell_and_nobody_can_read_is_named(tmp_path: Path):
    notes: list[str] = []
    tag = '<title>Talks</title><meta itemprop="datePublished" content="2024-03">'
    (tmp_path / "a.html").write_text(page(tag, BODY), encoding="utf-8")
    [article] = read_articles([tmp_path / "a.html"], on_error=lambda note: notes.append(str(note)))
    assert article.published is None
    assert "'2024-03' names no day" in notes[0]


# ------------------------------------------------------------------ authors


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Berg, Anna", ["Anna Berg"]),
        ("Berg, Anna; Reed, Tom", ["Anna Berg", "Tom Reed"]),
        ("Anna Berg, Tom Reed", ["Anna Berg", "Tom Reed"]),
        ("By Anna Berg and Tom Reed", ["Anna Berg", "Tom Reed"]),
        ("Tom Reed, Jr.", ["Tom Reed Jr."]),
        ("You, Xiaoying", ["Xiaoying You"]),
        ("Anna Berg | Tom Reed", ["Anna Berg", "Tom Reed"]),
    ],
)
def test_names_in_one_field_are_told_apart(value: str, names: list[str]):
    assert list(people_in(value)) == names


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        ("Anna Berg, Political Editor", ("Anna Berg",)),
        ("Annaberg", ()),
        ("Bergen Courier", ()),
        ("The Bergen Courier https", ()),
        ("Www Bergencourier Example", ()),
        ("https://www.bergencourier.example/authors/anna-berg", ()),
        ("Bergen Courier Staff", ()),
        ([{"@type": "Organization", "name": "Vestland Media Group"}], ()),
        ([{"@type": "Person", "name": "Anna Berg"}, {"@type": "Organization", "name": "Reuters"}], ("Anna Berg",)),
        ("AFP, MANILA", ()),
    ],
)
def test_authors_are_people(tmp_path: Path, authors: object, names: tuple[str, ...]):
    article = head(tmp_path, ld=news_article(author=authors))
    assert article.authors == names
    agencies = {"Reuters": "Reuters", "AFP": "Agence France-Presse"}
    assert article.credits == tuple(name for short, name in agencies.items() if short in str(authors))


def test_the_owner_is_no_author(tmp_path: Path):
    ld = news_article(author="Condor Press", publisher={"name": "Condor Press"})
    article = head(tmp_path, ld=ld)
    assert (article.authors, article.publisher) == ((), "Bergen Courier")


# ------------------------------------------------------------------ the site


@pytest.mark.parametrize(
    ("host", "told", "titles", "name"),
    [
        ("bergencourier.example", ["Vestland Media", "Bergen Courier"], [], "Bergen Courier"),
        ("bergencourier.example", ["Bergen_Courier"], [], "Bergen Courier"),
        ("bergencourier.example", ["The Bergen Courier"], [], "Bergen Courier"),
        ("bergencourier.example", ["News | Bergen Courier Premium"], [], "Bergen Courier"),
        ("bergencourier.example", ["Bergen Courier - News, weather and views from the coast"], [], "Bergen Courier"),
        ("amp.bergencourier.co.uk", ["Bergen Courier"], [], "Bergen Courier"),
        ("bergencourier.example", ["沿岸新聞"], ["Bergen Courier"], "Bergen Courier"),
        (
            "bergencourier.example",
            ["Where the fjord wakes up every single day"],
            [TITLE, "Bergen Courier"],
            "Bergen Courier",
        ),
        ("bergencourier.example", ["Where the fjord wakes up every single day"], [], "bergencourier.example"),
        ("bergencourier.example", [], [], "bergencourier.example"),
        ("thecoast.example", ["Coast"], [], "The Coast"),
        ("vtimes.example", ["The Vestland Times"], [], "Vestland Times"),
        ("vmh.com.au", ["Bay Group", "The Vestland Morning Herald"], [], "Vestland Morning Herald"),
        ("bc24.example", ["BC24: the latest from here and everywhere else"], [], "BC24"),
        ("northernpost.yard.co.jp", ["The_Northern_Post"], [], "Northern Post"),
        ("dailymail.co.uk", ["Mail Online"], [], "Daily Mail"),
        ("edition.theguardian.com", ["Guardian News & Media"], [], "The Guardian"),
        ("quay.example", ["Harbour Gazette"], [], "Harbour Gazette"),
        ("", ["Bergen Courier"], [], "Bergen Courier"),
        ("", [], [], None),
    ],
)
def test_one_paper_has_one_name(host: str, told: list[str], titles: list[str], name: str | None):
    assert site_name([host] if host else [], told, titles) == name


def test_a_host_is_part_of_what_somebody_registered():
    assert list(domains("a.b.news.co.uk")) == ["a.b.news.co.uk", "b.news.co.uk", "news.co.uk"]
    assert list(domains("news.example")) == ["news.example"]


@pytest.mark.parametrize(
    "title",
    [
        f"{TITLE} | Bergen Courier",
        f"{TITLE} - The Bergen Courier",
        f"{TITLE} – BergenCourier.example",
        f"{TITLE} - City | Bergen Courier",
        f"{TITLE} * Bergen Courier * by Tom Falk",
        f"{TITLE} | City | Bergen Courier Online",
        f"Bergen Courier | {TITLE}",
        TITLE,
    ],
)
def test_the_sites_name_is_no_part_of_the_title(tmp_path: Path, title: str):
    assert without_site(title, ["Bergen Courier"], ["bergencourier.example"], TITLE, "City") == TITLE
    for site in ("Bergen Courier", None):
        assert head(tmp_path, title=title, site=site, ld=news_article(headline=title)).title == TITLE


@pytest.mark.parametrize(
    "title", ["Berg - the mayor - resigns", "Why the Courier | and others | fell", "Bergen Courier"]
)
def test_a_title_with_marks_in_it_is_kept(title: str):
    assert without_site(title, ["Bergen Courier"], ["bergencourier.example"], "", "") == title


def test_a_headline_cut_for_search_engines_is_taken_whole_from_the_page(tmp_path: Path):
    assert head(tmp_path, ld=news_article(headline="Harbour tunnel opens…")).title == TITLE


def test_the_address_in_a_saved_page_names_its_site(tmp_path: Path):
    saved = "<!-- saved from url=(0042)https://www.bergencourier.example/city/1 -->"
    html = page(Head(canonical=None, site=None, ld=news_article(publisher=None)).html(), BODY)
    article = read(tmp_path / "a.html", html.replace("<html", f"{saved}<html", 1))
    assert (article.url, article.publisher) == ("https://www.bergencourier.example/city/1", "Bergen Courier")


def test_the_table_of_publishers_is_checked(tmp_path: Path):
    assert all(
        "." in domain and name.strip() == name
        for domain, name in read_publishers(Path("lexicon/publishers.yaml")).items()
    )
    file = tmp_path / "publishers.yaml"
    for content, fault in (
        ("- {domain: x.org}", "no domain or no name"),
        ("- {domain: x, name: y}\n  - {domain: x, name: z}", "x stands twice"),
    ):
        file.write_text(f"publishers:\n  {content}\n")
        with pytest.raises(DataError, match=fault):
            read_publishers(file)


# ------------------------------------------------------------------ language and characters


@pytest.mark.parametrize(
    ("attributes", "more", "language"),
    [
        ('lang="de-DE"', "", "de"),
        ('xml:lang="fr"', "", "fr"),
        ('lang=""', '<meta property="og:locale" content="es_ES">', "es"),
        ("", '<meta http-equiv="x" name="content-language" content="nb">', "nb"),
        ('lang="x-default"', "", "en"),
    ],
)
def test_a_page_says_its_language_and_its_text_decides(tmp_path: Path, attributes: str, more: str, language: str):
    html = page(Head(more=more).html(), BODY, attributes)
    declared = page_record(html, "a.html").fields["language"]
    assert (declared or "en")[:2].replace("x-", "en") == language
    assert read(tmp_path / "a.html", html, reading=Reading(language="any")).language == "en"


@pytest.mark.parametrize("declared", ["utf-8", "windows-1252", "iso-8859-1", "utf-16", "klingon", ""])
@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "utf-16", "utf-8-sig"])
def test_a_wrongly_declared_encoding_does_no_harm(tmp_path: Path, declared: str, encoding: str):
    words = "Zoë O’Hallan opened a café in Besançon on Tuesday, two years later than the council had planned it."
    html = page(Head().html(), BODY.replace("</article>", f"<p>{words}</p></article>"))
    html = html.replace('<meta charset="utf-8">', f'<meta charset="{declared}">' if declared else "")
    errors: list[InputError] = []
    (tmp_path / "a.html").write_bytes(html.encode(encoding))
    [article] = read_articles([tmp_path / "a.html"], on_error=errors.append)
    assert words in article.text
    guessed = encoding == "windows-1252" and declared not in ("windows-1252", "iso-8859-1")
    assert [error.reason for error in errors] == [
        "not UTF-8: read as windows-1252 (--encoding names another)"
    ] * guessed


def test_a_declared_encoding_is_taken(tmp_path: Path):
    html = page(Head().html(), BODY.replace("Bergen", "Žatec")).replace("utf-8", "windows-1250")
    assert "Žatec" in read(tmp_path / "a.html", html.encode("windows-1250")).text


# ------------------------------------------------------------------ hostile pages

_SENTENCE = "<p>" + "Anna Berg met Tom Reed in Oslo on Tuesday. " * 9 + "</p>"
_HOSTILE = {
    "unclosed divisions": "<html><body>" + "<div>" * 900_000,
    "unclosed paragraphs": "<html><body>" + "<p>word " * 600_000,
    "lists in lists": "<html><body>" + "<ul><li>word " * 350_000,
    "linked headings": "<html><body>" + "<div><h3><a href=/x>some heading here</a></h3><p>word</p></div>" * 70_000,
    "tags without end": "<html><head>"
    + "<meta name=author content='Anna Berg'>" * 100_000
    + f"</head><body>{_SENTENCE}",
    "deep JSON-LD": f"<html><head><script type='application/ld+json'>{'[' * 900_000}</script></head><body>{_SENTENCE}",
    "broken JSON-LD": '<html><head><script type=\'application/ld+json\'>{"@type":"NewsArticle","author":'
    + "[" * 400_000
    + f"{chr(34)}name{chr(34)}:</script></head><body>{_SENTENCE}",
    "a title of separators": f"<html><head><title>{' | a' * 900_000}</title></head><body>{_SENTENCE}",
}


@pytest.mark.parametrize("name", _HOSTILE)
def test_a_hostile_page_is_read_or_named_in_one_line_and_soon(tmp_path: Path, name: str):
    path = tmp_path / "a.html"
    path.write_text(_HOSTILE[name])
    errors: list[InputError] = []
    start = time.process_time()
    articles = list(read_articles([path], on_error=errors.append))
    assert time.process_time() - start < 15
    assert len(articles) + len(errors) == 1
    assert all("\n" not in str(error) for error in errors)
