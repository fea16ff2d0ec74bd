"""What was worked out before, kept from run to run: one SQLite file of bytes by key.

It is disposable: deleting it loses nothing but time, and whatever goes wrong with it (damage, a full disk, a file of
another version) costs a note and work done again, never a wrong result. Every value carries a checksum over itself and
its key; one that does not fit voids the whole file, because a file that is wrong in one place is not to be trusted in
others. Two processes may use it at once (write-ahead log); where it grows beyond its limit, what has not been used for
the longest time goes first.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Self

from filelock import FileLock

from kg.model import Article

FORMAT = 1
"""Of the file: raised when an older kg could not read it, or this kg not an older one's."""
MAX_BYTES = 4 * 2**30
"""About 280,000 articles: 7 kB for a parsed article of 500 words, 8 kB for what was found in it."""
KEY = 32
"""Bytes of a key."""
BUSY_SECONDS = 30.0
_MANY = 500
_ROOM = 0.9
"""Share of the limit that is filled after older values have gone: not to do it again at once."""

_SCHEMA = """
CREATE TABLE entry (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, value BLOB NOT NULL);
CREATE TABLE used (id INTEGER PRIMARY KEY, run INTEGER NOT NULL, size INTEGER NOT NULL);
CREATE TABLE run (number INTEGER NOT NULL);
INSERT INTO run VALUES (1);
"""


def cache_key(*parts: str | bytes) -> bytes:
    """A key: the SHA-256 of the parts as `joined` has them."""
    return hashlib.sha256(joined(*parts)).digest()


def joined(*parts: str | bytes) -> bytes:
    """The parts, each with its length, so that no two lists of parts are the same when they are joined."""
    pieces: list[bytes] = []
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        pieces += (len(data).to_bytes(8, "big"), data)
    return b"".join(pieces)


def blocks_of(article: Article) -> str:
    """The blocks of an article as a part of a key."""
    return " ".join(f"{block.start}-{block.end}-{block.kind}-{block.hidden}" for block in article.blocks)


