"""How often each pattern is right on the labelled development sets, and what the rules still lack.

usage: patterns.py measure FOLDER [--write]     precision by pattern; --write keeps it in relations/precision.json, and
                                                precision and recall by type in relations/scores.json
       patterns.py mine FOLDER [SET] [SUPPORT]  candidate patterns as YAML

FOLDER holds SET.jsonl for the sets named in benchmarks/labels.yaml.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from benchmarks.score import extract
from benchmarks.score_labels import score as score_labels
from kg.claim.relations import load_relations
from kg.dev.labelled import Labelled, read_labelled
from kg.dev.measuring import TypeScore, measure, scores_of, write_precision, write_scores
from kg.dev.mining import as_yaml, mine
from kg.mention.language import load_model
from kg.paths import shipped

ROOT = Path(__file__).parents[1]
ENOUGH = 3
"""Labels below which a share says nothing."""
LABELS = Path(__file__).parent / "labels.yaml"


def read(folder: Path, only: str = "") -> list[Labelled]:
    """The labelled texts of every set (or of one) that `folder` holds."""
    sets = yaml.safe_load(LABELS.read_text(encoding="utf-8"))
    chosen = [name for name in sets if only in {"", name} and (folder / f"{name}.jsonl").is_file()]
    return [text for name in chosen for text in read_labelled(folder / f"{name}.jsonl", sets[name])]


def on_samples() -> dict[str, TypeScore]:
    """Precision and recall by type on the project's own samples, end to end; types with too few labels are left out."""
    with TemporaryDirectory() as folder:
        extracted = Path(folder) / "samples.jsonl"
        extract(ROOT / "samples", extracted)
        types = score_labels(ROOT / "tests" / "labelled", extracted).types
    return {
        name: TypeScore(round(found.precise.value, 3), round(found.recalled.value, 3), found.recalled.of, "the samples")
        for name, found in types.items()
        if found.recalled.of >= ENOUGH and found.precise.of
    }


def main(action: str, folder: str, *rest: str) -> None:
    """Run one of the two actions of the module's usage."""
    relations, nlp = load_relations(), load_model()
    if action == "mine":
        only, support = (*rest, "", "3")[:2] if rest else ("", "3")
        print(as_yaml(mine(read(Path(folder), only), nlp, relations, support=int(support or 3))))
        return
    measured = measure(read(Path(folder)), nlp, relations)
    counts = measured.patterns
    for pattern, (right, wrong) in sorted(counts.items(), key=lambda entry: entry[1][0] / sum(entry[1])):
        print(f"{right / (right + wrong):6.2f} {right:5d} right {wrong:4d} wrong  {pattern}")
    if "--write" in rest:
        print(write_precision(shipped("relations"), counts))
        scores = on_samples() | scores_of(measured, "the development sets")
        print(write_scores(shipped("relations"), scores))


if __name__ == "__main__":
    main(*sys.argv[1:])
