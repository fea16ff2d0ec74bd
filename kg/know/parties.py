"""Names of political parties of the world since 1900, as the table has them: "Fianna Fáil", "Plaid Cymru".

The table is knowledge/parties.csv (its README has source, date and licence). It says that a name is a party's, and
which Wikidata id it has where one party alone bears it.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import lru_cache

from kg.know.place_names import place_key
from kg.paths import shipped


@lru_cache(maxsize=1)
def party_names() -> dict[str, str]:
    """Key of a name (`place_key`) → Wikidata id, "" where several parties have it; names of two words and more.

    Single words are left out: most of them mean something else as well ("Energy", "Forward").
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    with (shipped("knowledge") / "parties.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            for name in row["names"].split("|"):
                if " " in (key := place_key(name)):
                    found[key].add(row["wikidata"])
    return {key: ids.pop() if len(ids) == 1 else "" for key, ids in sorted(found.items())}
