"""Write docs/relations.md: what each relation type says, from the files in relations/.

python tools/relations_page.py > docs/relations.md
"""

from pathlib import Path

from kg.datafiles import Lined, read_yaml
from kg.paths import shipped

HEAD = """# What the relation types say

One file in `relations/` each, with patterns and examples; this page is made from them by `make docs`. `↔` is stored
once and read both ways. An actor is a person, an organization, or a place whose government acts.

| type | from → to | means |
| --- | --- | --- |
"""


def row(file: Path) -> str:
    """A line of the table."""
    relation = read_yaml(file)
    sign = "↔" if relation.get("symmetric") else "→"
    pair = f"{ends(relation, 'subject')} {sign} {ends(relation, 'object')}"
    return f"| `{relation['relation']}` | {pair} | {means(relation)} |\n"


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
