"""How good the extraction is: `kg extract` over labelled articles, measured, and held against benchmarks/floors.toml.

    python -m benchmarks.score                  every set that is there
    python -m benchmarks.score --samples-only   the project's own labelled samples alone, in half a minute
    python -m benchmarks.score --set-floors     raise the floors to what was reached

The project's own samples are always measured. Sets of other people's articles are measured where their folder is
found, beside the checkout or at --shared; their scorers stand with them. Exit code 1: a figure is below its floor.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.score_labels import score as score_labels

ROOT = Path(__file__).parents[1]
FLOORS = Path(__file__).with_name("floors.toml")
SHARED = ROOT.parent / "shared"
MARGIN = 0.005
"""A new floor stays this much below what was reached: another machine's arithmetic may differ in a tie."""

Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Goal:
    """What a figure has to reach, and below what it must not fall. All between 0 and 1."""

    label: str
    must: float
    aim: float
    floor: float


# ------------------------------------------------------------------ what is measured

_NUMBER = r"([\d.]+)"
_CONLL = rf"CoNLL avg\s+{_NUMBER}"
_ALIAS = rf"alias pairs\s+[\d.]+\s+[\d.]+\s+{_NUMBER}"


def _f1(row: str) -> str:
    return rf"(?m)^{row}\s+[\d.]+\s+[\d.]+\s+{_NUMBER}"


SEEDS = {
    "names_f": rf"names .* F {_NUMBER}",
    "alias_all": rf"alias +all .* = {_NUMBER}",
    "descriptions": rf"alias +title .* = {_NUMBER}",
    "metonyms": rf"alias +metonym .* = {_NUMBER}",
    "relations_p": rf"relations P {_NUMBER}",
    "relations_r": rf"relations P \S+ R {_NUMBER}",
    "status": r"status (\d+/\d+)",
    "when": r"when (\d+/\d+)",
}
DAYS = "days"
"""With what kg says of days: one fact of knowledgenet in seven, which adapter.py, made before there were days, leaves
out."""
TYPES = ("Person", "Organization", "Place", "Office")
DWIE_RELATIONS = ("OFFICE_IN", "HEAD_OF_ORG", "AFFILIATED", "BASED_IN", "CITIZEN_OF", "LOCATED_IN")
BENCH: Mapping[str, tuple[tuple[tuple[str, ...], Mapping[str, str]], ...]] = {
    "newswcl50r": (
        (
            ("coref", "--scope", "story", "--only", "Person", "--levels", "NAM,NOM"),
            {"conll": _CONLL, "alias_f1": _ALIAS},
        ),
    ),
    "dwie": (
        (("coref", "--levels", "NAM"), {"conll": _CONLL, "alias_f1": _ALIAS}),
        (("ner", "--mode", "overlap"), {f"ner_{name.lower()}": _f1(name) for name in TYPES}),
        (("rel",), {**{f"rel_{r.lower()}": _f1(r) for r in DWIE_RELATIONS}, "rel_micro": _f1("MICRO")}),
    ),
    "gum": ((("coref", "--levels", "NAM"), {"alias_f1": _ALIAS}),),
    "meantime": ((("coref", "--scope", "story", "--levels", "NAM,NOM"), {"conll": _CONLL, "alias_f1": _ALIAS}),),
    "knowledgenet": (
        (("rel", "--level", "mention"), {"rel_micro": _f1("MICRO")}),
        (("rel", "--level", "mention", DAYS), {"rel_days_micro": _f1("MICRO")}),
    ),
    "conll04": ((("rel",), {"rel_micro": _f1("MICRO")}),),
}


DATES = {"BORN": "BORN_ON", "DIED": "DIED_ON", "ESTABLISHED": "FOUNDED_ON"}
"""What kg says of days → the name that the public sets have for it."""


