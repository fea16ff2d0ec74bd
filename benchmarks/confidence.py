"""Fit the factors of confidence to judged claims, and tell how well stated confidence agrees with what was right.

usage: python -m benchmarks.confidence            writes relations/confidence.json and prints the figures
       python -m benchmarks.confidence --report   prints them only

benchmarks/judged.jsonl has a claim a line, without its sentence: where it was drawn, its rule, the names of its factors
(kg/claim/confidence.py) and whether a reader found type, ends, direction and status right. A claim's confidence is the
precision of its pattern times its factors, so the fit is that of a product: the factors that make the judgements
likeliest, drawn towards 1 where there are few of them, by steps that are the same on every machine.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.claim.confidence import FACTORS_FILE, MOST, NEWS, UNMEASURED
from kg.claim.relations import load_relations
from kg.paths import shipped

JUDGED = Path(__file__).parent / "judged.jsonl"
FOLDS = 10
BINS = 5
SURE = 0.9
DRAW, DRAW_OF_TYPE = 4.0, 80.0
"""How strongly a factor is drawn towards 1; types are many, with few claims each."""
DRAW_OF_PATTERN, FEWEST = 6.0, 3
"""As many right ones are added to those judged of a pattern; and how many must have been judged."""
FIRST_STEP, LAST_STEP = 0.2, 0.002
Numbers = NDArray[np.float64]
Row = dict[str, Any]
NONE: Mapping[str, float] = MappingProxyType({})


def read_judged(path: Path = JUDGED) -> list[Row]:
    """The judged claims."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def by_pattern(stated: Numbers, right: Numbers, rules: Sequence[str]) -> dict[str, float]:
    """How much more or less often each pattern is right than the others say, drawn to 1 where few were judged."""
    found = {}
    for rule in sorted(set(rules)):
        of_rule = np.array([one == rule for one in rules])
        if of_rule.sum() >= FEWEST:
            found[rule] = float((right[of_rule].sum() + DRAW_OF_PATTERN) / (stated[of_rule].sum() + DRAW_OF_PATTERN))
    return found


class Design:
    """The judged claims as numbers: the logarithm of each pattern's precision, and which factors each claim has."""

    def __init__(self, rows: Sequence[Row]) -> None:
        precision = load_relations().precision
        self.rules = [row["rule"] for row in rows]
        self.names = sorted({name for row in rows for name in (NEWS, *row["factors"])})
        self.base = np.log([precision.get(row["rule"], UNMEASURED) for row in rows])
        self.has = np.array([[(NEWS, *row["factors"]).count(name) for name in self.names] for row in rows], dtype=float)
        self.right = np.array([row["right"] for row in rows], dtype=float)
        self.draw = np.array([DRAW_OF_TYPE if name.isupper() else DRAW for name in self.names])

    def stated(self, logs: Numbers, some: Any = slice(None), patterns: Mapping[str, float] = NONE) -> Numbers:  # noqa: ANN401
        """The confidence that factors (their logarithms) and those of patterns give claims."""
        own = np.array([patterns.get(rule, 1.0) for rule in self.rules])[some]
        return np.minimum(np.exp(self.base[some] + self.has[some] @ logs) * own, MOST)

    def patterns(self, logs: Numbers, some: Any = slice(None)) -> dict[str, float]:  # noqa: ANN401 - any index of numpy
        """The factors of patterns beside those others."""
        rules = [rule for rule, kept in zip(self.rules, self._kept(some), strict=True) if kept]
        return by_pattern(self.stated(logs, some), self.right[some], rules)

    def _kept(self, some: Any) -> list[bool]:  # noqa: ANN401 - any index of numpy
        kept = np.zeros(len(self.rules), dtype=bool)
        kept[some] = True
        return [bool(one) for one in kept]

    def fit(self, some: Any = slice(None)) -> Numbers:  # noqa: ANN401 - any index of numpy
        """The logarithms of the likeliest factors: each is moved by smaller and smaller steps while that helps."""
        logs = np.zeros(len(self.names))
        step, best = FIRST_STEP, self._loss(logs, some)
        while step > LAST_STEP:
            moved = False
            for k in range(len(logs)):
                for change in (step, -step):
                    tried = logs.copy()
                    tried[k] += change
                    loss = self._loss(tried, some)
                    if loss < best - 1e-9:
                        logs, best, moved = tried, loss, True
                        break
            step = step if moved else step / 2
        return logs

    def _loss(self, logs: Numbers, some: Any) -> float:  # noqa: ANN401 - any index of numpy
        stated, right = np.maximum(self.stated(logs, some), 1e-3), self.right[some]
        likely = right * np.log(stated) + (1 - right) * np.log(1 - stated)
        return float(-likely.sum() + (self.draw * logs**2).sum())


def figures(stated: Numbers, right: Numbers) -> dict[str, float]:
    """Calibration error on equal bins, area under the curve, and the share of right ones among the sure."""
    bins = np.array_split(np.argsort(stated, kind="stable"), BINS)
    error = sum(abs(stated[k].mean() - right[k].mean()) * len(k) for k in bins) / len(stated)
    yes, no = stated[right == 1], stated[right == 0]
    above = (yes[:, None] > no).mean() + 0.5 * (yes[:, None] == no).mean()
    sure = stated >= SURE
    return {
        "calibration error": round(float(error), 3),
        "AUC": round(float(above), 3),
        f"stated >= {SURE:g}": int(sure.sum()),
        "of these right": round(float(right[sure].mean()), 3) if sure.any() else 0.0,
    }


def left_out(design: Design, rows: Sequence[Row]) -> Numbers:
    """What each claim is stated with by factors fitted without its article, and a tenth of the others."""
    fold = np.array([int(sha256(row["article"].encode()).hexdigest(), 16) % FOLDS for row in rows])
    stated = np.zeros(len(rows))
    for k in range(FOLDS):
        logs = design.fit(fold != k)
        patterns = design.patterns(logs, fold != k)
        stated[fold == k] = design.stated(logs, fold == k, patterns)
    return stated


def main() -> None:
    """Fit, print the figures, and write the factors."""
    parser = argparse.ArgumentParser(description="Factors of confidence, fitted to judged claims.")
    parser.add_argument("--report", action="store_true", help="write nothing")
    given = parser.parse_args()
    rows = read_judged()
    design = Design(rows)
    logs = design.fit()
    print(f"{len(rows)} claims, {design.right.mean():.3f} right")
    patterns = design.patterns(logs)
    print("fitted on all:       ", figures(design.stated(logs, patterns=patterns), design.right))
    print("articles left out:   ", figures(left_out(design, rows), design.right))
    if not given.report:
        factors = {name: round(float(np.exp(log)), 3) for name, log in zip(design.names, logs, strict=True)}
        factors |= {rule: round(factor, 3) for rule, factor in patterns.items()}
        path = shipped("relations") / FACTORS_FILE
        path.write_text(json.dumps(dict(sorted(factors.items())), indent=0) + "\n", encoding="utf-8")
        print(path)


if __name__ == "__main__":
    main()
