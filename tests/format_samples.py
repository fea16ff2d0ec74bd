"""The same two articles in every format that is read, as papers, agencies, databases and tools write them.

The first has a title, two authors, a day and a text that states something; the second has no author.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from email.message import EmailMessage
from html import escape
from typing import Any

import docx
import pyarrow as pa
import pyarrow.parquet

from tests.documents import column, epub, odt, packed, pdf, warc

TITLE, OTHER_TITLE = "A Bridge for Lyon at Last", "Norvik Pays for the Lamps"
PAPER = "Lyon Courier"
TEXT = (
    "Anna Holm, the mayor of Lyon, met Ida Lind at the new bridge on Tuesday, two years later than planned. "
    "Many hundred people walked across it with them, although it rained for the whole of the morning. "
    "The first of them was a retired ferry captain, who had waited in a tent since the evening before."
)
OTHER = (
    "Norvik Energy pays for the lamps, which nobody had remembered to order, and for the wires that join them. "
    "Jonas Falk, chief executive of Norvik Energy, visited Oslo on Wednesday. "
    "He came home with a ship full of steel, which the wharf will unload as soon as the ice has gone."
)

# ------------------------------------------------------------------ tools that write JSON

NEWSAPI = {
    "status": "ok",
    "articles": [
        {
            "source": {"id": "lyon", "name": PAPER},
            "author": "Anna Berg, Tom Reed",
            "title": TITLE,
            "description": "What it cost.",
            "url": "https://x.example/1",
            "publishedAt": "2024-03-05T23:00:00Z",
            "content": TEXT,
        },
        {"source": {"id": "lyon", "name": PAPER}, "title": OTHER_TITLE, "publishedAt": "2024-03-06", "content": OTHER},
    ],
}
NEWS_PLEASE = [
    {
        "authors": ["Anna Berg", "Political Editor", "Tom Reed"],
        "date_download": "2024-04-01 00:00:00",
        "date_modify": None,
        "date_publish": "2024-03-05 10:00:00",
        "maintext": TEXT,
        "source_domain": PAPER,
        "text": None,
        "title": TITLE,
    },
    {"date_publish": "2024-03-06 10:00:00", "maintext": OTHER, "source_domain": PAPER, "title": OTHER_TITLE},
]
SCHEMA = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebPage", "name": "A page"},
        {
            "@type": ["NewsArticle"],
            "headline": TITLE,
            "articleBody": TEXT,
            "datePublished": "2024-03-05T10:00:00+01:00",
            "dateModified": "2024-05-01",
            "author": [{"@type": "Person", "name": "Anna Berg"}, {"@type": "Person", "name": "Tom Reed"}],
            "publisher": {"@type": "Organization", "name": PAPER},
        },
        {"@type": "BlogPosting", "headline": OTHER_TITLE, "articleBody": OTHER, "datePublished": "2024-03-06"}
        | {"publisher": {"name": PAPER}},
    ],
}
GUARDIAN = {
    "response": {
        "status": "ok",
        "results": [
            {
                "id": "world/1",
                "webTitle": f"{TITLE} – live",
                "webPublicationDate": "2024-03-05T10:00:00Z",
                "webUrl": "https://x.example/1",
                "fields": {
                    "headline": TITLE,
                    "byline": "Anna Berg in Lyon and Tom Reed",
                    "body": f"<p>{TEXT}</p>",
                    "bodyText": TEXT,
                    "publication": PAPER,
                },
            },
            {"id": "world/2", "webTitle": OTHER_TITLE, "webPublicationDate": "2024-03-06T10:00:00Z"}
            | {"fields": {"bodyText": OTHER, "publication": PAPER}},
        ],
    }
}
NINJS_1 = [
    {
        "uri": "urn:1",
        "type": "text",
        "versioncreated": "2024-03-05T10:00:00Z",
        "headline": TITLE,
        "byline": "Anna Berg and Tom Reed",
        "copyrightholder": PAPER,
        "body_text": TEXT,
        "body_xhtml": f"<p>{TEXT}</p>",
    },
    {"uri": "urn:2", "versioncreated": "2024-03-06", "headline": OTHER_TITLE, "body_xhtml": f"<p>{OTHER}</p>"}
    | {"copyrightholder": PAPER},
]
NINJS_3 = [
    {
        "uri": "urn:1",
        "versionCreated": "2024-03-05T10:00:00Z",
        "headlines": [{"role": "main", "value": TITLE}],
        "by": "Anna Berg and Tom Reed",
        "copyrightHolder": PAPER,
        "bodies": [
            {"role": "nitf", "contentType": "application/xml", "value": "<nitf>other</nitf>"},
            {"role": "text", "contentType": "text/plain", "value": TEXT},
            {"role": "html", "contentType": "text/html", "value": f"<section><p>{TEXT}</p></section>"},
        ],
    },
    {"uri": "urn:2", "versionCreated": "2024-03-06", "copyrightHolder": PAPER}
    | {"headlines": [{"value": OTHER_TITLE}], "bodies": [{"value": OTHER}]},
]
ELASTIC = {
    "hits": {
        "hits": [
            {
                "_source": {
                    "title": title,
                    "body": text,
                    "source": {"id": "l", "name": PAPER},
                    "pub_date": day,
                    "author": who,
                }
            }
            for title, text, day, who in (
                (TITLE, TEXT, 1709632800000, "Berg, Anna; Reed, Tom"),
                (OTHER_TITLE, OTHER, "1709719200", None),
            )
        ]
    }
}
TOOLS: dict[str, Any] = {
    "NewsAPI": NEWSAPI,
    "news-please": NEWS_PLEASE,
    "schema.org": SCHEMA,
    "Guardian": GUARDIAN,
    "ninjs 1": NINJS_1,
    "ninjs 3": NINJS_3,
    "Elasticsearch": ELASTIC,
}


# ------------------------------------------------------------------ tools that write tables


def table(*rows: dict[str, str], delimiter: str = ",") -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


TABLES = {
    "Media Cloud": [
        {
            "id": "a1",
            "publish_date": "2024-03-05",
            "media_name": PAPER,
            "title": TITLE,
            "url": "https://x.example/1",
        }
        | {"text": TEXT, "author": "Anna Berg, Tom Reed"},
        {
            "id": "a2",
            "publish_date": "2024-03-06",
            "media_name": PAPER,
            "title": OTHER_TITLE,
            "url": "https://x.example/2",
        }
        | {"text": OTHER, "author": ""},
    ],
    "a sheet with capitals": [
        {"Text": TEXT, "Date": "05-Mar-24", "Source": PAPER, "Title": TITLE, "Author": "Berg, Anna; Reed, Tom"},
        {"Text": OTHER, "Date": "06-Mar-24", "Source": PAPER, "Title": OTHER_TITLE, "Author": "Staff"},
    ],
    "a flattened API": [
        {"source.name": PAPER, "fields.body": TEXT, "Publication Date": "2024-03-05", "headline": TITLE}
        | {"byline": "By Anna Berg and Tom Reed"},
        {
            "source.name": PAPER,
            "fields.body": OTHER,
            "Publication Date": "2024-03-06",
            "headline": OTHER_TITLE,
            "byline": "",
        },
    ],
}


ZOTERO = [
    {"key": "K1", "data": {"title": TITLE, "abstractNote": TEXT, "date": "2024-03-05", "publicationTitle": PAPER}},
    {
        "key": "K2",
        "data": {"title": OTHER_TITLE, "abstractNote": OTHER, "date": "2024-03-06", "publicationTitle": PAPER},
    },
]
ZOTERO[0]["data"] |= {"creators": [{"firstName": "Anna", "lastName": "Berg"}, {"firstName": "Tom", "lastName": "Reed"}]}
ZOTERO_ROWS = (
    {"Key": "K1", "Author": "Berg, Anna; Reed, Tom", "Title": TITLE, "Abstract Note": TEXT, "Date": "2024-03-05"},
    {"Key": "K2", "Author": "", "Title": OTHER_TITLE, "Abstract Note": OTHER, "Date": "2024-03-06"},
)
TELEGRAM = {
    "name": PAPER,
    "type": "public_channel",
    "id": 99,
    "messages": [
        {
            "id": 1,
            "type": "message",
            "date": "2024-03-05T10:00:00",
            "text": [TEXT[:4], {"type": "bold", "text": TEXT[4:]}],
        },
        {"id": 2, "type": "message", "date": "2024-03-06T10:00:00", "text": OTHER},
    ],
}
FACEBOOK = [
    {"timestamp": 1709632800, "data": [{"post": TEXT}]},
    {"timestamp": 1709719200, "data": [{"post": OTHER}]},
]

# ------------------------------------------------------------------ agencies

NITF, OTHER_NITF = (
    f"""<?xml version="1.0"?><nitf><head><docdata><date.issue norm="{day}"/></docdata></head><body><body.head>
