"""The lines of Neo4j that kg can start, and which of them the environment chose (KG_NEO4J)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import UsageError

VARIABLE = "KG_NEO4J"
QUIET = "internal.dbms.bolt.netty_server_shutdown_quiet_period"


@dataclass(frozen=True)
class Release:
    """One line of versions: the lock of its jars, and what differs from the others."""

    name: str
    lock: Path
    server_class: str
    settings: Mapping[str, str] = field(default_factory=dict)
    """Settings under the names that this line alone knows; the others would refuse them."""


RELEASES: Mapping[str, Release] = {
    "5.26": Release(
        "5.26",
        Path(__file__).with_name("neo4j.lock.json"),
        "org.neo4j.server.CommunityEntryPoint",
        {QUIET: "0"},
    ),
    "2026": Release(
        "2026",
        Path(__file__).with_name("neo4j-2026.lock.json"),
        "org.neo4j.server.Neo4jCommunity",
        {
            f"{QUIET}_duration": "0s",
            # What this line switches on by itself: announcing itself on the network every half a minute, a link to a
            # manager elsewhere, counts of what clients do, and belief in any client's X-Forwarded-Host.
            "server.fleet_discovery.enabled": "false",
            "dbms.fleet_manager.enabled": "false",
            "server.bolt.telemetry.enabled": "false",
            "server.http.x_forward.enabled": "false",
        },
    ),
}
"""The first is the default: the one with long-term support."""
DEFAULT = next(iter(RELEASES))


def chosen() -> Release:
    """The line that KG_NEO4J names. UsageError: there is none of that name."""
    name = os.environ.get(VARIABLE, "") or DEFAULT
    if name not in RELEASES:
        raise UsageError(f"{VARIABLE}={name}: no such line of Neo4j; one of {', '.join(RELEASES)}")
    return RELEASES[name]


def is_newer(version: str, other: str) -> bool:
    """Whether a version such as "2026.08.1" is of a newer line than another: its data cannot be opened by that."""
    return _line(version) > _line(other)


def _line(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")[:2])
