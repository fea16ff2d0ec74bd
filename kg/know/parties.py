"""Names of political parties of the world since 1900, as the table has them: "Fianna Fáil", "Plaid Cymru".

The table is knowledge/parties.csv (its README has source, date and licence). It says that a name is a party's, and
which Wikidata id it has where one party alone bears it.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from kg.kept_tables import kept_lines
from kg.know import place_names
from kg.know.place_names import place_key
from kg.paths import shipped


@lru_cache(maxsize=1)
def party_names() -> dict[str, str]:
    """Key of a name (`place_key`) → Wikidata id, "" where several parties have it; names of two words and more.

    Single words are left out: most of them mean something else as well ("Energy", "Forward").
    """
    table = (shipped("knowledge") / "parties.csv").read_bytes()
    made_of = (table, *map(Path.read_bytes, (Path(__file__), Path(place_names.__file__))))
    lines = kept_lines("parties", made_of, lambda: _keys(table.decode("utf-8")))
    return dict(line.split("\t") for line in lines)


def _keys(table: str) -> Iterator[str]:
    """A line a key: the key and its id."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in csv.DictReader(io.StringIO(table, newline="")):
        for name in row["names"].split("|"):
            if " " in (key := place_key(name)):
                found[key].add(row["wikidata"])
    for key, ids in sorted(found.items()):
        yield f"{key}\t{ids.pop() if len(ids) == 1 else ''}"
