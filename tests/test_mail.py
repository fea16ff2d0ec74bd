"""Mail, mailboxes and saved pages: what is new in a mail is its text, and of many mails each is an article."""

# ruff: noqa: E501  a mail stands whole on its line

from __future__ import annotations

import resource
import time
from datetime import date
from email.message import EmailMessage
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Article
from kg.read.articles import read_articles
from kg.read.mail_text import new_text, unflowed
from kg.read.records import Reading
from tests.webpages import PROSE, TEASERS, TITLE, plain

TEXT = "Mayor Anna Berg opened the harbour tunnel in Bergen on Tuesday, two years late."
MORE = "Her predecessor Tom Reed did not attend the ceremony, which several hundred guests had come to see."
OLD = "Ida Holm resigned from the council last week, as she had said she would after the vote on the new budget."
HEADER = (
    "From: Bergen Courier <news@courier.example>\nTo: a@b.example\nSubject: {}\nDate: Tue, 05 Mar 2024 10:00:00 +0100\n"
)


def read(path: Path, content: str | bytes, reading: Reading | None = None) -> tuple[list[Article], list[str]]:
    errors: list[InputError] = []
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    articles = list(read_articles([path], on_error=errors.append, reading=reading or Reading(language="any")))
    return articles, [str(error) for error in errors]


def mail(text: str | bytes, subject: str = "Tunnel", **headers: str) -> bytes:
    more = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in headers.items())
    body = text.encode() if isinstance(text, str) else text
    return (HEADER.format(subject) + more + "\n").encode() + body


def one(tmp_path: Path, content: str | bytes) -> Article:
    articles, errors = read(tmp_path / "a.eml", content)
    assert errors == []
    [article] = articles
    return article


# ------------------------------------------------------------------ what is new


def test_flowed_lines_are_joined_and_others_are_not():
    assert unflowed("Anna Berg \nmet Tom \nReed.\nIda Holm left.") == "Anna Berg met Tom Reed.\nIda Holm left."
    assert unflowed("Anna Ber \ng left.", delete_blank=True) == "Anna Berg left."
    assert unflowed(" From here on\n >no quotation") == "From here on\n>no quotation"
    assert unflowed("> Anna \n> Berg\n>> Tom \n> Reed\n-- \nIda") == "> Anna Berg\n>> Tom \n> Reed\n-- \nIda"


def test_a_flowed_mail_is_read_as_it_was_written(tmp_path: Path):
    flowed = TEXT.replace(" harbour", " \nharbour") + "\r\n\r\n" + MORE.replace("attend ", "attend \r\n")
    article = one(tmp_path, mail(flowed, Content_Type="text/plain; charset=utf-8; format=flowed"))
    assert article.text == f"{TEXT}\n\n{MORE}"


@pytest.mark.parametrize(
    "text",
    [
        f"{TEXT}\n\nOn Mon, 4 Mar 2024 at 09:12, Ida Holm <ida@b.example> wrote:\n\n> {OLD}\n>\n> {MORE}\n",
        f"{TEXT}\n\nOn Mon, 4 Mar 2024 at 09:12, Ida Holm of the council of the city of Bergen\n<ida@b.example> wrote:\n> {OLD}",
        f"{TEXT}\n\nOn 4 March 2024, Ida Holm wrote:\n{OLD}\n{MORE}",
        f"> {OLD}\n\n{TEXT}",
        f"{TEXT} \n\n-----Original Message-----\nFrom: Ida Holm\nSent: Monday\nTo: all\nSubject: old\n\n{OLD}"
        + TEXT[:0],
        f"{TEXT}\n\nFrom: Ida Holm\nSent: Monday, 4 March 2024\nTo: all\nSubject: old\n\n{OLD}",
        f"{TEXT}\n-- \nIda Holm\nCity desk, Bergen Courier\n+47 555 0100",
        f"{TEXT}\n{'_' * 47}\nNews mailing list\nNews@lists.example",
    ],
)
def test_history_signature_and_foot_are_no_text(text: str):
    own = f"{TEXT}\n\n{MORE} {MORE}"
    assert new_text(text.replace(TEXT, own)).text.strip() == own


