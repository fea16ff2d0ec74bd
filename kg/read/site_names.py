"""One name for each site, so that one paper is one source, and titles without it.

A page calls its site many things: the owner, a slogan, a section, an abbreviation. Of them the one counts that the
site's address resembles; lexicon/publishers.yaml has the well-known sites whose address does not tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from anyascii import anyascii

from kg.datafiles import read_yaml
from kg.errors import DataError
from kg.paths import shipped

SEPARATOR = re.compile(r"\s+(?:[|\-–—*•·»«⋆›~:/]|::)\s+|\s*\|\s*")
"""What stands between a title, a section and the site's name."""
_HOST_PARTS = frozenset(("www", "m", "amp", "mobile", "edition", "en", "eng", "english", "int", "beta", "news", "web"))
"""First parts of hosts that name an edition or a device, no paper."""
_SECOND_LEVEL = frozenset(("co", "com", "org", "net", "gov", "ac", "edu", "or", "ne", "go", "info", "web"))
_TOP_LEVEL = re.compile(r"\.(?:com?|org|net|info|news|tv|[a-z]{2})(?:\.[a-z]{2})?$", re.IGNORECASE)
_GENERIC = frozenset(
    (
        "the",
        "online",
        "news",
        "premium",
        "live",
        "com",
        "website",
        "digital",
        "newspaper",
        "home",
        "homepage",
        "official",
    )
)
"""Words that sites add to their names and leave away again."""
_LONGEST = 8
"""Words of a paper's name."""
_WORD = re.compile(r"[^\s_,;|]+")


@cache
def publishers() -> Mapping[str, str]:
    """Domain → the name of its paper, of the shipped table."""
    return read_publishers(shipped("lexicon") / "publishers.yaml")


def read_publishers(file: Path) -> Mapping[str, str]:
    """Domain → the name of its paper. Raises DataError naming the entry."""
    found: dict[str, str] = {}
    entries = read_yaml(file).get("publishers", [])
    for number, entry in enumerate(entries if isinstance(entries, list) else [None], 1):
        where = f"{file}: publishers, entry {number}"
        if not isinstance(entry, dict) or not all(isinstance(entry.get(key), str) for key in ("domain", "name")):
            raise DataError(where, "has no domain or no name", "write {domain: dailymail.co.uk, name: Daily Mail}")
        if entry["domain"] in found:
            raise DataError(where, f"{entry['domain']} stands twice")
        found[entry["domain"]] = entry["name"]
    return found


# ------------------------------------------------------------------ addresses


