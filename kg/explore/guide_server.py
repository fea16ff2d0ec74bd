"""A small web server on 127.0.0.1 for `kg browse`: the guide, the style, and the files of Neo4j Browser itself.

It has no folder: it serves the pages it was given and the entries of one archive, and nothing else. A request must name
this machine as its host, so that no page from elsewhere can reach it by a name of its own (DNS rebinding).
"""

from __future__ import annotations

import mimetypes
import secrets
import threading
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from kg.errors import UsageError

HOST = "127.0.0.1"
PORT = 7475
"""Beside Neo4j's own 7474. What Browser remembers belongs to an address, so it is best always the same one."""
TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Page:
    """What is served at a path."""

    content: bytes
    type: str = "text/html; charset=utf-8"
    policy: str = ""
    """Content-Security-Policy: where the page may load from and send to."""


@dataclass(frozen=True, slots=True)
class Site:
    """All that the server may hand out.

    `private` pages are only for who has `token`, or one of the tokens in `once`, which are good for one visit.
    Scripts from `origins`, such as http://127.0.0.1:7474, may read `pages`. `entries` of `archive` are served under
    their own names, with `policy`.
    """

    pages: Mapping[str, Page]
    private: Mapping[str, Page] = field(default_factory=dict)
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    once: set[str] = field(default_factory=set, repr=False)
    origins: frozenset[str] = frozenset()
    archive: Path | None = None
    prefix: str = "browser/"
    policy: str = ""


class GuideServer(ThreadingHTTPServer):
    """A server that listens; `publish` gives it something to serve."""

    daemon_threads = True

    def __init__(self, port: int) -> None:
        super().__init__((HOST, port), _Handler)
        self.site = Site({})
        self.archive: zipfile.ZipFile | None = None

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self.server_address[1])

    @property
    def address(self) -> str:
        """Its address. By name, because every Neo4j lets guides come from "localhost", and few from 127.0.0.1."""
        return f"http://localhost:{self.port}"

    def publish(self, site: Site) -> None:
        """Serve this from now on."""
        self.archive = zipfile.ZipFile(site.archive) if site.archive else None
        self.site = site

    def page(self, path: str, token: str) -> Page | HTTPStatus:
        """What is at a path (without its query), for somebody with this token."""
        site = self.site
        if path in site.private:
            return site.private[path] if self._admits(token) else HTTPStatus.FORBIDDEN
        if path in site.pages:
            return site.pages[path]
        return self._entry(path.removeprefix("/"))

    def _admits(self, token: str) -> bool:
        if token in self.site.once:
            self.site.once.discard(token)
            return True
        return secrets.compare_digest(token.encode(), self.site.token.encode())

    def _entry(self, name: str) -> Page | HTTPStatus:
        if self.archive is None or not name.startswith(self.site.prefix):
            return HTTPStatus.NOT_FOUND
        name += "index.html" if name.endswith("/") else ""
        try:
            content = self.archive.read(name)
        except KeyError:
            return HTTPStatus.NOT_FOUND
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return Page(content, kind, self.site.policy if kind == "text/html" else "")


@contextmanager
def serving(port: int | None = None) -> Iterator[GuideServer]:
    """A server that answers until the end of the `with`; nothing is there before `publish`.

    Without a port it takes the usual one, or a free one where that is taken. UsageError: the named port is taken.
    """
    server = _listen(port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        if server.archive:
            server.archive.close()


def _listen(port: int | None) -> GuideServer:
    try:
        return GuideServer(PORT if port is None else port)
    except OSError as fault:
        if port is not None:
            raise UsageError(f"--port {port}: {fault.strerror}; give another, or none") from None
        return GuideServer(0)


class _Handler(BaseHTTPRequestHandler):
    """One request."""

    server: GuideServer
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        if not self._for_us():
            self._refuse(HTTPStatus.MISDIRECTED_REQUEST)
            return
        token = parse_qs(url.query).get("token", [""])[0]
        found = self.server.page(unquote(url.path), token)
        if isinstance(found, Page):
            self._send(HTTPStatus.OK, found)
        else:
            self._refuse(found)

    do_HEAD = do_GET  # noqa: N815  the name is given

    def do_OPTIONS(self) -> None:
        self._send(HTTPStatus.NO_CONTENT, Page(b"", TEXT))

    def _for_us(self) -> bool:
        port = self.server.port
        return self.headers.get("Host", "") in {f"localhost:{port}", f"{HOST}:{port}"}

    def _refuse(self, status: HTTPStatus) -> None:
        words = {HTTPStatus.FORBIDDEN: "The address of this page is printed by kg browse, whole, or was used already."}
        self._send(status, Page(f"{words.get(status, status.phrase)}\n".encode(), TEXT))

    def _send(self, status: HTTPStatus, page: Page) -> None:
        self.send_response(status)
        for name, value in self._headers(page):
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page.content)

    def _headers(self, page: Page) -> Iterator[tuple[str, str]]:
        yield "Content-Type", page.type
        yield "Content-Length", str(len(page.content))
        yield "Cache-Control", "no-store"
        yield "X-Content-Type-Options", "nosniff"
        yield "Referrer-Policy", "no-referrer"
        yield "X-Frame-Options", "DENY"
        yield "Vary", "Origin"
        if page.policy:
            yield "Content-Security-Policy", page.policy
        origin = self.headers.get("Origin", "")
        if origin in self.server.site.origins and page in self.server.site.pages.values():
            yield "Access-Control-Allow-Origin", origin

    def version_string(self) -> str:
        """What the Server header says: not which Python this is."""
        return "kg"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is given
        """Tell nobody: addresses may hold a token."""