<hedline><hl1>{title}</hl1></hedline>{byline}<dateline><location>LYON</location></dateline></body.head>
<body.content>{"".join(f"<p>{part}.</p>" for part in text.rstrip(".").split(". "))}</body.content></body></nitf>"""
    for title, byline, day, text in (
        (TITLE, "<byline>By <person>Anna Berg</person> and <person>Tom Reed</person></byline>", "20240305", TEXT),
        (OTHER_TITLE, "", "20240306T100000+0100", OTHER),
    )
)
NEWSML_1 = f"""<NewsML><NewsEnvelope><DateAndTime>20240307T100000Z</DateAndTime></NewsEnvelope>{
    "".join(
        f'''<NewsItem><NewsManagement><FirstCreated>{day}T100000Z</FirstCreated></NewsManagement><NewsComponent>
<AdministrativeMetadata><Provider><Party FormalName="Coast Wire"/></Provider></AdministrativeMetadata>
<NewsLines><HeadLine>{title}</HeadLine>{byline}</NewsLines><ContentItem><DataContent><p>{text}</p></DataContent>
</ContentItem></NewsComponent></NewsItem>'''
        for title, byline, day, text in (
            (TITLE, "<ByLine>By Anna Berg and Tom Reed</ByLine>", "20240305", TEXT),
            (OTHER_TITLE, "", "20240306", OTHER),
        )
    )
}</NewsML>"""
NEWSML_G2 = f"""<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="urn:1"><itemMeta><versionCreated>2024-03-05T10:00:00+01:00</versionCreated></itemMeta><contentMeta>
<creator><name>Anna Berg</name></creator><creator><name>Tom Reed</name></creator><headline>{TITLE}</headline>
</contentMeta><contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><p>{TEXT}</p></body></html>
</inlineXML></contentSet></newsItem>
<newsItem guid="urn:2"><itemMeta><versionCreated>2024-03-06T10:00:00Z</versionCreated></itemMeta>
<contentMeta><headline>{OTHER_TITLE}</headline></contentMeta><contentSet>
<inlineData contenttype="text/plain">{OTHER}</inlineData></contentSet></newsItem></itemSet></newsMessage>"""
REUTERS, OTHER_REUTERS = (
    f"""<?xml version="1.0" encoding="iso-8859-1" ?><newsitem itemid="1" date="{day}" xml:lang="en">
