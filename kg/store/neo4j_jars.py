"""The jars of Neo4j: which ones (a lock for each line), fetched through jgo, checked by sha256, kept once per user.

The lock names every jar, so nothing is resolved at a user's machine: no POM is read, and no version can drift.
`python -m kg.store.neo4j_jars NEO4J BROWSER` writes the lock that KG_NEO4J chooses anew (docs/neo4j.md).
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import filelock

from kg.errors import ServerError
from kg.paths import user_cache
from kg.store.neo4j_releases import chosen

if TYPE_CHECKING:
    from jgo.maven import Artifact, Dependency, MavenContext, Resolver

Report = Callable[[str], None]

TRIES = 4
WORKERS = 8


@dataclass(frozen=True)
class Jar:
    """One locked jar; `size` in bytes, `classifier` empty for most."""

    group: str
    artifact: str
    version: str
    classifier: str
    size: int
    sha256: str

    @property
    def coordinate(self) -> str:
        """The Maven coordinate as people write it."""
        return ":".join(part for part in (self.group, self.artifact, self.version, self.classifier) if part)

    def path(self, cache: Path) -> Path:
        """Where the jar lies in a cache of Maven's layout."""
        name = "-".join(part for part in (self.artifact, self.version, self.classifier) if part)
        return cache.joinpath(*self.group.split("."), self.artifact, self.version, f"{name}.jar")


@dataclass(frozen=True)
class Lock:
    """What a lock file says: the server's and the Browser's version, and all jars of both."""

    neo4j: str
    browser: str
    jars: tuple[Jar, ...]


def read_lock(path: Path | None = None) -> Lock:
    """The locked versions and jars of the chosen line, in the order of the file (sorted by coordinate)."""
    lock = json.loads((path or chosen().lock).read_text("utf-8"))
    return Lock(lock["neo4j"], lock["browser"], tuple(Jar(**{"classifier": "", **jar}) for jar in lock["jars"]))


def ensure_jars(report: Report, lock: Lock | None = None, cache: Path | None = None) -> tuple[Path, ...]:
    """The path of every locked jar, each of them checked; fetches what is missing or damaged.

    Two processes that need jars at once fetch them once: the second waits.
    Raises ServerError when a jar cannot be had, or is not the one that was locked.
    """
    lock = lock or read_lock()
    cache = cache or user_cache() / "maven"
    cache.mkdir(parents=True, exist_ok=True)
    with filelock.FileLock(cache / ".lock"):
        missing = [jar for jar in lock.jars if not is_intact(jar, cache)]
        if missing:
            megabytes = sum(jar.size for jar in missing) / 1e6
            report(f"fetching Neo4j {lock.neo4j}: {len(missing)} jars, {megabytes:.0f} MB, kept in {cache}")
            _fetch(missing, lock, cache, report)
    return tuple(jar.path(cache) for jar in lock.jars)


def is_intact(jar: Jar, cache: Path) -> bool:
    """Whether the cache holds this jar, byte for byte as locked."""
    path = jar.path(cache)
    return path.is_file() and path.stat().st_size == jar.size and _sha256(path) == jar.sha256


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _fetch(jars: Sequence[Jar], lock: Lock, cache: Path, report: Report) -> None:
    try:
        _fetch_directly(jars, cache, report)
    except ServerError as fault:
        mvn = shutil.which("mvn")
        if mvn is None:
            raise
        # Maven reads its own settings (mirrors, proxies), so it may reach what we cannot.
        report(f"{fault}; trying again with {mvn}")
        _fetch_with_maven(Path(mvn), lock, cache)
        _refuse_damaged(jars, cache)


def _fetch_directly(jars: Sequence[Jar], cache: Path, report: Report) -> None:
    context = _context(cache)
    show = Progress(len(jars), sum(jar.size for jar in jars), report)
    with ThreadPoolExecutor(WORKERS) as pool:
        waiting = [pool.submit(_fetch_one, jar, context, cache) for jar in jars]
        try:
            for future in as_completed(waiting):
                show.add(future.result())
        except ServerError:
            pool.shutdown(cancel_futures=True)
            raise


def _context(cache: Path, resolver: Resolver | None = None) -> MavenContext:
    from jgo.maven import MavenContext  # noqa: PLC0415 slow to import, seldom needed

    return MavenContext(resolver, repo_cache=cache, timeout=30)


