"""The text of a snippet of HTML: a feed's entry, a mail, a field of a table."""

from __future__ import annotations

from html.parser import HTMLParser

_BLOCK_TAGS = frozenset(
    (
        "p",
        "br",
        "div",
        "li",
        "ul",
        "ol",
        "tr",
        "table",
        "blockquote",
        "section",
        "article",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
    )
)


class _PlainText(HTMLParser):
    """The text of a snippet of HTML, one line per paragraph."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Paragraphs begin a line; scripts and styles say nothing."""
        self._silent += tag in ("script", "style")
        self.parts.append("\n" if tag in _BLOCK_TAGS else "")

    def handle_endtag(self, tag: str) -> None:
        """See handle_starttag."""
        self._silent -= tag in ("script", "style") and self._silent > 0
        self.parts.append("\n" if tag in _BLOCK_TAGS else "")

    def handle_data(self, data: str) -> None:
        """Text, in which line breaks mean nothing."""
        if not self._silent:
            self.parts.append(" ".join(data.split("\n")))


def plain_text(html: str) -> str:
    """The text of a snippet of HTML (a feed's entry, a mail), one line per paragraph, however broken the mark-up."""
    parser = _PlainText()
    parser.feed(html)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.parts).split("\n"))
    return "\n".join(line for line in lines if line)
