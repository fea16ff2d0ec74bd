"""Documents and archives made to do harm: read or named in one line, soon, and in little memory."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import Article
from kg.read.articles import read_articles
from tests.documents import CODINGS, epub, odt, packed, pdf, warc
from tests.test_documents import ARTICLE, SRT, docx_of, page, rtf_of, unpacked
from tests.test_hostile_input import assert_read_or_named

LINE = "Anna Berg met Tom Reed in Oslo on Monday."
SECONDS = 10
MEGABYTES = 700
"""Above what the process had before."""


def read(path: Path) -> tuple[list[Article], list[str]]:
    errors: list[InputError] = []
    articles = list(read_articles([path], on_error=errors.append))
    return articles, [str(error).removeprefix(str(path)) for error in errors]


def bomb(size: int) -> bytes:
    return packed({"a.txt": b"\0" * size})


def nested(inner: str, depth: int) -> bytes:
    return packed({"a.txt": inner}) if depth == 0 else packed({"in.zip": nested(inner, depth - 1)})


def lying() -> bytes:
    """A zip file that says that its 50 MB are 1,000 bytes."""
    made = bytearray(bomb(50_000_000))
    at = made.rfind(b"PK\x01\x02")
    made[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    return bytes(made)


def many() -> bytes:
    """A zip file of 100,001 entries, each the same one."""
    made = packed({"a.txt": ""})
    at, end = made.rfind(b"PK\x01\x02"), made.rfind(b"PK\x05\x06")
    directory = made[at:end] * 100_001
    return made[:at] + directory + made[end : end + 12] + len(directory).to_bytes(4, "little") + made[end + 16 :]


def encrypted() -> bytes:
    made = bytearray(packed({"a.txt": ARTICLE}))
    for at, offset in ((made.find(b"PK\x03\x04"), 6), (made.rfind(b"PK\x01\x02"), 8)):
        made[at + offset] |= 1
    return bytes(made)


def document(change: Callable[[bytes], bytes]) -> bytes:
    """A Word document with its XML changed."""
    files = unpacked(docx_of(ARTICLE))
    files["word/document.xml"] = change(files["word/document.xml"])
    return packed(files)


def with_entities(xml: bytes) -> bytes:
    """XML in which &i; stands for as many letters as would fill the memory."""
    rules = b'<!ENTITY a "aaaaaaaaaaaaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%b">' % (new, b"&%c;" % old * 20) for old, new in zip(b"abcdefgh", b"bcdefghi", strict=True)
    )
    head, _, rest = xml.partition(b"?>")
    return head + b"?><!DOCTYPE x [" + rules + b"]>" + rest.replace(b"A Bridge", b"&i;A Bridge")


HOSTILE: dict[str, tuple[str, Callable[[], bytes], str | None]] = {
    "a bomb": ("zip", lambda: bomb(200_000_000), "/a.txt: unpacks to more than 200 times its size: refused"),
    "bombs in a zip file of many": (
        "zip", lambda: packed({f"{n}.zip": bomb(20_000_000) for n in range(5)}),
        "/0.zip/a.txt: unpacks to more than 200 times its size: refused",
    ),
    "a bomb that lies": ("zip", lying, "/a.txt: damaged (Bad CRC-32 for file 'a.txt')"),
    "too many entries": ("zip", many, ": more than 100,000 files in one: refused"),
    "zip in zip in zip": ("zip", lambda: nested(ARTICLE, 2), "/in.zip/in.zip/a.txt: a file within 3 others: refused"),
    "an encrypted zip": ("zip", encrypted, "/a.txt: encrypted: unpack it with its password first"),
    "half a zip": ("zip", lambda: packed({"a.txt": ARTICLE})[:-30], ": a damaged zip file (File is not a zip file)"),
    "an empty zip": ("zip", lambda: packed({}), ": an empty zip file"),
    "100,000 pages": ("pdf", lambda: pdf([[]] * 100_000), ": a PDF of 100,000 pages: at most 5,000 are read"),
    "half a PDF": ("pdf", lambda: pdf([[]])[:300], ": a damaged PDF: no reader can open it"),
    "a PDF without its table": ("pdf", lambda: pdf([[(50, 700, 10, LINE)]]).replace(b"xref", b"xxxx"), None),
    "pages in a circle": (
        "pdf", lambda: pdf([[]]).replace(b"/Kids [4 0", b"/Kids [2 0"), ": a damaged PDF: no reader can open it",
    ),
    "a page of many words": (
        "pdf", lambda: pdf([[(n * 37 % 500, n * 91 % 800, 1 + n % 9, f"w{n}") for n in range(8_000)]]), None,
    ),
    "groups in groups": ("rtf", lambda: b"{\\rtf1 " + b"{" * 500_000 + LINE.encode(), None),
    "a large picture": (
        "rtf", lambda: b"{\\rtf1 {\\pict " + b"0a1b" * 3_000_000 + b"}" + LINE.encode() + b"\\par}", None,
    ),
    "fonts without end": (
        "rtf", lambda: b"{\\rtf1 {\\fonttbl" + b"\\f1\\fcharset1" * 100_000 + b"}" + LINE.encode() + b"\\par}", None,
    ),
    "links without end": (
        "rtf", lambda: b"{\\rtf1 " + LINE.encode() + b'{\\field{\\*\\fldinst{HYPERLINK "a" ' * 20_000, None,
    ),
    "a title without end": ("rtf", lambda: b"{\\rtf1 {\\info {\\title " + b"\\'e9" * 900 + b"}" + LINE.encode(), None),
    "a letter that is none": ("rtf", lambda: b"{\\rtf1 \\u99999999? x}",
        ": an RTF file that cannot be read (chr() arg not "
        "in range(0x110000))"),
    "entities that grow": ("docx", lambda: document(with_entities), ": a damaged Word document (Maximum entity "
        "amplification factor exceeded, see xmlCtxtSetMaxAmplification.)"),
    "XML that is a bomb": ("docx", lambda: document(lambda xml: xml + b" " * 50_000_000),
        ": larger than 40,000,000 bytes without its pictures: refused"),
    "XML without end": ("docx", lambda: document(lambda xml: xml[:-100]), None),
    "no text in it": ("docx", lambda: packed({"[Content_Types].xml": "<T/>", "word/x.xml": "<x/>"}), None),
    "tags in tags": ("odt", lambda: odt("<text:p>" * 5_000), None),
    "blanks without end": (
        "odt", lambda: odt("<text:p>" + "<text:s text:c='999999999'/>" * 5_000 + "x</text:p>"), None,
    ),
    "a book of itself": ("epub", lambda: packed({"mimetype": "application/epub+zip",
        "META-INF/container.xml": '<c><rootfile full-path="META-INF/container.xml"/></c>'}),
        ": an EPUB without a chapter of prose"),
    "one chapter many times": ("epub", lambda: epub({"a.xhtml": f"<p>{ARTICLE}</p>"}, spine=["a.xhtml"] * 5_000), None),
    "chapters outside": (
        "epub", lambda: epub({"../../../../etc/passwd": "x"}), "/../../etc/passwd: a chapter that is not there",
    ),
    "a million cues": ("srt", lambda: SRT.encode() * 70_000, ": larger than 5,000,000 bytes, too much for one article"),
    "many cues": (
        "srt", lambda: b"".join(b"%d\n00:01:00,1 --> 00:02:00,1\nw %d\n\n" % (n, n) for n in range(20_000)), None,
    ),
    "voices without end": ("vtt", lambda: b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<v a" * 1_000_000, None),
    "marks without end": ("vtt", lambda: b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<{\\[(" * 900_000, None),
    "half a web archive": (
        "warc", lambda: warc([("https://x.example/", "200 OK", "text/html", page(ARTICLE))])[:300], None,
    ),
    **{f"a page packed by {coding} that is a bomb": ("warc", lambda coding=coding, pack=pack: warc([
        ("https://x.example/", "200 OK", f"text/html\r\nContent-Encoding: {coding}", pack(b" " * 200_000_000))]),
        "/https://x.example/: larger than 5,000,000 bytes, too much for one article")
        for coding, pack in CODINGS.items()},
    "a length that lies": ("warc", lambda: warc([("https://x.example/", "200 OK", "text/html", page(ARTICLE))]).replace(
        b"Content-Length: ", b"Content-Length: 9999999"), None),
}  # fmt: skip
"""(ending, what makes it, the one line that names it; None: it may be read as well)."""


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_documents_are_read_or_named_in_one_line_and_soon(
    tmp_path: Path, name: str, capfd: pytest.CaptureFixture[str]
):
    ending, make, said = HOSTILE[name]
    path = tmp_path / f"a.{ending}"
    path.write_bytes(make())
    held, begin = _megabytes(), time.process_time()
    articles, errors = read(path)
    assert time.process_time() - begin < SECONDS
    assert _megabytes() - held < MEGABYTES
    if said is None:
        assert len(articles) + len(errors) == 1
        assert all("\n" not in error for error in errors)
    else:
        assert (articles, errors) == ([], [said])
    assert capfd.readouterr() == ("", "")


def _megabytes() -> float:
    """The most memory that the process had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def test_what_stands_in_files_of_the_machine_is_never_read(tmp_path: Path):
    secret = tmp_path / "secret"
    secret.write_text("nobody may know", encoding="utf-8")
    rule = b'?><!DOCTYPE x [<!ENTITY a SYSTEM "%b">]>' % secret.as_uri().encode()
    files = unpacked(odt(f"<text:p>{LINE}</text:p>"))
    content = files["content.xml"].replace(b"Anna", b"&a; Anna")
    for name, made in (
        ("a.docx", document(lambda xml: xml.replace(b"?>", rule, 1).replace(b"A Bridge", b"&a; A Bridge"))),
        ("a.odt", packed({**files, "content.xml": b"<?xml version='1.0'" + rule + content})),
    ):  # fmt: skip
        path = tmp_path / name
        path.write_bytes(made)
        assert not any("nobody may know" in article.text for article in read(path)[0])


