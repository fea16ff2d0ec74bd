"""XML of news agencies: heads, dates, bylines and paragraphs of NITF, NewsML 1 and G2; other XML is named."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from tests.test_articles import MORE, TEXT, read, write

NITF = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "http://agency.example/nitf.dtd">
<nitf><head><title>slug-bridge</title><docdata><date.issue norm="20240305T100000+0100"/>
<doc.copyright holder="Coast Wire" year="2024"/></docdata></head>
<body><body.head><hedline><hl1>A bridge &amp; its price</hl1><hl2>Two years late</hl2></hedline>
<byline>By <person>Anna Berg</person><byttl>Political Editor</byttl></byline>
<distributor>Coast Wire</distributor><dateline><location>LYON</location>, France</dateline></body.head>
<body.content><p>{TEXT.replace("the new", "the <em>new</em>")}</p>
<media media-type="image"><media-caption><p>Anna Berg at the bridge.</p></media-caption></media>
<p>{MORE}</p></body.content><body.end><tagline>Tom Reed contributed.</tagline></body.end></body></nitf>"""

G2 = f"""<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">
<header><sent>2024-03-07T00:00:00Z</sent></header><itemSet>
<newsItem guid="urn:1" xml:lang="en-GB"><rightsInfo><copyrightHolder qcode="a:cw"><name>Coast Wire</name>
</copyrightHolder></rightsInfo><itemMeta><versionCreated>2024-03-05T10:00:00+01:00</versionCreated></itemMeta>
<contentMeta><creator qcode="p:1"><name>Anna Berg</name></creator><headline>A bridge</headline></contentMeta>
<contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>{TEXT}</p>
<p>{MORE}</p></body></html></inlineXML></contentSet></newsItem>
<newsItem guid="urn:2"><itemMeta><provider literal="Fjord News"/><versionCreated>2024-03-06T10:00:00Z</versionCreated>
</itemMeta><contentMeta><headline>Rain</headline><by>Tom Reed</by></contentMeta>
<contentSet><inlineData contenttype="text/plain">{MORE}</inlineData></contentSet></newsItem>
<newsItem guid="urn:3"><itemMeta/><contentSet><remoteContent href="a.jpg"/></contentSet></newsItem>
</itemSet></newsMessage>"""

NEWSML = f"""<NewsML><NewsEnvelope><DateAndTime>20240307T100000Z</DateAndTime></NewsEnvelope>
<NewsItem><Identification><NewsIdentifier><DateId>20240305</DateId></NewsIdentifier></Identification>
<NewsManagement><FirstCreated>20240305T100000Z</FirstCreated></NewsManagement>
<NewsComponent><AdministrativeMetadata><Provider><Party FormalName="Coast Wire"/></Provider></AdministrativeMetadata>
<NewsComponent><NewsLines><HeadLine>A bridge</HeadLine><ByLine>By Anna Berg</ByLine><DateLine>LYON, March 5</DateLine>
</NewsLines><ContentItem><DataContent><p>{TEXT}</p><p>{MORE}</p></DataContent></ContentItem></NewsComponent>
<NewsComponent><NewsLines><HeadLine>Rain</HeadLine></NewsLines><ContentItem><DataContent><p>{MORE}</p></DataContent>
</ContentItem></NewsComponent></NewsComponent></NewsItem></NewsML>"""


def test_nitf_gives_head_date_byline_dateline_and_paragraphs(tmp_path: Path):
    (article,), told = read(write(tmp_path / "a.xml", NITF))
    assert told == []
    assert article.text == f"LYON, France — {TEXT}\n\n{MORE}"
    assert (article.title, article.published, article.publisher, article.authors) == (
        "A bridge & its price",
        date(2024, 3, 5),
        "Coast Wire",
        ("Anna Berg",),
    )
    assert [article.text[block.start : block.end] for block in article.blocks] == ["LYON, France", TEXT, MORE]