def measure_samples(out: Path) -> Figures:
    """The figures of the project's own samples, by their hand labels."""
    extract(ROOT / "samples", out / "samples.jsonl")
    scores = score_labels(ROOT / "tests" / "labelled", out / "samples.jsonl")
    return {
        "names_f": scores.names.f1,
        "alias_all": scores.alias_all.value,
        "descriptions": scores.alias["title"].value,
        "metonyms": scores.alias["metonym"].value,
        "relations_p": scores.relations.precise.value,
        "relations_r": scores.relations.recalled.value,
        "status": scores.status.value,
        "when": scores.when.value,
        "place": scores.place.value,
    }


def measure_seeds(shared: Path, out: Path) -> Figures:
    """The figures of the five sample articles, three of them labelled."""
    extract(shared / "seeds", out / "seeds.jsonl")
    printed = run([sys.executable, shared / "bench" / "score_seeds.py", shared / "gold", out / "seeds.jsonl"])
    return read_figures(printed, SEEDS)


def measure_bench(name: str, shared: Path, out: Path) -> Figures:
    """The figures of one public set."""
    gold, extracted, predicted = shared / "bench" / f"{name}.jsonl", out / f"{name}.jsonl", out / f"{name}.pred.jsonl"
    extract(gold, extracted)
    run([sys.executable, shared / "bench" / "adapter.py", extracted, predicted])
    figures: Figures = {}
    for (command, *options), patterns in BENCH[name]:
        if DAYS in options:
            add_days(extracted, predicted)
        told = (option for option in options if option != DAYS)
        scorer = (sys.executable, shared / "bench" / "score.py", command, gold, predicted, "--dataset", name)
        figures |= read_figures(run([*scorer, *told]), patterns)
    return figures


def add_days(extracted: Path, predicted: Path) -> None:
    """Add what the articles say of days, born, died and founded, to the relations that adapter.py wrote."""
    rows = [json.loads(line) for line in predicted.read_text("utf-8").splitlines()]
    for row, line in zip(rows, extracted.read_text("utf-8").splitlines(), strict=True):
        article = json.loads(line)
        for day in article["days"]:
            words = day["when_text"] or ""
            at = article["text"].find(words, day["sentence"][0]) if words and day["status"] != "denied" else -1
            if at < 0:
                continue
            span, cluster = [at, at + len(words)], f"day:{day['day']}"
            row["mentions"].append(
                {"start": at, "end": span[1], "text": words, "type": "Date", "cluster": cluster, "level": "NAM"}
            )
            row["relations"].append(
                {
                    "head_cluster": day["subject"], "type": DATES[day["type"]], "tail_cluster": cluster,
                    "head_span": day["subject_span"], "tail_span": span,
                }
            )  # fmt: skip
    predicted.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")


def extract(articles: Path, output: Path) -> None:
    """Run `kg extract`. An article that cannot be read (exit code 1) costs figures, not the run."""
    output.parent.mkdir(parents=True, exist_ok=True)
    print(f"extracting {articles.name} …", file=sys.stderr, flush=True)
    run([sys.executable, "-m", "kg.cli", "extract", articles, "-o", output], allowed=(0, 1))


def run(command: Sequence[str | Path], allowed: Sequence[int] = (0,)) -> str:
    """What a command prints. It must end with one of the `allowed` exit codes."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode not in allowed:
        sys.exit(f"{' '.join(map(str, command))}\nended with {done.returncode}:\n{done.stderr}")
    return done.stdout


def read_figures(printed: str, patterns: Mapping[str, str]) -> Figures:
    """The numbers a scorer printed; a row that it did not print counts 0: nothing of that kind was found."""
    found = {name: re.search(pattern, printed) for name, pattern in patterns.items()}
    return {name: _value(match[1]) if match else 0.0 for name, match in found.items()}


def _value(text: str) -> float:
    right, _, of = text.partition("/")
    return float(right) / max(1.0, float(of)) if of else float(text)


# ------------------------------------------------------------------ floors


def read_goals(path: Path = FLOORS) -> dict[str, dict[str, Goal]]:
    """The goals by set and figure."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: {key: Goal(**row) for key, row in rows.items()} for name, rows in data.items()}


