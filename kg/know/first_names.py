"""First and family names: which words are names, whose gender they show, which are forms of one name.

Sources: Faker (names of 80 countries' people by gender), nicknames (English short forms), `lexicon/names.yaml` for what
they lack. All words are folded (`fold_name`): lower case, no accents, Latin letters.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

from kg.datafiles import read_lexicon
from kg.kept_tables import kept_lines, package_version
from kg.know import place_names
from kg.know.place_names import strip_accents
from kg.paths import shipped

Gender = Literal["", "female", "male"]
FAMILY_FIRST_LOCALES = ("zh_CN", "zh_TW", "vi_VN", "ja_JP")
KINDS = ("male", "female", "neutral", "family", "family first")
"""Of Faker's lists."""
CERTAIN_FROM = 10
"""One country's list against as many others' is a curiosity, not a doubt."""
_ROMANISED = re.compile(r"[Ͱ-ԯ԰-֏Ⴀ-ჿ]")
"""Greek, Cyrillic, Armenian, Georgian: scripts whose letters carry over one by one."""


@dataclass(frozen=True, slots=True)
class NameTables:
    """Folded words. `male`, `female`: first name → in how many countries' lists it stands."""

    male: Mapping[str, int]
    female: Mapping[str, int]
    first: frozenset[str]
    family: frozenset[str]
    family_first: frozenset[str]
    spellings: Mapping[str, int]
    """First name → number of the group of names that are one name."""
    nicknames: frozenset[frozenset[str]]
    no_gender: frozenset[str]


_MARKS = frozenset(".,'`\"()[]")
"""All that is ASCII and leaves a name when it is folded."""


@lru_cache(maxsize=65536)
def fold_name(text: str) -> str:
    """Lower case without accents, stops and apostrophes; hyphens and single spaces stay. Idempotent."""
    while (folded := _fold_once(text)) != text:
        text = folded
    return text


def _fold_once(text: str) -> str:
    if text.isascii() and _MARKS.isdisjoint(text):
        return " ".join(text.lower().split())
    plain = re.sub(r"[‐‑‒–—−]", "-", strip_accents(text).casefold())
    plain = re.sub(r"(?<=\b\w)\.(?=\w)", " ", plain)
    return " ".join(re.sub(r"[.,'’‘ʼ`´\"“”()\[\]]", "", plain).split())


@lru_cache(maxsize=1)
def names_lexicon() -> dict[str, Any]:
    """lexicon/names.yaml."""
    return read_lexicon(shipped("lexicon"), "names")


@lru_cache(maxsize=1)
def name_tables() -> NameTables:
    """All tables; read once a process."""
    lexicon = names_lexicon()
    made_of = (package_version("faker"), package_version("anyascii"))
    sources = map(Path.read_bytes, (Path(__file__), Path(place_names.__file__)))
    listed: dict[str, dict[str, int]] = {kind: {} for kind in KINDS}
    for line in kept_lines("names", (*made_of, *sources), _listed):
        kind, name, count = line.split("\t")
        listed[kind][name] = int(count)
    male, female, neutral, family, family_first = (listed[kind] for kind in KINDS)
    turned = frozenset(family_first).union(name for row in lexicon["family_first"] for name in row["names"])
    return NameTables(
        male,
        female,
        frozenset(male) | frozenset(female) | frozenset(neutral),
        frozenset(family) | turned,
        turned,
        {name: at for at, group in enumerate(lexicon["spellings"]["groups"]) for name in group},
        frozenset(_nicknames(lexicon["nicknames"], male, female)),
        frozenset(lexicon["no_gender"]["names"]),
    )


def _listed() -> Iterator[str]:
    """A line a name of Faker's lists: its kind, the name folded, in how many countries' lists it stands."""
    counts = {kind: Counter[str]() for kind in KINDS}
    for locale, provider in _providers():
        for kind in ("male", "female"):
            counts[kind].update(set(_folded(provider, f"first_names_{kind}", f"first_romanized_names_{kind}")))
        if not hasattr(provider, "first_names_male"):
            counts["neutral"].update(set(_folded(provider, "first_names")))
        family = set(_folded(provider, "last_names", "last_romanized_names"))
        counts["family"].update(family)
        if locale in FAMILY_FIRST_LOCALES:
            counts["family first"].update(family)
    for kind in KINDS:
        yield from (f"{kind}\t{name}\t{count}" for name, count in sorted(counts[kind].items()))