def test_answers_between_quotations_are_kept():
    text = f"On 4 March 2024 at 09:12, Ida wrote:\n> {OLD}\n\n{TEXT}\n\n> more?\n\n{MORE}"
    assert new_text(text).text.split() == f"{TEXT} {MORE}".split()


def test_prose_about_writing_is_no_history():
    text = f"{TEXT}\nOn Tuesday the mayor wrote: nobody may pass.\n{MORE}"
    assert new_text(text).text == text


@pytest.mark.parametrize("mark", ["", "> "])
@pytest.mark.parametrize("lead", ["", "FYI\n\n"])
@pytest.mark.parametrize("announcement", ["---------- Forwarded message ---------", "Begin forwarded message:"])
def test_a_mail_that_passes_another_on_is_that_one(tmp_path: Path, lead: str, announcement: str, mark: str):
    inner = f"From: Coast Herald <news@coast.example>\nDate: Fri, Mar 1, 2024 at 10:00 AM\nSubject: The old one\nTo: b\n\n{OLD}\n{MORE}"
    body = "\n".join(mark + line for line in inner.split("\n"))
    article = one(tmp_path, mail(f"{lead}{announcement}\n{body}\n", "Fwd: The old one"))
    assert article.text == f"{OLD}\n{MORE}"
    assert (article.title, article.published, article.publisher) == ("The old one", date(2024, 3, 1), "Coast Herald")


def test_a_mail_that_has_another_attached_and_no_words_is_that_one(tmp_path: Path):
    outer, inner = EmailMessage(), EmailMessage()
    outer["Subject"], outer["From"] = "Fwd", "Ida Holm <ida@b.example>"
    inner["Subject"], inner["From"] = "Tunnel", "Bergen Courier <news@courier.example>"
    inner.set_content(f"{TEXT}\n{MORE}")
    outer.set_content("See below.")
    outer.add_attachment(inner)
    article = one(tmp_path, outer.as_bytes())
    assert (article.text, article.title, article.publisher) == (f"{TEXT}\n{MORE}", "Tunnel", "Bergen Courier")


def test_a_mail_of_nothing_but_quotations_is_what_it_quotes():
    assert new_text(f"> {TEXT}\n> {MORE}\n").text == f"{TEXT}\n{MORE}"


def test_marks_of_answers_are_no_title(tmp_path: Path):
    assert one(tmp_path, mail(TEXT, "Re: FWD: AW: Tunnel: a delay")).title == "Tunnel: a delay"


# ------------------------------------------------------------------ characters and parts


def test_a_mail_without_a_charset_is_utf8_or_windows_1252_which_is_told(tmp_path: Path):
    words = "Zoë O’Hallan opened a café in Besançon on Tuesday."
    assert one(tmp_path, mail(words)).text == words
    articles, told = read(tmp_path / "b.eml", mail(words.encode("windows-1252")))
    assert [article.text for article in articles] == [words]
    assert told == [f"{tmp_path}/b.eml: not UTF-8: read as windows-1252 (--encoding names another)"]
    wrong = mail(
        words.encode("windows-1252"), Content_Type="text/plain; charset=utf-8", Content_Transfer_Encoding="8bit"
    )
    assert read(tmp_path / "c.eml", wrong)[0][0].text == words
    latin = mail(words.encode("windows-1252"), Content_Type="text/plain; charset=iso-8859-1")
    assert one(tmp_path, latin).text == words
    polish = mail("Łukasz Nowak".encode("iso-8859-2"), Content_Type="text/plain; charset=iso-8859-2")
    assert one(tmp_path, polish).text == "Łukasz Nowak"


def _newsletter() -> str:
    links = "".join(f"<td><a href='/{n}'>{title}</a></td>" for n, (title, _) in enumerate(TEASERS))
    rows = "".join(f"<tr><td><p>{text}</p></td></tr>" for text in PROSE)
    foot = "<tr><td><a href='/u'>Unsubscribe</a> <a href='/v'>View in browser</a></td></tr>"
    return f"<html><body><table><tr>{links}</tr>{rows}{foot}</table></body></html>"


def test_a_newsletter_is_read_without_its_navigation(tmp_path: Path):
    article = one(tmp_path, mail(_newsletter(), Content_Type="text/html"))
    assert [text for text in PROSE if text not in article.text] == []
    assert [title for title, _ in TEASERS if title in article.text] == []
    assert "Unsubscribe" not in article.text


