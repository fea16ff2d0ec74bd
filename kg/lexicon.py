"""Read a YAML data file: safe, limited in size, without aliases that explode, with faults that name file and line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kg.errors import DataError

MAX_BYTES = 2_000_000
"""A hand-written file is far smaller; a larger one is a mistake or an attack."""


def read_lexicon(folder: Path, name: str) -> dict[str, Any]:
    """The mapping in `folder/name.yaml`."""
    return read_yaml(folder / f"{name}.yaml")


def read_yaml(path: Path) -> dict[str, Any]:
    """The mapping in a YAML file. Raises DataError for a missing, oversized or malformed file, or YAML aliases."""
    import yaml  # noqa: PLC0415  only commands that read data files pay for it

    try:
        if path.stat().st_size > MAX_BYTES:
            raise DataError(str(path), f"larger than {MAX_BYTES:,} bytes", "split it")
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise DataError(str(path), error.strerror or "cannot be read") from error
    except UnicodeDecodeError as error:
        raise DataError(str(path), f"not UTF-8 at byte {error.start}", "save it as UTF-8") from error
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                raise DataError(f"{path}:{event.start_mark.line + 1}", "a YAML alias", "write the value out")
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path}:{mark.line + 1}" if mark else str(path)
        raise DataError(where, str(getattr(error, "problem", None) or "not YAML")) from error
    if not isinstance(data, dict):
        raise DataError(str(path), "does not hold a mapping", "see the files that ship with kg")
    return data
