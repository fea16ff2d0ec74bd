"""`kg.toml`: what the commands of a folder are to be given each time, so that nobody types it twice.

A field is called like its option (`min-confidence = 0.7` is `--min-confidence 0.7`), but for `articles`, the paths that
are read. What stands on the command line or in the environment goes before it. Paths are as seen from the folder of the
file, which is the one where kg is started.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from kg.errors import DataError

FILE = Path("kg.toml")
ARTICLES = "articles"
READERS = ("rebuild", "extract", "watch")
"""The commands whose argument `paths` is what `articles` names."""


@dataclass(frozen=True, slots=True)
class Field:
    """What a field may hold: `fits` tells it of a value, `wanted` tells people; `exists`, of a path that is read."""

    wanted: str
    fits: Callable[[Any], bool]
    exists: Callable[[Path], bool] | None = None


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _are_texts(value: object) -> bool:
    return _is_text(value) or (isinstance(value, list) and bool(value) and all(map(_is_text, value)))


def _are_names(value: object) -> bool:
    return isinstance(value, dict) and bool(value) and all(map(_is_text, value.values()))


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


TEXT = Field('text, such as "…"', _is_text)
FOLDERS = Field('a path or a list of them, such as ["my-relations"]', _are_texts, Path.is_dir)
FIELDS: Mapping[str, Field] = {
    ARTICLES: Field('a path or a list of them, such as ["news"]', _are_texts, Path.exists),
    "relations": FOLDERS,
    "lexicon": Field('the path of a folder, such as "my-words"', _is_text, Path.is_dir),
    "decisions": Field('the path of a file, such as "decisions.yaml"', _is_text, Path.is_file),
    "holders": Field('the path of a file, such as "holders.csv"', _is_text, Path.is_file),
    "world": Field("true or false", lambda value: isinstance(value, bool)),
    "open": Field("true or false", lambda value: isinstance(value, bool)),
    "min-confidence": Field("a number from 0 to 1", _is_share),
    "model": TEXT,
    "map": Field('names of fields, such as {text = "body"}', _are_names),
    "encoding": TEXT,
    "date-order": Field('"dmy" or "mdy"', ("dmy", "mdy").__contains__),
    "language": Field('"en" or "any"', ("en", "any").__contains__),
    "workers": Field("a whole number", _is_count),
    "uri": Field('an address, such as "bolt://127.0.0.1:7687"', lambda value: _is_text(value) and "://" in value),
    "user": TEXT,
    "database": TEXT,
    "home": TEXT,
    "build": TEXT,
}
ALIKE = {"password": "set NEO4J_PASSWORD: a password in a file is soon in a repository"}
"""Fields that people look for and that are none, with what to do instead."""


def read_configuration(path: Path = FILE) -> dict[str, Any]:
    """The fields of `kg.toml`, checked; none where there is no such file. DataError names file, line and field."""
    if not path.is_file():
        return {}
    import tomllib

    try:
        text = path.read_text(encoding="utf-8")
        found = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise DataError(str(path), f"is not UTF-8 at byte {error.start}", "save it as UTF-8") from error
    except OSError as error:
        raise DataError(str(path), error.strerror or "cannot be read", "make it readable, or remove it") from error
    except tomllib.TOMLDecodeError as error:
        raise DataError(str(path), str(error), 'write name = "value", one a line') from error
    for name, value in found.items():
        if name not in FIELDS:
            raise DataError(_place(path, text, name), f"unknown field {name!r}", _remedy(name))
        if not FIELDS[name].fits(value):
            raise DataError(_place(path, text, name), f"{name} is {value!r}", f"write {FIELDS[name].wanted}")
    return {name: _value(_place(path, text, name), name, value) for name, value in found.items()}


def defaults_of(command: Any, given: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ANN401  click's own
    """What each parameter of a command, and of those below it, is to be where nobody gives it, as click asks for it."""
    found: dict[str, Any] = {}
    for parameter in command.params:
        for option in parameter.opts:
            if option.removeprefix("--") in given and option.startswith("--"):
                found[parameter.name] = given[option.removeprefix("--")]
    if ARTICLES in given and command.name in READERS:
        found["paths"] = given[ARTICLES]
    for name, below in getattr(command, "commands", {}).items():
        found[name] = defaults_of(below, given)
    return found


def build_folder(default: Path) -> Path:
    """The folder of the graph files for who is not told by an option: the shell's completion."""
    try:
        configured = read_configuration().get("build", default)
    except DataError:
        configured = default
    return Path(os.environ.get("KG_BUILD") or configured)


def _value(place: str, name: str, value: Any) -> Any:  # noqa: ANN401  whatever TOML holds
    """The value as the command line gives it; a path that is read is looked for when a command asks for it."""
    if name == "map":
        return ",".join(f"{ours}={theirs}" for ours, theirs in value.items())
    exists = FIELDS[name].exists
    if exists is None:
        return value
    several = name == ARTICLES or FIELDS[name] is FOLDERS
    listed = [value] if isinstance(value, str) else value

    def there() -> Any:  # noqa: ANN401  a path, or several
        for one in listed:
            if not exists(Path(one)):
                raise DataError(place, f"{name} is {one!r}, which is not there", f"write {FIELDS[name].wanted}")
        return listed if several else value

    return there


def _place(path: Path, text: str, name: str) -> str:
    begins = re.compile(rf"\s*[\"']?{re.escape(name)}[\"']?\s*[=.]|\s*\[\s*{re.escape(name)}\s*\]")
    line = next((n for n, line in enumerate(text.splitlines(), 1) if begins.match(line)), None)
    return f"{path}:{line}" if line else str(path)


def _remedy(name: str) -> str:
    if name in ALIKE:
        return ALIKE[name]
    near = get_close_matches(name.replace("_", "-"), FIELDS, 1)
    return f"did you mean {near[0]!r}?" if near else f"one of {', '.join(sorted(FIELDS))}"