def write_goals(goals: Mapping[str, Mapping[str, Goal]], path: Path = FLOORS) -> None:
    """Write the goals back; the comment on top of the file stays."""
    old = path.read_text(encoding="utf-8") if path.is_file() else ""
    head = [line for line in old.splitlines() if line.startswith("#")]
    path.write_text("\n".join([*head, *_goal_lines(goals)]) + "\n", encoding="utf-8")


def _goal_lines(goals: Mapping[str, Mapping[str, Goal]]) -> Iterator[str]:
    for name, rows in goals.items():
        yield f"\n[{name}]"
        for key, goal in rows.items():
            values = f'label = "{goal.label}", must = {goal.must}, aim = {goal.aim}, floor = {goal.floor}'
            yield f"{key} = {{ {values} }}"


def raised(
    goals: Mapping[str, Mapping[str, Goal]], reached: Mapping[str, Figures], margin: float = MARGIN
) -> dict[str, dict[str, Goal]]:
    """The goals with floors `margin` below what was reached, where that is higher than before."""
    return {
        name: {key: _raised(goal, reached.get(name, {}).get(key, 0.0) - margin) for key, goal in rows.items()}
        for name, rows in goals.items()
    }


def _raised(goal: Goal, floor: float) -> Goal:
    return Goal(goal.label, goal.must, goal.aim, max(goal.floor, round(floor, 3)))


def below(goals: Mapping[str, Mapping[str, Goal]], reached: Mapping[str, Figures]) -> list[str]:
    """The figures that fell below their floor, as lines."""
    return [
        f"{name}: {goals[name][key].label} is {value:.3f}, below its floor {goals[name][key].floor:.3f}"
        for name, figures in reached.items()
        for key, value in figures.items()
        if value < goals[name][key].floor
    ]


def table(goals: Mapping[str, Mapping[str, Goal]], reached: Mapping[str, Figures]) -> str:
    """Set, measure, reached, must, aim and floor, one line a figure. A star: what must be reached is reached."""
    lines = [f"{'set':13}{'measure':26}{'reached':>9}{'must':>7}{'aim':>7}{'floor':>8}"]
    for name, figures in reached.items():
        for key, value in figures.items():
            goal = goals[name][key]
            star = "*" if value >= goal.must else " "
            lines.append(f"{name:13}{goal.label:26}{value:8.3f}{star}{goal.must:7.2f}{goal.aim:7.2f}{goal.floor:8.3f}")
    return "\n".join(lines)


# ------------------------------------------------------------------ command


def measures(shared: Path, out: Path, *, samples_only: bool) -> Iterator[tuple[str, Callable[[], Figures]]]:
    """Every set that is there, and what measures it."""
    yield "samples", lambda: measure_samples(out)
    if samples_only:
        return
    if (shared / "gold").is_dir():
        yield "seeds", lambda: measure_seeds(shared, out)
    for name in BENCH:
        if (shared / "bench" / f"{name}.jsonl").is_file():
            yield name, lambda name=name: measure_bench(name, shared, out)  # type: ignore[misc]


def main() -> None:
    """Measure, print the table, and fail where a figure fell below its floor."""
    parser = argparse.ArgumentParser(description="Measure the extraction and hold it against its floors.")
    parser.add_argument("--samples-only", action="store_true", help="the project's own labelled samples alone")
    parser.add_argument("--only", default="", help="sets to measure, such as samples,dwie")
    parser.add_argument("--set-floors", action="store_true", help="raise the floors to what was reached")
    parser.add_argument("--margin", type=float, default=MARGIN, help="how far below that the new floors are")
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with bench, gold and seeds")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "score", help="folder for what was extracted")
    options = parser.parse_args()
    only = {name for name in options.only.split(",") if name}
    chosen = measures(options.shared.resolve(), options.out.resolve(), samples_only=options.samples_only)
    reached = {name: measure() for name, measure in chosen if not only or name in only}
    goals = read_goals()
    if options.set_floors:
        goals = raised(goals, reached, options.margin)
        write_goals(goals)
    print(table(goals, reached))
    if faults := below(goals, reached):
        sys.exit("\n".join(["", *faults]))


if __name__ == "__main__":
    main()
