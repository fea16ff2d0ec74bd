"""Write docs/relations.md: what each relation type says, from the files in relations/.

python tools/relations_page.py > docs/relations.md
"""

from pathlib import Path

from kg.datafiles import Lined, read_yaml
from kg.paths import shipped

HEAD = """# What the relation types say

One file in `relations/` each, with verbs, nouns, patterns and examples; this page is made from them by `make docs`. `↔`
is stored once and read both ways. An Actor is a person, an organization, a place whose government acts, or the post of
somebody whom nobody names ("Egypt's foreign minister"). PLOVER (with the mode, if there is one) and CAMEO are
the event types that a relation counts under. What no type is for, `kg rebuild --open` keeps as
[`LINKED`](graph-model.md#linked).

| type | from → to | means | PLOVER | CAMEO |
| --- | --- | --- | --- | --- |
"""


def row(file: Path) -> str:
    """A line of the table."""
    relation = read_yaml(file)
    sign = "↔" if relation.get("symmetric") else "→"
    pair = f"{ends(relation, 'subject')} {sign} {ends(relation, 'object')}"
    event = f"{' '.join(str(relation.get(key, '')) for key in ('plover', 'mode'))} | {relation.get('cameo', '')}"
    return f"| `{relation['relation']}` | {pair} | {means(relation)} | {event} |\n"


def ends(relation: Lined, key: str) -> str:
    """The types at one end."""
    given = relation[key]
    return ", ".join(given) if isinstance(given, list) else str(given)


def means(relation: Lined) -> str:
    """The definition on one line."""
    return " ".join(str(relation["means"]).split()).replace("|", "\\|")


def page() -> str:
    """The whole page."""
    return HEAD + "".join(row(file) for file in sorted(shipped("relations").glob("*.yaml")))


if __name__ == "__main__":
    print(page(), end="")
