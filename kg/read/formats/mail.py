"""Mail: subject, date, sender, body."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as mail_policy

from kg.errors import InputError
from kg.read.inputs import Format, Input
from kg.read.records import Record, Records
from kg.read.snippets import plain_text


def read_mail(source: Input) -> Records:
    """The one record of a mail."""
    message = message_from_bytes(source.data(), policy=mail_policy)
    try:
        yield _mail_record(message, source.name)
    except (LookupError, ValueError, AttributeError) as error:
        raise InputError(source.name, f"a mail that cannot be read ({error})") from error


def _mail_record(message: EmailMessage, where: str) -> Record:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        raise InputError(where, "a mail without text")
    text = str(body.get_content())
    sender = message["from"].addresses[0] if message["from"] and message["from"].addresses else None
    fields = {
        "title": str(message["subject"] or "") or None,
        "published": str(message["date"] or "") or None,
        "publisher": (sender.display_name or sender.domain) if sender else None,
    }
    text = plain_text(text) if body.get_content_subtype() == "html" else text
    return Record(where, text, fields, "mail header", path=where)


FORMAT = Format("a mail", (".eml",), read_mail)