class Cache:
    """An open cache file. Made by `open_cache`; use as a context manager."""

    def __init__(self, path: Path, max_bytes: int, report: Callable[[str], None]) -> None:
        self._path = path
        self._max_bytes = max_bytes
        self._report = report
        self._database: sqlite3.Connection | None = None
        self._run = 0
        self._held = 0
        self._touched: set[int] = set()
        self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- what steps use

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The values of those keys that are there."""
        try:
            found = self._read(keys)
        except sqlite3.Error as error:
            self._failed(error)
            return {}
        if found is None:
            self._damaged("a value does not fit its checksum")
        return found or {}

    def is_empty(self) -> bool:
        """Whether there is nothing in it."""
        return not self._held

    def put(self, rows: Mapping[bytes, bytes]) -> None:
        """Keep values; a key that is there keeps its value. Nothing is kept, and nothing raised, when that fails."""
        if self._database is None or not rows:
            return
        try:
            with self._database:
                self._write(self._database, rows)
            if self._held > self._max_bytes:
                self._evict(self._database)
        except sqlite3.Error as error:
            self._failed(error)

    def close(self) -> None:
        """Note what was used in this run, and close the file."""
        if self._database is None:
            return
        try:
            with closing(self._database), self._database:
                marks = ((self._run, number) for number in sorted(self._touched))
                self._database.executemany("UPDATE used SET run = ? WHERE id = ?", marks)
        except sqlite3.Error as error:
            self._report(f"cache {self._path}: {error}")
        self._database = None

    # -- reading and writing

    def _read(self, keys: Sequence[bytes]) -> dict[bytes, bytes] | None:
        """None: a value is damaged."""
        found: dict[bytes, bytes] = {}
        for some in _batches(keys, _MANY):
            if self._database is None:
                break
            marks = ",".join("?" * len(some))
            query = f"SELECT id, key, value FROM entry WHERE key IN ({marks})"  # noqa: S608  question marks only
            for number, key, value in self._database.execute(query, some):
                if not isinstance(value, bytes) or not isinstance(key, bytes) or value[:8] != _checksum(key, value[8:]):
                    return None
                found[key] = value[8:]
                self._touched.add(number)
        return found

    def _write(self, database: sqlite3.Connection, rows: Mapping[bytes, bytes]) -> None:
        for key, value in rows.items():
            row = (key, _checksum(key, value) + value)
            done = database.execute("INSERT OR IGNORE INTO entry (key, value) VALUES (?, ?)", row)
            if done.rowcount:
                size = len(value) + 100
                database.execute("INSERT OR REPLACE INTO used VALUES (?, ?, ?)", (done.lastrowid, self._run, size))
                self._held += size

    def _evict(self, database: sqlite3.Connection) -> None:
        """Remove what has been used least lately, until there is room again."""
        with database:
            self._held = _total(database)
            excess = self._held - int(self._max_bytes * _ROOM)
            marks = ((self._run, number) for number in sorted(self._touched))
            database.executemany("UPDATE used SET run = ? WHERE id = ?", marks)
            gone = []
            for number, size in database.execute("SELECT id, size FROM used ORDER BY run, id"):
                if excess <= 0:
                    break
                gone.append((number,))
                excess -= size
            database.executemany("DELETE FROM entry WHERE id = ?", gone)
            database.executemany("DELETE FROM used WHERE id = ?", gone)
        database.execute("PRAGMA incremental_vacuum")
        self._held = _total(database)

    # -- the file

    def _open(self) -> None:
        """Open the file, or a new one in its place; without one where that fails too (a read-only or full disk)."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{self._path}.lock"):
                self._database = self._opened() or self._created()
        except (OSError, sqlite3.Error) as error:
            self._report(f"cache {self._path}: {error}; going on without")

    def _opened(self) -> sqlite3.Connection | None:
        """The file as it is; None where there is none, or none that can be read."""
        if not self._path.exists():
            return None
        database = sqlite3.connect(self._path, timeout=BUSY_SECONDS)
        try:
            _configure(database)
            if database.execute("PRAGMA user_version").fetchone()[0] == FORMAT:
                with database:
                    database.execute("UPDATE run SET number = number + 1")
                    [self._run] = database.execute("SELECT number FROM run").fetchone()
                self._held = _total(database)
                return database
            self._report(f"cache {self._path}: of another version; begun anew")
        except (sqlite3.Error, TypeError, ValueError) as error:
            if isinstance(error, sqlite3.Error) and _is_no_damage(error):
                database.close()
                raise
            self._report(f"cache {self._path}: damaged ({error}); begun anew")
        database.close()
        return None

    def _created(self) -> sqlite3.Connection:
        for name in (self._path.name, f"{self._path.name}-wal", f"{self._path.name}-shm"):
            self._path.with_name(name).unlink(missing_ok=True)
        database = sqlite3.connect(self._path, timeout=BUSY_SECONDS)
        try:
            _configure(database)
            database.execute("PRAGMA auto_vacuum = INCREMENTAL")
            database.execute("PRAGMA journal_mode = WAL")
            database.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {FORMAT}; COMMIT;")
        except sqlite3.Error:
            database.close()
            raise
        self._run, self._held = 1, 0
        return database

    def _failed(self, error: sqlite3.Error) -> None:
        """A full disk or a busy file is no damage: only this run goes on without."""
        if _is_no_damage(error):
            self._report(f"cache {self._path}: {error}; going on without")
            self._drop()
        else:
            self._damaged(str(error))

    def _damaged(self, why: str) -> None:
        self._report(f"cache {self._path}: damaged ({why}); begun anew")
        self._drop()
        try:
            with FileLock(f"{self._path}.lock"):
                self._database = self._created()
        except (OSError, sqlite3.Error) as error:
            self._report(f"cache {self._path}: {error}; going on without")

    def _drop(self) -> None:
        self._touched.clear()
        if self._database is not None:
            self._database.close()
        self._database = None


def open_cache(path: Path, max_bytes: int = MAX_BYTES, report: Callable[[str], None] = lambda _line: None) -> Cache:
    """The cache in the file `path`, made where there is none. `report` is told what is wrong with it, in one line."""
    return Cache(path, max_bytes, report)


def _configure(database: sqlite3.Connection) -> None:
    database.execute("PRAGMA synchronous = NORMAL")


def _total(database: sqlite3.Connection) -> int:
    return int(database.execute("SELECT coalesce(sum(size), 0) FROM used").fetchone()[0])


def _checksum(key: bytes, value: bytes) -> bytes:
    return hashlib.blake2b(value, digest_size=8, key=key[:64]).digest()


def _is_no_damage(error: sqlite3.Error) -> bool:
    """A full, broken or read-only disk, or another process that does not let go."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR}


def _batches(rows: Iterable[bytes], size: int) -> Iterable[list[bytes]]:
    rest = iter(rows)
    while some := list(islice(rest, size)):
        yield some