def _providers() -> Iterator[tuple[str, Any]]:
    """(locale, Faker's class of person names), in the order of the locales."""
    import importlib  # noqa: PLC0415
    import pkgutil  # noqa: PLC0415

    from faker.providers import person  # noqa: PLC0415

    for locale in sorted(module.name for module in pkgutil.iter_modules(person.__path__) if module.ispkg):
        yield locale, importlib.import_module(f"faker.providers.person.{locale}").Provider


def _folded(provider: Any, *fields: str) -> Iterator[str]:  # noqa: ANN401  Faker's classes have no common type
    for field in fields:
        names = getattr(provider, field, ())
        for name in set(names) if isinstance(names, Iterable) else ():
            latin = _latin(name)
            if latin.isascii() and len(latin) > 1 and not any(map(str.isdigit, latin)):
                yield latin


@cache
def _latin(name: str) -> str:
    """The folded name, or as it is where its script does not carry over letter by letter."""
    if name.isascii():
        return name.lower() if name.isalpha() else _fold_once(name)
    if _ROMANISED.search(name):
        from anyascii import anyascii  # noqa: PLC0415

        return _fold_once(anyascii(name))
    return _fold_once(name) if name[0] < "Ͱ" or "Ḁ" <= name[0] <= "ỿ" else name


def _nicknames(
    lexicon: Mapping[str, Any], male: Mapping[str, int], female: Mapping[str, int]
) -> Iterator[frozenset[str]]:
    """Pairs of a name and its short form: the lexicon's, and the package's but for those of a man and a woman and
    of two names in their own right."""
    from nicknames import NickNamer  # noqa: PLC0415

    own = frozenset(lexicon["own"])
    yield from map(frozenset, lexicon["pairs"])
    for name, short_forms in NickNamer().nickname_lookup.items():
        for short in short_forms if name not in own else short_forms - own:
            known = [word for word in (name, short) if word in male or word in female]
            if len({male.get(word, 0) > female.get(word, 0) for word in known}) < 2:
                yield frozenset((name, short))


def first_name_gender(name: str) -> Gender:
    """The gender a first name shows, or "" where it is given to both, or unknown. Of several names the first counts."""
    words = fold_name(name).replace("-", " ").split()
    if not words or words[0] in name_tables().no_gender:
        return ""
    return _counted(words[0]) or _by_spelling(words[0])


def _counted(word: str) -> Gender:
    tables = name_tables()
    male, female = tables.male.get(word, 0), tables.female.get(word, 0)
    few, many = sorted((male, female))
    if many == 0 or (few > 0 and (few > 1 or many < CERTAIN_FROM)):
        return ""
    return "male" if male == many else "female"


def _by_spelling(word: str) -> Gender:
    """The gender of the other forms of the name, where they agree."""
    spellings = name_tables().spellings
    group = spellings.get(word)
    found = {_counted(other) for other, at in spellings.items() if at == group} - {""} if group is not None else set()
    return found.pop() if len(found) == 1 else ""


def is_first_name(word: str) -> bool:
    """Is the word a first name somewhere? Many family names are, too."""
    return fold_name(word) in name_tables().first


def is_family_name(word: str) -> bool:
    """Is the word among the common family names of some country?"""
    return fold_name(word) in name_tables().family


def same_first_name(a: str, b: str) -> str:
    """Why two folded first names can be one: "spelling", "nickname"; "" where they cannot."""
    tables = name_tables()
    if tables.spellings.get(a, -1) == tables.spellings.get(b, -2):
        return "spelling"
    return "nickname" if frozenset((a, b)) in tables.nicknames else ""


def first_name_initials(word: str) -> frozenset[str]:
    """The initials of all that a folded first name can be the same as, its own among them: bill → b, w."""
    return _initials().get(word, frozenset()) | {word[0]}


@lru_cache(maxsize=1)
def _initials() -> dict[str, frozenset[str]]:
    """First name → initials of its nicknames and other spellings."""
    tables = name_tables()
    found: dict[str, set[str]] = defaultdict(set)
    groups: dict[int, set[str]] = defaultdict(set)
    for name, group in tables.spellings.items():
        groups[group].add(name)
    for names in (*tables.nicknames, *groups.values()):
        for name in names:
            found[name].update(other[0] for other in names)
    return {name: frozenset(letters) for name, letters in found.items()}
