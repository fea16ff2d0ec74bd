"""`kg browse`: Neo4j Browser, connected to the graph, in its own look, with a guide.

Neo4j serves a Browser of its own, but that one asks for a password, knows no guide and no style, and calls on servers
of its makers. So the very same Browser (the files of its locked jar) is served from an address of ours: there its
storage can be filled before it starts, and a policy keeps it from loading anything from elsewhere.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import zipfile
from dataclasses import dataclass, field, replace
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kg.explore.grass import read_style
from kg.explore.guide import MODEL_PICTURE, make_guide, read_favourites
from kg.explore.guide_server import TEXT, Page, Site
from kg.paths import shipped
from kg.store.loading import Store
from kg.store.neo4j_jars import Report, ensure_jars, read_lock

GUIDE, STYLE, PICTURE, OPEN = "/kg/guide.html", "/kg/style.grass", f"/kg/{MODEL_PICTURE}", "/open"
BROWSER = "/browser/"
SYNC = b'<style>[data-testid="navigationSync"]{display:none}</style></head>'
"""Hides the button of a service of Browser's makers, which is red for ever: the policy lets nobody reach it."""
CONNECTION = "$$discovery"
"""The one connection that Browser makes by itself when it starts."""
SETTINGS = {
    "maxHistory": 30, "theme": "auto", "initialNodeDisplay": 300, "maxNeighbours": 100, "showSampleScripts": True,
    "maxRows": 1000, "maxFieldItems": 500, "autoComplete": False, "scrollToTop": True, "maxFrames": 15,
    "codeFontLigatures": True, "useBoltRouting": False, "editorLint": False, "enableMultiStatementMode": True,
    "connectionTimeout": 30000, "showWheelZoomInfo": False, "playImplicitInitCommands": True,
}  # fmt: skip
"""Browser's own defaults, which it expects to find all, but for `autoComplete`: it would connect the nodes of an
answer by whatever else ties them, and draw what nobody asked for."""


@dataclass(frozen=True, slots=True)
class Login:
    """The database that Browser connects to, and as whom."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str


def browser_jar(report: Report) -> Path:
    """The jar with the files of Neo4j Browser; fetched where it is not there yet. ServerError: it cannot be had."""
    lock = read_lock()
    wanted = tuple(jar for jar in lock.jars if jar.artifact == "neo4j-browser")
    return ensure_jars(report, replace(lock, jars=wanted))[0]


def make_site(store: Store, login: Login, address: str, jar: Path, origins: frozenset[str] = frozenset()) -> Site:
    """What is served at `address`: guide, style and picture, Browser, and the page that opens it connected.

    Scripts from `origins`, where Neo4j serves its own Browser, may read the guide too.
    """
    folder = shipped("cypher") / "browser"
    guide = make_guide(store, f"{address}{PICTURE}")
    with zipfile.ZipFile(jar) as archive:
        browser = archive.read("browser/index.html").replace(b"</head>", SYNC, 1)
    pages = {
        "/": Page(_discovery(login), "application/json"),
        BROWSER: Page(browser, policy=policy(login.uri)),
        GUIDE: Page(guide.encode()),
        STYLE: Page((folder / "style.grass").read_bytes(), TEXT),
        PICTURE: Page(
            (folder / MODEL_PICTURE).read_bytes(), "image/svg+xml", "default-src 'none'; style-src 'unsafe-inline'"
        ),
    }
    opening = Page(opening_page(login, address).encode(), policy="default-src 'none'; script-src 'unsafe-inline'")
    return Site(pages, {OPEN: opening}, origins=origins, archive=jar, policy=policy(login.uri))


def open_once(site: Site, address: str) -> str:
    """The address that opens Browser, good for one visit: other users of this machine may see what a program opens."""
    token = secrets.token_urlsafe(24)
    site.once.add(token)
    return f"{address}{OPEN}?token={token}"


def open_address(site: Site, address: str) -> str:
    """The address that opens Browser, for the eyes of who started the command."""
    return f"{address}{OPEN}?token={site.token}"


def policy(uri: str) -> str:
    """What Browser's page may do: everything with its own files, and speak to the database at `uri`; nothing else."""
    netloc = urlsplit(uri).netloc.rpartition("@")[2]
    host = netloc.rpartition(":")[0] or netloc
    speak = f"ws://{host}:* wss://{host}:* http://{host}:* https://{host}:*"
    return (
        "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; "
        f"connect-src 'self' data: blob: {speak}; img-src 'self' data: blob:; frame-ancestors 'none'"
    )


def opening_page(login: Login, address: str) -> str:
    """The page that fills Browser's storage and goes on to Browser."""
    given = json.dumps(_given(login, address), ensure_ascii=False).replace("<", "\\u003c")
    template = (resources.files("kg") / "templates" / "open.html").read_text(encoding="utf-8")
    return template.replace("GIVEN", given, 1)


def _given(login: Login, address: str) -> dict[str, Any]:
    style = read_style()
    return {
        "connections": _connections(login),
        "guide": f"{address}{GUIDE}",
        "settings": SETTINGS,
        "always": {"initCmd": f":play {address}{GUIDE}", "allowCrashReports": False, "allowUserStats": False},
        "style": style,
        "styleVersion": hashlib.sha256(json.dumps(style).encode()).hexdigest()[:16],
        "folders": [{"id": "kg-favourites", "name": "News graph", "isStatic": False}],
        "favourites": [
            {"id": f"kg-{one.name}", "folder": "kg-favourites", "content": one.cypher, "isStatic": False}
            for one in read_favourites().values()
        ],
    }


def _connections(login: Login) -> dict[str, Any]:
    """Browser's own record of a connection that was made before."""
    connection = {
        "id": CONNECTION, "name": CONNECTION, "type": "bolt", "authenticationMethod": "NATIVE", "authEnabled": True,
        "host": login.uri, "username": login.user, "password": login.password, "db": login.database,
        "requestedUseDb": login.database, "supportsMultiDb": True,
    }  # fmt: skip
    return {
        "allConnectionIds": [CONNECTION], "connectionsById": {CONNECTION: connection}, "activeConnection": None,
        "connectionState": 0, "lastUpdate": 0, "useDb": login.database, "lastUseDb": login.database,
    }  # fmt: skip


def _discovery(login: Login) -> bytes:
    """What a Neo4j tells at its root: Browser asks for it."""
    return json.dumps(
        {"bolt_direct": login.uri, "neo4j_version": read_lock().neo4j, "neo4j_edition": "community"}
    ).encode()
