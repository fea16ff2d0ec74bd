"""Print how many tests ran, failed and were skipped, by file, from pytest's JUnit file."""

import sys
from collections import Counter, defaultdict
from pathlib import Path
from xml.etree import ElementTree


def outcome(case: ElementTree.Element) -> str:
    """One of passed, failure, error, skipped."""
    return next((child.tag for child in case if child.tag in {"failure", "error", "skipped"}), "passed")


def main() -> None:
    """Print a line for each file, slowest first, and one for all."""
    cases = list(ElementTree.parse(Path(sys.argv[1])).iter("testcase"))  # noqa: S314  our own file
    files: dict[str, list[float]] = defaultdict(list)
    for case in cases:
        files[str(case.get("classname"))].append(float(case.get("time") or 0))
    for name, times in sorted(files.items(), key=lambda item: -sum(item[1])):
        print(f"{sum(times):7.1f} s  {len(times):5}  {name}")
    outcomes = Counter(map(outcome, cases))
    print(f"{len(cases)} tests: " + ", ".join(f"{number} {name}" for name, number in sorted(outcomes.items())))


if __name__ == "__main__":
    main()