def test_names_in_a_zip_file_are_only_names(tmp_path: Path):
    path = tmp_path / "a.zip"
    path.write_bytes(packed({"/etc/x.txt": ARTICLE, "..\\y.txt": LINE, "a\nkg: b.txt": ""}))
    articles, errors = read(path)
    assert [article.path for article in articles] == [f"{path}//etc/x.txt"]
    assert errors == ["/a?kg: b.txt: empty file"]


MADE = {
    "pdf": pdf([[(50, 700, 10, LINE), (50, 688, 10, LINE)]]),
    "docx": docx_of(ARTICLE),
    "rtf": rtf_of(ARTICLE).encode(),
    "odt": odt(f"<text:p>{LINE}</text:p>"),
    "epub": epub({"a.xhtml": f"<p>{ARTICLE}</p>"}),
    "srt": SRT.encode(),
    "zip": packed({"a.txt": ARTICLE, "b.srt": SRT}),
    "warc": warc([("https://x.example/", "200 OK", "text/html", page(ARTICLE))]),
}


@pytest.mark.parametrize("ending", sorted(MADE))
def test_damaged_documents_are_read_or_named(tmp_path_factory: pytest.TempPathFactory, ending: str):
    path = tmp_path_factory.mktemp("damaged") / f"a.{ending}"
    made = MADE[ending]

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.integers(0, len(made)), st.integers(0, 60), st.binary(max_size=60))
    def check(at: int, gone: int, put: bytes) -> None:
        path.write_bytes(made[:at] + put + made[at + gone :])
        assert_read_or_named(path)

    check()
