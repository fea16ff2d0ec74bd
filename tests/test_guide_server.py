"""The web server of `kg browse`: what it hands out, to whom, and what not."""

from __future__ import annotations

import http.client
import socket
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.explore.guide_server import GuideServer, Page, Site, serving

GUIDE = Page(b"<p>guide</p>")
OURS = "http://127.0.0.1:7474"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[GuideServer]:
    """A server with a guide, a private page and an archive."""
    jar = tmp_path / "browser.jar"
    with zipfile.ZipFile(jar, "w") as archive:
        archive.writestr("browser/index.html", "<p>Browser</p>")
        archive.writestr("browser/app.js", "1")
        archive.writestr("META-INF/secret.txt", "not for the web")
    pages = {"/kg/guide.html": GUIDE}
    with serving(0) as running:
        running.publish(
            Site(
                pages, {"/open": Page(b"key")}, "right", {"first"}, frozenset({OURS}), jar, policy="default-src 'self'"
            )
        )
        yield running


def ask(server: GuideServer, path: str, method: str = "GET", **headers: str) -> tuple[int, str, dict[str, str]]:
    """Status, text and headers of an answer; the path goes out exactly as written."""
    web = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    try:
        web.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            web.putheader(name, value)
        web.endheaders()
        answer = web.getresponse()
        return answer.status, answer.read().decode(), dict(answer.getheaders())
    finally:
        web.close()


def test_the_guide_and_the_files_of_browser_are_served_with_their_types(server: GuideServer):
    assert ask(server, "/kg/guide.html")[:2] == (200, "<p>guide</p>")
    status, text, headers = ask(server, "/browser/")
    assert (status, text) == (200, "<p>Browser</p>")
    assert headers["Content-Security-Policy"] == "default-src 'self'"
    assert "javascript" in ask(server, "/browser/app.js")[2]["Content-Type"]


@pytest.mark.parametrize(
    "path",
    ["/META-INF/secret.txt", "/browser/../META-INF/secret.txt", "/browser/%2e%2e/META-INF/secret.txt", "/etc/passwd",
     "//etc/passwd", "/../../../../etc/passwd", "/kg/", "/kg/../kg/cli.py", "/browser", "/open/", "/browser/app.js/"],
)  # fmt: skip
def test_nothing_else_is_served(server: GuideServer, path: str):
    assert ask(server, path)[0] == 404


@pytest.mark.parametrize("token", ["", "?token=", "?token=wrong", "?token=righ", "?token=%C3%A9"])
def test_the_page_with_the_key_is_refused_without_the_token(server: GuideServer, token: str):
    status, text, _ = ask(server, f"/open{token}")
    assert status == 403
    assert "key" not in text


def test_the_printed_token_lets_in_again_and_one_for_a_program_only_once(server: GuideServer):
    assert [ask(server, "/open?token=right")[0] for _ in range(2)] == [200, 200]
    assert [ask(server, "/open?token=first")[0] for _ in range(2)] == [200, 403]


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1", "localhost:1", ""])
def test_a_request_that_names_another_host_gets_nothing(server: GuideServer, host: str):
    named = host.format(port=server.port)
    for path in ("/kg/guide.html", "/open?token=right", "/browser/"):
        status, text, _ = ask(server, path, Host=named)
        assert (status, "guide" in text, "key" in text) == (421, False, False)


def test_only_the_browser_of_our_neo4j_may_read_the_guide_from_its_own_page(server: GuideServer):
    allow = "Access-Control-Allow-Origin"
    assert ask(server, "/kg/guide.html", Origin=OURS)[2][allow] == OURS
    assert allow not in ask(server, "/kg/guide.html", Origin="http://evil.example")[2]
    assert allow not in ask(server, "/open?token=right", Origin=OURS)[2]
    assert allow not in ask(server, "/browser/", Origin=OURS)[2]


def test_heads_have_no_body_and_other_methods_are_refused(server: GuideServer):
    status, text, headers = ask(server, "/kg/guide.html", "HEAD")
    assert (status, text, headers["Content-Length"]) == (200, "", "12")
    assert ask(server, "/kg/guide.html", "POST")[0] == 501
    assert ask(server, "/kg/guide.html", "DELETE")[0] == 501


def test_it_listens_on_this_machine_only(server: GuideServer):
    assert server.server_address[0] == "127.0.0.1"


def test_a_taken_port_is_replaced_unless_it_was_asked_for(monkeypatch: pytest.MonkeyPatch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=rf"--port {port}"), serving(port):
            pass
        monkeypatch.setattr("kg.explore.guide_server.PORT", port)
        with serving() as other:
            assert other.port != port


def test_the_token_is_in_no_repr():
    assert "right" not in repr(Site({}, token="right", once={"right"}))  # noqa: S106  no password