<title>FRANCE: {title}</title><headline>{title}</headline>{byline}<dateline>LYON {day}</dateline>
<text><p>{text}</p></text></newsitem>"""
    for title, byline, day, text in (
        (TITLE, "<byline>Anna Berg and Tom Reed</byline>", "2024-03-05", TEXT),
        (OTHER_TITLE, "", "2024-03-06", OTHER),
    )
)

# ------------------------------------------------------------------ texts, documents, pages

LINES = (TITLE, "By Anna Berg and Tom Reed", f"LYON, March 5, 2024 (AFP) - {TEXT}")
OTHER_LINES = (OTHER_TITLE, f"OSLO, March 6, 2024 (AFP) - {OTHER}")
BOTH = (LINES, OTHER_LINES)


def _front(title: str, day: str, authors: str, text: str) -> str:
    return f"---\ntitle: {title}\npublished: {day}\nauthors: [{authors}]\n---\n\n{text}\n"


def _marked(lines: tuple[str, ...], level: str = "h1") -> str:
    heading, *paragraphs = (escape(line) for line in lines)
    return f"<{level}>{heading}</{level}>" + "".join(f"<p>{line}</p>" for line in paragraphs)


def _page(lines: tuple[str, ...]) -> str:
    head = f"<title>{lines[0]}</title><meta charset='utf-8'>"
    return f"<html lang='en'><head>{head}</head><body><article>{_marked(lines)}</article></body></html>"


def _pdf(lines: tuple[str, ...]) -> bytes:
    body = "\n".join(lines[1:])
    return pdf([[(50, 780, 20, lines[0]), *column(body, 50, 750, 60, indent=3)]])


def _docx(lines: tuple[str, ...]) -> bytes:
    document = docx.Document()
    document.add_heading(lines[0])
    for line in lines[1:]:
        document.add_paragraph(line)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _rtf(lines: tuple[str, ...]) -> str:
    return r"{\rtf1\ansi\ansicpg1252\f0 " + r"\par ".join(lines) + r"\par}"


def _odt(lines: tuple[str, ...]) -> bytes:
    return odt(f"<text:h>{lines[0]}</text:h>" + "".join(f"<text:p>{line}</text:p>" for line in lines[1:]))


def _mail(lines: tuple[str, ...], day: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = f"{PAPER} <news@courier.example>", "reader@x.example"
    message["Subject"], message["Date"] = lines[0], f"{day} 10:00:00 +0100"
    message.set_content("\n\n".join(lines[1:]))
    return message.as_bytes()


def _saved(lines: tuple[str, ...]) -> str:
    return (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://x.example/1\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\n\n--b\n'
        f"Content-Type: text/html; charset=utf-8\nContent-Location: https://x.example/1\n\n{_page(lines)}\n--b--\n"
    )


def _parquet(rows: list[dict[str, str]]) -> bytes:
    target = io.BytesIO()
    pyarrow.parquet.write_table(pa.Table.from_pylist(rows), target)
    return target.getvalue()


def _subtitles(text: str, *, head: str = "", point: str = ",") -> str:
    """Half a sentence at a time."""
    words, cues = text.split(" "), []
    for number, start in enumerate(range(0, len(words), 7)):
        times = " --> ".join(f"00:00:{2 * number + more:02}{point}000" for more in (0, 2))
        cues.append(f"{number + 1}\n{times}\n{' '.join(words[start : start + 7])}\n")
    return head + "\n".join(cues)


MAILS = (_mail(LINES, "Tue, 05 Mar 2024"), _mail(OTHER_LINES, "Wed, 06 Mar 2024"))
RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>{PAPER}</title><item><title>{TITLE}</title><pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate>
<dc:creator>Anna Berg and Tom Reed</dc:creator><description>{TEXT}</description></item><item>
<title>{OTHER_TITLE}</title><pubDate>Wed, 06 Mar 2024 10:00:00 GMT</pubDate><description>{OTHER}</description></item>
</channel></rss>"""
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{PAPER}</title>
<entry><title>{TITLE}</title><published>2024-03-05T10:00:00Z</published><author><name>Anna Berg</name></author>
<author><name>Tom Reed</name></author><content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;</content></entry>
<entry><title>{OTHER_TITLE}</title><published>2024-03-06T10:00:00Z</published><content>{OTHER}</content></entry></feed>"""
PAGES = [
    (f"https://x.example/{number}", "200 OK", "text/html; charset=utf-8", _page(lines).encode())
    for number, lines in enumerate(BOTH, 1)
]
ROWS = TABLES["a flattened API"]

# ------------------------------------------------------------------ all of them


def _each(ending: str, *contents: str | bytes) -> dict[str, str | bytes]:
    """A file for each article."""
    return {f"{number}.{ending}": content for number, content in enumerate(contents)}


def _json(value: object) -> dict[str, str | bytes]:
    return {"a.json": json.dumps(value)}


SAMPLES: dict[str, Mapping[str, str | bytes]] = {
    **{tool: _json(value) for tool, value in TOOLS.items()},
    **{f"{tool}, a line each": {"a.jsonl": json.dumps(value)} for tool, value in TOOLS.items()},
    **{tool: {"a.csv": table(*rows)} for tool, rows in TABLES.items()},
    "Zotero": _json(ZOTERO),
    "Zotero's table": {"a.csv": table(*ZOTERO_ROWS)},
    "Telegram": _json(TELEGRAM),
    "Facebook": _json(FACEBOOK),
    "JSON lines": {"a.ndjson": "\n".join(map(json.dumps, ROWS))},
    "tabs": {"a.tsv": table(*ROWS, delimiter="\t")},
    "Parquet": {"a.parquet": _parquet(ROWS)},
    "NITF": _each("nitf", NITF, OTHER_NITF),
    "NewsML 1": {"a.newsml": NEWSML_1},
    "NewsML G2": {"a.xml": NEWSML_G2},
    "Reuters": _each("xml", REUTERS, OTHER_REUTERS),
    **{f"text, .{ending}": _each(ending, *map("\n\n".join, BOTH)) for ending in ("txt", "text")},
    **{
        f"front matter, .{ending}": _each(
            ending,
            _front(TITLE, "2024-03-05", "Anna Berg, Tom Reed", TEXT.replace("Ida Lind", "**Ida Lind**")),
            _front(OTHER_TITLE, "2024-03-06", "", OTHER),
        )
        for ending in ("md", "markdown")
    },
    **{f"a page, .{ending}": _each(ending, *map(_page, BOTH)) for ending in ("html", "htm", "xhtml")},
    **{f"a saved page, .{ending}": _each(ending, *map(_saved, BOTH)) for ending in ("mht", "mhtml")},
    "mail": _each("eml", *MAILS),
    **{
        f"a mailbox, .{ending}": {
            f"a.{ending}": b"\n".join(b"From a@x.example Tue Mar  5 10:00:00 2024\n" + one for one in MAILS)
        }
        for ending in ("mbox", "mbx")
    },
    "RSS": {"a.rss": RSS},
    "RSS as XML": {"a.xml": RSS},
    "Atom": {"a.atom": ATOM},
    "PDF": _each("pdf", *map(_pdf, BOTH)),
    "Word": _each("docx", *map(_docx, BOTH)),
    "RTF": _each("rtf", *map(_rtf, BOTH)),
    "OpenDocument": _each("odt", *map(_odt, BOTH)),
    "EPUB": {"a.epub": epub({f"{number}.xhtml": _marked(lines) for number, lines in enumerate(BOTH)})},
    "SubRip": _each("srt", _subtitles(TEXT), _subtitles(OTHER)),
    "WebVTT": _each("vtt", *(_subtitles(text, head="WEBVTT\n\n", point=".") for text in (TEXT, OTHER))),
    "a web archive": {"a.warc": warc(PAGES)},
    "a packed web archive": {"a.warc.gz": warc(PAGES, packing=True)},
    "a zip file": {"a.zip": packed({"0.docx": _docx(LINES), "1.html": _page(OTHER_LINES)})},
    "a packed web archive in a zip file": {"a.wacz": packed({"archive/a.warc.gz": warc(PAGES, packing=True)})},
}
FIELDS_ALONE = {*TOOLS, *TABLES, "Zotero", "Zotero's table", "Telegram", "Facebook"}
"""Formats whose text is the prose alone."""
UNDATED = {"SubRip", "WebVTT"}
"""Formats that do not say when."""
UNTITLED = UNDATED | {"Telegram", "Facebook"}
"""Formats that say neither what an article is called nor who wrote it."""