def test_a_letter_in_html_is_read_whole_and_without_its_history(tmp_path: Path):
    html = (
        f"<div dir='ltr'>{TEXT}<div><br></div><div>{MORE}</div></div><br>"
        f"<div class='gmail_quote'><div>On 4 March 2024 Ida wrote:<br></div><blockquote>{OLD}</blockquote></div>"
    )
    assert one(tmp_path, mail(html, Content_Type="text/html")).text == f"{TEXT}\n{MORE}"


def test_plain_text_comes_before_html_unless_it_says_only_that_there_is_html(tmp_path: Path):
    for said, expected in ((TEXT + "\n" + MORE, TEXT + "\n" + MORE), ("This mail is HTML.", f"{OLD}\n{MORE}")):
        message = MIMEMultipart("alternative")
        message.attach(MIMEText(said))
        message.attach(MIMEText(f"<p>{OLD}</p><p>{MORE}</p>", "html"))
        assert one(tmp_path, message.as_bytes()).text == expected


def test_attachments_are_no_text(tmp_path: Path):
    message = MIMEMultipart()
    table = MIMEText("a;b\n1;2")
    table.add_header("Content-Disposition", "attachment", filename="a.csv")
    message.attach(table)
    message.attach(MIMEText(TEXT))
    message.attach(MIMEApplication(b"\x00\x01"))
    assert one(tmp_path, message.as_bytes()).text == TEXT
    only = MIMEMultipart()
    only.attach(MIMEApplication(b"\x00"))
    assert read(tmp_path / "b.eml", only.as_bytes())[1] == [f"{tmp_path}/b.eml: a mail without text"]


# ------------------------------------------------------------------ mailboxes


def _mailbox(*mails: bytes) -> bytes:
    begin = b"From news@courier.example Tue Mar  5 10:00:00 2024\n"
    return b"\n".join(begin + one.replace(b"\nFrom ", b"\n>From ") + b"\n" for one in mails)


@pytest.mark.parametrize("name", ["a.mbox", "a", "a.dat"])
def test_each_mail_of_a_mailbox_is_an_article(tmp_path: Path, name: str):
    second = f"{MORE}\n\nFrom here one sees the harbour and both its new lights quite well."
    data = _mailbox(mail(f"{TEXT}\n> {OLD}"), mail(second, "Another"), mail("", "Empty"), mail(OLD, "Last"))
    articles, errors = read(tmp_path / name, data.replace(b"\n", b"\r\n") if name == "a" else data)
    assert [(article.title, article.text.replace("\r", "")) for article in articles] == [
        ("Tunnel", TEXT),
        ("Another", second),
        ("Last", OLD),
    ]
    assert {article.published for article in articles} == {date(2024, 3, 5)}
    assert {article.publisher for article in articles} == {"Bergen Courier"}
    assert errors == [f"{tmp_path}/{name}, mail 3: no text"]


def test_a_mail_that_is_too_large_costs_no_other(tmp_path: Path):
    data = _mailbox(mail(TEXT), mail("word " * 5000), mail("x" * 9000 + "\n"), mail(OLD))
    articles, errors = read(tmp_path / "a.mbox", data, Reading(4000, language="any"))
    assert [article.text for article in articles] == [TEXT, OLD]
    assert errors == [f"{tmp_path}/a.mbox, mail {n}: larger than 4,000 bytes, too much for one article" for n in (2, 3)]


def test_a_mailbox_of_any_size_takes_the_memory_of_a_mail(tmp_path: Path):
    path = tmp_path / "a.mbox"
    with path.open("wb") as file:
        for n in range(300):
            file.write(_mailbox(mail(f"{TEXT} {n}\n" + "word " * 40_000)) + b"\n")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    count = sum(1 for _ in read_articles([path], on_error=pytest.fail, reading=Reading(language="any")))
    assert count == 300
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40_000


# ------------------------------------------------------------------ saved pages


def _saved(kind: str = "related") -> bytes:
    message = MIMEMultipart(kind, type="text/html")
    message["From"], message["Subject"] = "<Saved by Blink>", TITLE
    message["Snapshot-Content-Location"] = "https://www.bergencourier.example/city/1"
    page = MIMEText(plain().html, "html", "utf-8")
    page["Content-Location"] = "https://www.bergencourier.example/city/1"
    picture = MIMEApplication(b"\x89PNG" * 1000)
    message.attach(page)
    message.attach(picture)
    return message.as_bytes()


