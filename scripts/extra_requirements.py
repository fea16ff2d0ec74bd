"""What `make extras NAME=…` installs: the packages of one extra of pyproject.toml, as arguments for pip.

They and all that they need have the versions of the pinned lists, which are written into a file of constraints. Hashes
are left out: pip wants either none, or those of everything that an extra needs, which no list has by itself.
"""

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
LISTS = {"ftm": "requirements-ftm.txt"}
"""Extra → the list that has its pins, where that is not the one of all others; it alone needs a compiler."""
_REQUIREMENT = re.compile(r"[\w.-]+(?:\[[\w,-]+\])?")
_PIN = re.compile(r"^[\w.-]+==[^\s\\]+", re.MULTILINE)


def arguments(extra: str, constraints: Path) -> list[str]:
    """The arguments, and the file of constraints. Ends the program where there is no such extra."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    known = sorted(set(extras) - {"dev"})
    if extra not in known:
        raise SystemExit(f"no extra {extra!r}: make extras NAME={'|'.join(known)}")
    pins = _PIN.findall((ROOT / LISTS.get(extra, "requirements-dev.txt")).read_text(encoding="utf-8"))
    constraints.write_text("\n".join(pins) + "\n", encoding="utf-8")
    wheels = [] if extra in LISTS else ["--only-binary=:all:"]
    packages = [match.group() for requirement in extras[extra] if (match := _REQUIREMENT.match(requirement))]
    return [*wheels, "-c", str(constraints), *packages]


if __name__ == "__main__":
    print(*arguments(sys.argv[1], Path(sys.argv[2])))