def host_of(address: str | None) -> str:
    """The host of a web address, in small letters; empty where there is none."""
    try:
        return (urlsplit(address or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def domains(host: str) -> Iterator[str]:
    """A host and what it is part of, as far as somebody registered it: amp.news.co.uk, news.co.uk."""
    parts = host.split(".")
    while len(parts) > 2 and not (len(parts) == 3 and parts[1] in _SECOND_LEVEL and len(parts[2]) == 2):
        yield ".".join(parts)
        parts = parts[1:]
    yield ".".join(parts)


def labels(host: str) -> list[str]:
    """The parts of a host that may name a paper: "japannews" and "yomiuri" of japannews.yomiuri.co.jp."""
    own = list(domains(host))
    names = [domain.partition(".")[0] for domain in own]
    return [name.replace("-", "") for name in names if name not in _HOST_PARTS or name == names[-1]] if host else []


# ------------------------------------------------------------------ names


def site_name(hosts: Sequence[str], candidates: Sequence[str], segments: Sequence[str] = ()) -> str | None:
    """The one name of the site at `hosts`, of what the page calls it, the most trustworthy first.

    `segments`: parts of the page's titles, which count only where they are a name that the address resembles.
    """
    for host in hosts:
        known = next((publishers()[domain] for domain in domains(host) if domain in publishers()), None)
        if known:
            return known
    tags = [label for host in hosts for label in labels(host)]
    for resembles, names in ((_spans, candidates), (_whole, segments), (_short, candidates)):
        for label in tags:
            for name in names:
                if found := resembles(" ".join(name.replace("_", " ").split()), label):
                    return found
    short = (_tidy(part) for name in candidates for part in SEPARATOR.split(name.replace("_", " ")))
    named = next((part for part in short if _is_name(part)), None)
    return named or next((list(domains(host))[-1] for host in hosts if host), None)


def letters(name: str) -> str:
    """A name's letters and figures as addresses write them."""
    return re.sub(r"[^a-z0-9]", "", anyascii(name).lower())


def _without_article(label: str) -> str:
    return label.removeprefix("the") if len(label) > 6 else label


def _spans(name: str, label: str) -> str | None:
    """The words of a name that the address is made of: "9News" of "9News - Latest headlines"."""
    words = list(_WORD.finditer(name))[:40]
    for width in range(min(_LONGEST, len(words)), 0, -1):
        for first in range(len(words) - width + 1):
            span = name[words[first].start() : words[first + width - 1].end()].strip(" -–—:.*«»")
            if _whole(span, label) and (width == len(words) or any(one.isupper() or one.isdigit() for one in span)):
                return _whole(span, label)
    return None


def _whole(name: str, label: str) -> str | None:
    """The name, with "The" where the address has it, if the address is made of its letters."""
    name = _tidy(name)
    bare = re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)
    if not bare or _without_article(letters(name)) != _without_article(label):
        return None
    return f"The {bare}" if label.startswith("the") and label == "the" + letters(bare) and len(label) > 6 else bare


def _short(name: str, label: str) -> str | None:
    """A name that the address shortens: "nytimes" of "The New York Times", "smh" of "The Sydney Morning Herald"."""
    for part in map(_tidy, SEPARATOR.split(name)):
        words = [letters(word) for word in part.split() if word.lower() not in ("the", "of", "and", "&", "for")]
        if 2 <= len([word for word in words if word]) <= 5 and _abbreviates(label, [word for word in words if word]):
            return re.sub(r"^the\s+", "", part, flags=re.IGNORECASE)
        own = letters(part)
        if len(own) >= 4 and own in label and 2 * len(own) >= len(label) and _is_name(part):
            return re.sub(r"^the\s+", "", part, flags=re.IGNORECASE)
    return None


def _abbreviates(label: str, words: Sequence[str]) -> bool:
    """Whether a label consists of beginnings of all the words, in their order."""
    if not words:
        return not label
    first = words[0]
    return any(
        label.startswith(first[:size]) and _abbreviates(label[size:], words[1:]) for size in range(1, len(first) + 1)
    )


def _tidy(name: str) -> str:
    """Without the end of an address, marks and blanks."""
    name = name.strip(" \t-–—:*|@")
    return _TOP_LEVEL.sub("", name) if " " not in name else name


def _is_name(name: str) -> bool:
    """Whether something is short enough for a name, and no sentence: a slogan has more words, or ends as one."""
    words = name.split()
    if not 0 < len(words) <= 4 or name.endswith((".", "!", "?")) or "," in name or name.startswith("http"):
        return False
    return name[0].isupper() or name[0].isdigit()


# ------------------------------------------------------------------ titles


def without_site(title: str, sites: Sequence[str], hosts: Sequence[str], heading: str, section: str) -> str:
    """A title without the site's name, and the section before it, at its end or start.

    `heading`: how the page itself heads the text, "" if it does not; what that has is never taken off.
    """
    cuts = [(match.start(), match.end()) for match in SEPARATOR.finditer(title)]
    if not cuts or _key(heading) == _key(title):
        return title
    edges = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(title)]
    parts = list(zip(*edges, strict=True))
    names = {key for site in sites for key in _keys(site)} | {label for host in hosts for label in labels(host)}
    names |= {letters(host) for host in hosts}
    is_site = [bool(names & set(_keys(title[start:end]))) for start, end in parts]
    first = 1 if is_site[0] else 0
    found = next((index for index in range(max(1, first), len(parts)) if is_site[index]), None)
    last = len(parts) if found is None else found
    if found is not None and found - first > 1 and _is_section(title[slice(*parts[found - 1])], heading, section):
        last -= 1
    if first >= last or (first == 0 and last == len(parts)):
        return title
    return title[parts[first][0] : parts[last - 1][1]].strip()


def _key(name: str) -> str:
    return re.sub(r"\W+", "", name).casefold()


def _keys(name: str) -> Iterator[str]:
    """A name's letters, as it stands and without what sites leave away."""
    yield letters(name)
    yield letters(_tidy(name))
    less = [word for word in name.replace("_", " ").split() if word.lower().strip(".") not in _GENERIC]
    if less:
        yield letters(" ".join(less))


def _is_section(part: str, heading: str, section: str) -> bool:
    if _key(part) == _key(section):
        return True
    return len(part.split()) <= 2 and bool(heading) and _key(part) not in _key(heading)