@pytest.mark.parametrize("name", ["a.mht", "a.mhtml", "a.eml", "a", "a.saved"])
def test_a_saved_page_is_read_as_a_page(tmp_path: Path, name: str):
    data = _saved().replace(b"\n", b"\r\n")
    articles, errors = read(tmp_path / name, data)
    assert errors == []
    [article] = articles
    assert [text for text in PROSE if text not in article.text] == []
    assert (article.title, article.publisher, article.published) == (TITLE, "Bergen Courier", date(2024, 3, 5))
    assert article.url == plain().url


def test_the_address_of_a_saved_page_is_known_where_the_page_does_not_say_it(tmp_path: Path):
    data = MIMEMultipart("related")
    page = MIMEText(f"<html><body><h1>{TITLE}</h1>{''.join(f'<p>{text}</p>' for text in PROSE)}</body></html>", "html")
    page["Content-Location"] = "https://www.bergencourier.example/city/1"
    data.attach(page)
    [article] = read(tmp_path / "a.mht", data.as_bytes())[0]
    assert (article.url, article.publisher) == ("https://www.bergencourier.example/city/1", "bergencourier.example")
    assert read(tmp_path / "b.mht", b"MIME-Version: 1.0\n\nnothing")[1] == [
        f"{tmp_path}/b.mht: a saved web page without a page"
    ]


# ------------------------------------------------------------------ by first bytes, and hostile


def test_a_mail_without_an_ending_is_told_by_its_header(tmp_path: Path):
    articles, errors = read(tmp_path / "message", mail(TEXT))
    assert ([article.text for article in articles], errors) == ([TEXT], [])
    note = f"Note: {TEXT}\nDate: today\n\n{MORE}"
    assert read(tmp_path / "note", note)[0][0].text == note


def _parts(count: int) -> bytes:
    message = MIMEMultipart()
    for n in range(count):
        message.attach(MIMEText(f"{TEXT} {n}"))
    return message.as_bytes()


def _nested(depth: int) -> bytes:
    lines = [f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}' for n in range(depth)]
    return ("From: a@b.example\n" + "\n".join(lines) + f"\n\n{TEXT}").encode()


_HOSTILE = {
    "many parts": ("a.eml", _parts(10_000)),
    "parts in parts": ("a.eml", _nested(5_000)),
    "history without end": ("a.eml", mail("On 4 March 2024\n" * 40_000)),
    "headers of mails": ("a.eml", mail("From: a\nTo: b\n" * 40_000)),
    "quotations in quotations": ("a.eml", mail("> " * 2_000_000)),
    "empty lines": ("a.mbox", b"\n" * 1_000_000),
    "a mail of empty lines": ("a.mbox", _mailbox(mail(b"\n" * 200_000))),
    "beginnings alone": ("a.mbox", b"From a Tue Mar  5 10:00:00 2024\n"),
    "html without end": ("a.eml", mail("<table><tr><td>" * 300_000, Content_Type="text/html")),
    "a saved page of nothing": ("a.mht", b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n" + b"--\n" * 100_000),
}


@pytest.mark.parametrize("name", _HOSTILE)
def test_a_hostile_mail_is_read_or_named_in_one_line_and_soon(tmp_path: Path, name: str):
    file, content = _HOSTILE[name]
    start = time.process_time()
    articles, errors = read(tmp_path / file, content)
    assert time.process_time() - start < 15
    assert len(articles) + len(errors) == 1
    assert all("\n" not in error for error in errors)


def test_names_and_subjects_are_read_however_they_are_encoded(tmp_path: Path):
    for subject in ("=?utf-8?q?Z=C3=BCrich?= today", "Zürich\n today", "=?iso-8859-1?q?Z=FCrich?=\n today"):
        for encoding in ("utf-8", "windows-1252"):
            head = f"From: =?utf-8?b?WsO8cmNoZXIgUG9zdA==?= <a@b.example>\nSubject: {subject}\n\n{TEXT}".encode(
                encoding
            )
            article = one(tmp_path, head)
            assert (article.title, article.publisher) == ("Zürich today", "Zürcher Post")