def _fetch_one(jar: Jar, context: MavenContext, cache: Path) -> Jar:
    import requests  # noqa: PLC0415 slow to import, seldom needed

    reason = ""
    for wait in _waits():
        time.sleep(wait)
        jar.path(cache).unlink(missing_ok=True)  # jgo takes any file of that name for the jar, also half a one
        try:
            context.project(jar.group, jar.artifact).at_version(jar.version).artifact(jar.classifier).resolve()
        except requests.RequestException as fault:
            reason = f"no connection ({type(fault).__name__})"
        except (RuntimeError, OSError) as fault:
            reason = str(fault).splitlines()[0]
        else:
            if is_intact(jar, cache):
                return jar
            reason = "its sha256 is not the locked one"
        jar.path(cache).unlink(missing_ok=True)
    raise ServerError(_cannot_fetch(jar, reason))


def _waits() -> Iterator[float]:
    yield 0
    for attempt in range(TRIES - 1):
        yield 0.5 * 2**attempt


def _cannot_fetch(jar: Jar, reason: str) -> str:
    return (
        f"cannot fetch {jar.coordinate}, a jar of Neo4j, after {TRIES} tries: {reason}. "
        "Check the network or HTTPS_PROXY, or use another Neo4j: --uri, NEO4J_URI, or `docker compose up -d`"
    )


def _fetch_with_maven(mvn: Path, lock: Lock, cache: Path) -> None:
    from jgo.maven import MvnResolver  # noqa: PLC0415 slow to import, seldom needed

    context = _context(cache, MvnResolver(mvn))
    try:
        context.resolver.resolve([_dependency(context, jar) for jar in lock.jars])
    except (RuntimeError, OSError) as fault:
        raise ServerError(f"cannot fetch Neo4j {lock.neo4j} with {mvn} either: {_maven_reason(str(fault))}") from fault


def _maven_reason(output: str) -> str:
    errors = [line for line in output.splitlines() if line.startswith("[ERROR]")]
    return (errors or output.splitlines() or ["no message"])[0].removeprefix("[ERROR]").strip()


def _refuse_damaged(jars: Sequence[Jar], cache: Path) -> None:
    for jar in jars:
        if not is_intact(jar, cache):
            jar.path(cache).unlink(missing_ok=True)
            raise ServerError(_cannot_fetch(jar, "its sha256 is not the locked one"))


class Progress:
    """Tells how far a fetch is, at every tenth of its bytes."""

    def __init__(self, count: int, size: int, report: Report) -> None:
        self.count, self.size, self.report = count, size, report
        self.done = self.bytes = self.told = 0

    def add(self, jar: Jar) -> None:
        """Count one more jar as fetched."""
        self.done += 1
        self.bytes += jar.size
        tenth = 10 * self.bytes // max(self.size, 1)
        if tenth > self.told:
            self.told = tenth
            self.report(f"  {self.done} of {self.count} jars, {self.bytes / 1e6:.0f} of {self.size / 1e6:.0f} MB")


def _dependency(context: MavenContext, jar: Jar, managed: bool = False) -> Dependency:
    """A jar as Maven sees it; `managed` lets it choose the versions of what it needs, else only itself counts."""
    from jgo.parse import Coordinate  # noqa: PLC0415 slow to import, seldom needed

    coordinate = Coordinate(
        jar.group, jar.artifact, jar.version, classifier=jar.classifier, scope="compile", raw=not managed
    )
    return context.create_dependency(coordinate)


def resolve_lock(neo4j: str, browser: str, cache: Path) -> Lock:
    """Resolve and fetch both with everything they need, and lock what came (for maintainers)."""
    context = _context(cache)
    wanted = (
        Jar("org.neo4j", "neo4j", neo4j, "", size=0, sha256=""),
        Jar("org.neo4j.client", "neo4j-browser", browser, "", size=0, sha256=""),
    )
    roots, others = context.resolver.resolve([_dependency(context, jar, managed=True) for jar in wanted])
    artifacts = [d.artifact for d in (*roots, *others) if d.scope in ("compile", "runtime")]
    with ThreadPoolExecutor(WORKERS) as pool:
        jars = set(pool.map(_locked, artifacts))
    return Lock(neo4j, browser, tuple(sorted(jars, key=lambda jar: jar.coordinate)))


def _locked(artifact: Artifact) -> Jar:
    path = artifact.resolve()
    names = (artifact.groupId, artifact.artifactId, artifact.version, artifact.classifier)
    return Jar(*names, size=path.stat().st_size, sha256=_sha256(path))


def write_lock(lock: Lock, path: Path) -> None:
    """Write the lock with one jar per line, so that a change of version reads well in a diff."""
    lines = ",\n".join("    " + json.dumps({k: v for k, v in vars(jar).items() if v != ""}) for jar in lock.jars)
    head = f'{{\n  "neo4j": "{lock.neo4j}",\n  "browser": "{lock.browser}",\n  "jars": [\n'
    path.write_text(f"{head}{lines}\n  ]\n}}\n", "utf-8")


if __name__ == "__main__":
    write_lock(resolve_lock(sys.argv[1], sys.argv[2], user_cache() / "maven"), chosen().lock)
