"""Reading the YAML files people write: with line numbers, without the surprises of YAML."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from yaml.composer import Composer

from kg.errors import DataError
from kg.kept_tables import kept_lines
from kg.paths import shipped

MAX_BYTES = 1_000_000
"""No file of rules or words comes near it; what does was not written by hand."""


class Lined(dict[str, Any]):
    """A mapping that knows its line, that of each of its keys, and those of the items of a list it holds."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}
        self.items_at: dict[str, list[int]] = {}


class _Loader(Composer, yaml.CSafeLoader):
    """Plain data only: mappings with lines and without double keys, no aliases; the word "on" in a list is a word.

    The parser is that of libyaml, which reads the 60 files of a build in a sixth of the time.
    """

    def __init__(self, stream: str) -> None:
        yaml.CSafeLoader.__init__(self, stream)
        Composer.__init__(self)

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            event = self.get_event()
            # libyaml's marks have the shape of yaml's
            mark = event.start_mark if event else None
            raise yaml.MarkedYAMLError(problem="an alias (*name) is not allowed here", problem_mark=mark)  # type: ignore[arg-type]
        return super().compose_node(parent, index)

    def construct_lined(self, node: yaml.MappingNode) -> Lined:
        mapping = Lined(node.start_mark.line + 1)
        for key_node, value_node in node.value:
            key = str(self.construct_word(key_node))
            if key in mapping:
                raise yaml.MarkedYAMLError(problem=f"{key!r} stands here twice", problem_mark=key_node.start_mark)
            mapping.lines[key] = key_node.start_mark.line + 1
            if isinstance(value_node, yaml.SequenceNode):
                mapping.items_at[key] = [item.start_mark.line + 1 for item in value_node.value]
            preposition = value_node.value in ("on", "off") and value_node.tag.endswith(":bool")
            mapping[key] = value_node.value if preposition else self._construct(value_node)
        return mapping

    def _construct(self, node: yaml.Node) -> Any:  # noqa: ANN401  whatever YAML holds
        return self.construct_object(node, deep=True)  # type: ignore[no-untyped-call,unused-ignore]

    def construct_words(self, node: yaml.SequenceNode) -> list[Any]:
        return [self.construct_word(item) for item in node.value]

    def construct_word(self, node: yaml.Node) -> object:
        """As written, where YAML 1.1 would make a truth value of on, off, yes and no."""
        if node.tag.endswith(":bool") and node.value.lower() not in {"true", "false"}:
            return node.value
        return self._construct(node)


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _Loader.construct_lined)
_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_SEQUENCE_TAG, _Loader.construct_words)


@cache
def _shipped() -> frozenset[Path]:
    return frozenset(map(shipped, ("relations", "lexicon", "knowledge")))


def _parsed(data: bytes) -> object:
    found: object = yaml.load(data.decode("utf-8"), Loader=_Loader)  # noqa: S506  a SafeLoader
    return found


def _kept(name: str, data: bytes) -> object:
    """What a file that came with kg holds: parsed once for each user, and read as JSON after that."""
    made_of = (data, _code(), yaml.__version__.encode())
    [line] = kept_lines(f"yaml-{name}", made_of, lambda: [json.dumps(_plain(_parsed(data)))])
    return _lined(json.loads(line))


@cache
def _code() -> bytes:
    return Path(__file__).read_bytes()


def _plain(value: object) -> object:
    """As JSON can hold it: a mapping as its line, the lines of its keys and of the items of its lists, and itself."""
    if isinstance(value, Lined):
        return {"": [value.line, value.lines, value.items_at, {key: _plain(one) for key, one in value.items()}]}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return list(map(_plain, value)) if isinstance(value, list) else value


def _lined(value: Any) -> Any:  # noqa: ANN401  whatever JSON holds
    """The same with its mappings as they were."""
    if isinstance(value, list):
        return [_lined(one) if isinstance(one, list | dict) else one for one in value]
    if not isinstance(value, dict):
        return value
    if "day" in value:
        return date.fromisoformat(value["day"])
    line, lines, items_at, held = value[""]
    found = Lined(line)
    found.lines, found.items_at = lines, items_at
    found.update((key, _lined(one) if isinstance(one, list | dict) else one) for key, one in held.items())
    return found


def load_yaml(path: Path) -> object:
    """What a YAML file holds. Raises DataError with file and line for what cannot be read, and for aliases, which can
    blow up a small file to gigabytes."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise DataError(str(path), f"is larger than {MAX_BYTES:,} bytes", "split it")
        data = path.read_bytes()
        found = _kept(path.stem, data) if path.parent in _shipped() else _parsed(data)
    except OSError as error:
        raise DataError(str(path), error.strerror or "cannot be read", "give the path of a file") from error
    except UnicodeDecodeError as error:
        raise DataError(str(path), f"is not UTF-8 at byte {error.start}", "save it as UTF-8") from error
    except yaml.MarkedYAMLError as error:
        line = f":{error.problem_mark.line + 1}" if error.problem_mark else ""
        raise DataError(f"{path}{line}", error.problem or "cannot be read", "correct the YAML there") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise DataError(str(path), str(error).splitlines()[0], "correct the YAML") from error
    return found


def read_yaml(path: Path) -> Lined:
    """The mapping in a YAML file. Raises DataError as `load_yaml` does, and for anything but a mapping."""
    found = load_yaml(path)
    if not isinstance(found, Lined):
        raise DataError(str(path), "does not hold a mapping", "see the files that ship with kg")
    return found


def read_lexicon(folder: Path, name: str) -> Lined:
    """The mapping in `folder/name.yaml`, laid over the file of that name that came with kg. Raises DataError.

    What the folder's file has no section for is as kg has it, so that a file written for an older kg goes on working.
    """
    own, model = folder / f"{name}.yaml", shipped("lexicon") / f"{name}.yaml"
    found = read_yaml(own if own.is_file() else model)
    if own.is_file() and not own.samefile(model):
        for section, value in read_yaml(model).items():
            found.setdefault(section, value)
    return found


def read_words(path: Path) -> dict[str, frozenset[str]]:
    """The word lists of a lexicon file of the form `name: {why: …, words: […]}`. Raises DataError."""
    lists = {}
    for name, entry in read_yaml(path).items():
        words = entry.get("words") if isinstance(entry, Lined) else None
        if not isinstance(words, list) or not entry.get("why"):
            raise DataError(f"{path}: {name}", "is no list of words with a reason", "write why: and words:")
        lists[name] = frozenset(str(word).lower() for word in words)
    return lists


@cache
def _shipped_words() -> dict[str, frozenset[str]]:
    return read_words(shipped("lexicon") / "words.yaml")


def word_list(name: str) -> frozenset[str]:
    """A list of lexicon/words.yaml, in lower case."""
    return _shipped_words()[name]


def check_keys(where: str, mapping: Lined, allowed: Collection[str], required: Collection[str] = ()) -> None:
    """Raise DataError for a key that is not allowed (naming the nearest that is) and for a missing one."""
    from difflib import get_close_matches  # noqa: PLC0415  only needed for a fault

    for key in mapping:
        if key not in allowed:
            near = get_close_matches(key, sorted(allowed), 1)
            remedy = f"did you mean {near[0]!r}?" if near else f"one of {', '.join(sorted(allowed))}"
            raise DataError(f"{where}:{mapping.lines[key]}", f"unknown field {key!r}", remedy)
    for key in required:
        if not mapping.get(key):
            raise DataError(f"{where}:{mapping.line}", f"field {key!r} is missing or empty", "add it")