def test_newsml_g2_gives_an_article_for_each_item_with_a_text(tmp_path: Path):
    (one, two), told = read(write(tmp_path / "a.xml", G2))
    assert told == []
    assert (one.text, one.title, one.published) == (f"{TEXT}\n\n{MORE}", "A bridge", date(2024, 3, 5))
    assert (one.publisher, one.authors, one.language) == ("Coast Wire", ("Anna Berg",), "en")
    assert (two.text, two.title, two.published) == (MORE, "Rain", date(2024, 3, 6))
    assert (two.publisher, two.authors) == ("Fjord News", ("Tom Reed",))


def test_newsml_1_gives_an_article_for_each_component_with_a_headline(tmp_path: Path):
    (one, two), told = read(write(tmp_path / "a.xml", NEWSML))
    assert told == []
    assert (one.text, one.title) == (f"LYON, March 5 — {TEXT}\n\n{MORE}", "A bridge")
    assert (one.published, one.publisher, one.authors) == (date(2024, 3, 5), "Coast Wire", ("Anna Berg",))
    assert (two.text, two.title) == (MORE, "Rain")


def test_the_first_corpus_of_reuters_is_read(tmp_path: Path):
    xml = f"""<?xml version="1.0" encoding="iso-8859-1" ?><newsitem itemid="1" date="1996-08-20" xml:lang="en">
    <title>FRANCE: A bridge.</title><headline>A bridge.</headline><byline>Anna Berg</byline>
    <dateline>LYON 1996-08-20</dateline><text><p>{TEXT}</p><p>{MORE}</p></text></newsitem>"""
    (article,), told = read(write(tmp_path / "a.xml", xml))
    assert told == []
    assert (article.title, article.published, article.authors) == ("A bridge.", date(1996, 8, 20), ("Anna Berg",))
    assert article.text.endswith(f"{TEXT}\n\n{MORE}")


@pytest.mark.parametrize(
    ("xml", "fault"),
    [
        (
            '<urlset xmlns="http://s.example"><url><loc>http://x</loc></url></urlset>',
            "a sitemap, which lists addresses",
        ),
        (
            '<TEI xmlns="http://t.example"><p>x</p></TEI>',
            "XML with the root <TEI> of http://t.example: no format of art",
        ),
        (
            "<?xml version='1.0'?><!-- a --><!DOCTYPE a [<!ELEMENT a ANY>]><a:b xmlns:a='u'/>",
            "XML with the root <b> of u",
        ),
        ("<nitf><body/></nitf>", "no article's text in its <nitf>"),
        ("<nitf><body>", "not well-formed XML (Premature end of data"),
        ("<?xml version='1.0'?>" + "<a>" * 10_000, "not well-formed XML (Excessive depth"),
    ],
)
def test_other_xml_is_named_for_what_it_is(tmp_path: Path, xml: str, fault: str):
    path = write(tmp_path / "a.xml", xml)
    articles, (told,) = read(path)
    assert articles == []
    assert told.startswith(f"{path}: {fault}")


def test_entities_are_never_expanded_and_nothing_is_fetched(tmp_path: Path):
    secret = write(tmp_path / "secret.txt", "the secret")
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    for doctype in (
        f'<!DOCTYPE nitf [<!ENTITY x SYSTEM "file://{secret}">]>',
        f'<!DOCTYPE nitf [<!ENTITY a0 "ha">{bomb}<!ENTITY x "&a11;">]>',
        '<!DOCTYPE nitf SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY x "in">]>',
    ):
        body = f"<nitf><body><body.content><p>{TEXT} &x;</p></body.content></body></nitf>"
        begin = time.process_time()
        articles, told = read(write(tmp_path / "a.xml", f"<?xml version='1.0'?>{doctype}{body}"))
        assert time.process_time() - begin < 2
        assert [article.text for article in articles] == [TEXT] or told
        assert "secret" not in str(articles)


def test_prologues_without_end_take_little_time(tmp_path: Path):
    for head in (
        "<?a?>" * 5_000,
        "<!--a-->" * 5_000,
        "<!DOCTYPE a>" * 3_000,
        "<!DOCTYPE a [" + "]" * 4_000,
        "<" * 9_000,
    ):
        begin = time.process_time()
        articles, told = read(write(tmp_path / "a.xml", "<?xml version='1.0'?>" + head))
        assert time.process_time() - begin < 2
        assert (articles, len(told)) == ([], 1)
