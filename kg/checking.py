"""`kg check`: every fault in the files that people write, each with file, line where it is known, and remedy.

Relation files are read as a rebuild reads them; their examples are run where asked for, because that needs the parser.
Lexicon files are read by the modules that use them, and compared in shape with the ones that ship with kg. Articles
are read, and those without a date counted: what they say of "Monday" cannot be placed in time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import combinations
from pathlib import Path

from kg.claim.relations import load_relations, relation_faults
from kg.datafiles import load_yaml, read_words, read_yaml
from kg.errors import DataError, InputError, KgError, failures
from kg.graph.former_ids import former_ids
from kg.graph.graph_scan import read_entities, text
from kg.know.gazetteer import load_gazetteer
from kg.naming import surfaces
from kg.paths import MANIFEST, OPEN, shipped
from kg.quote.reporting import reporting_verbs
from kg.read.agencies import read_press_words
from kg.read.articles import read_articles
from kg.read.site_names import read_publishers
from kg.resolve.decisions import decision_faults, read_decisions
from kg.resolve.officeholders import holder_faults, read_holders
from kg.when.amounts import read_currencies
from kg.when.timewords import time_words

Faults = list[KgError]


def check_files(
    relations: tuple[Path, ...],
    lexicon: Path,
    decisions: Path | None,
    holders: Path | None,
    articles: tuple[Path, ...],
    *,
    graph: Path | None = None,
    model: str = "",
) -> tuple[list[KgError], str]:
    """All faults of all files, in the order given, and a summary of what was looked at.

    `graph`: the folder of graph files, against which the names in decisions are held; what they name in vain is a
    warning in the summary. `model`: the spaCy pipeline to run the examples of the relation files with; "" runs none.
    """
    parts = [
        check_relations((shipped("relations"), shipped(OPEN), *relations), model),
        check_lexicon(lexicon),
        check_decisions(decisions, graph),
        check_holders(holders),
        check_articles(articles),
    ]
    faults = [fault for found, _ in parts for fault in found]
    return faults, "\n".join(line for _, lines in parts for line in lines)


# ------------------------------------------------------------------ relations


def check_relations(folders: Sequence[Path], model: str = "") -> tuple[Faults, list[str]]:
    """The faults of all relation files; with a `model` also the examples that do not come out as their file says."""

    faults: Faults = [_no_folder(folder) for folder in folders if not folder.is_dir()]
    files = [file for folder in folders for file in sorted(folder.glob("*.yaml"))]
    faults += [fault for file in files for fault in relation_faults(file)]
    faults += [fault for folder in folders for fault in _misnamed(folder)]
    lines = [f"{len(files)} relation files"]
    if model and not faults:
        failed, run = _failed_examples(folders, model)
        faults += failed
        lines = [f"{len(files)} relation files, {run} examples run"]
    return faults, lines


def _no_folder(folder: Path) -> DataError:
    return DataError(str(folder), "is no folder", "give the folder that holds the files")


def _misnamed(folder: Path) -> Iterator[DataError]:
    """Files that a rebuild would pass over in silence."""
    for file in sorted(folder.glob("*.yml")):
        yield DataError(str(file), "is not read", f"rename it to {file.with_suffix('.yaml').name}")


def _failed_examples(folders: Sequence[Path], model: str) -> tuple[Faults, int]:
    from kg.dev.trial import try_examples  # noqa: PLC0415  only commands that parse pay for it
    from kg.mention.language import load_model  # noqa: PLC0415  only commands that parse pay for it

    relations = load_relations(folders)
    verdicts = list(try_examples(load_model(model), relations))
    failed: Faults = [
        DataError(
            f"{relations.types[verdict.relation].file}:{verdict.example.line}",
            f"{'holds' if verdict.holds else 'does_not_hold'}: {verdict.example.text[:60]!r}: {verdict.fault}",
            "mend the pattern or the example; `kg relations try` shows what matched",
        )
        for verdict in verdicts
        if verdict.fault
    ]
    return failed, len(verdicts)


# ------------------------------------------------------------------ lexicon


def check_lexicon(folder: Path) -> tuple[Faults, list[str]]:
    """The faults of the lexicon files in `folder`."""
    if not folder.is_dir():
        return [_no_folder(folder)], []
    files = sorted(folder.glob("*.yaml"))
    faults: Faults = [fault for file in files for fault in lexicon_faults(file)]
    return [*faults, *_misnamed(folder)], [f"{len(files)} lexicon files"]


def lexicon_faults(file: Path) -> list[DataError]:
    """Every fault of one lexicon file that can be told: of its shape, else the first that its reader finds."""
    known = {path.name for path in shipped("lexicon").glob("*.yaml")}
    if file.name not in known:
        return [DataError(str(file), "is not a lexicon file that kg knows", f"one of {', '.join(sorted(known))}")]
    try:
        faults = list(_differences(str(file), "", load_yaml(file), load_yaml(shipped("lexicon") / file.name)))
        if not faults:
            _lexicon_readers(file).get(file.name, partial(read_yaml, file))()
    except DataError as error:
        return [error]
    return faults


def _lexicon_readers(file: Path) -> dict[str, Callable[[], object]]:
    """Lexicon file → how it is read, where its reader checks more than its shape; each raises DataError."""

    return {
        "agencies.yaml": partial(read_press_words, [file.parent]),
        "amounts.yaml": partial(read_currencies, file),
        "grammar.yaml": partial(read_words, file),
        "words.yaml": partial(read_words, file),
        "layout.yaml": partial(read_press_words, [file.parent]),
        "publishers.yaml": partial(read_publishers, file),
        "places.yaml": partial(load_gazetteer, file.parent),
        "reporting.yaml": partial(reporting_verbs, file),
        "status.yaml": partial(read_words, file),
        "times.yaml": partial(time_words, file),
    }


def _differences(where: str, field: str, own: object, model: object) -> Iterator[DataError]:
    """Where the shape of a file differs from the shipped one's: kinds of value, and words that are no words."""
    if _kind(own) != _kind(model):
        fault = f"{field or 'the file'} is {_kind(own)}, not {_kind(model)}"
        yield DataError(where, fault, "write it as in the file that ships with kg")
    elif isinstance(own, dict) and isinstance(model, dict):
        for key in own.keys() & model.keys():
            line = getattr(own, "lines", {}).get(key)
            place = f"{where.partition('.yaml:')[0].removesuffix('.yaml')}.yaml:{line}" if line else where
            yield from _differences(place, f"{field}.{key}".lstrip("."), own[key], model[key])
    elif isinstance(own, list) and isinstance(model, list):
        kinds = {_kind(item) for item in model}
        for item in own:
            if _kind(item) not in kinds:
                fault = f"{field}: {item!r} is {_kind(item)}, not {' or '.join(sorted(kinds))}"
                yield DataError(where, fault, "put a word that YAML reads otherwise in quotes")


def _kind(value: object) -> str:
    if isinstance(value, str) or value is None:
        return "text" if value else "empty"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return "yes or no" if isinstance(value, bool) else "a number" if isinstance(value, int | float) else "a date"


# ------------------------------------------------------------------ decisions and holders


def check_decisions(path: Path | None, graph: Path | None = None) -> tuple[Faults, list[str]]:
    """The faults of a decisions file; a warning for each name in it that no entity of `graph` bears."""
    if path is None:
        return [], []

    faults: Faults = list(decision_faults(path))
    if faults:
        return faults, []
    decisions = read_decisions(path)
    kinds = (decisions.same, decisions.not_same, decisions.drop, decisions.rename, decisions.type, decisions.wrong)
    lines = [f"{sum(len(rows) for rows in kinds)} decisions in {path}"]
    vain = decided_in_vain(path, graph) if graph else []
    return faults, [*lines, *(f"warning: {line} (kg rebuild applies what is decided)" for line in vain)]


def decided_in_vain(path: Path, graph: Path) -> list[str]:
    """Decisions that a graph does not show, a line each: about a name that nobody there has, or not carried out.

    A name may be several entities'. Two names are joined where one entity has both, and apart where none has.
    """
    if not (graph / MANIFEST).is_file():
        return []
    decisions, bearers = read_decisions(path), _bearers(graph)
    groups = [*decisions.same, *decisions.not_same]
    named = [name for names, _ in groups for name in names]
    named += [row[0] for row in (*decisions.rename, *decisions.type)]
    named += [end for one in decisions.wrong for end in (one.subject, one.object)]
    unknown = [name for name in dict.fromkeys(named) if not bearers.get(name.casefold())]
    found = [f"{name!r} names nothing in {graph} (spelled otherwise, or gone)" for name in unknown]
    for at, (names, _) in enumerate(groups):
        told = " and ".join(map(repr, names))
        sets = [bearers[name.casefold()].keys() for name in names if name not in unknown]
        if at >= len(decisions.same) and any(one & other for one, other in combinations(sets, 2)):
            found.append(f"{told} are decided to be two, and are one in {graph}")
        elif at < len(decisions.same) and len(sets) > 1 and not set.intersection(*map(set, sets)):
            found.append(f"{told} are decided to be one, and are not in {graph}")
    for name, _ in decisions.drop:
        if bearers.get(name.casefold()):
            found.append(f"{name!r} is dropped, and still in {graph}")
    for name, kind, _ in decisions.type:
        if name not in unknown and kind not in bearers[name.casefold()].values():
            found.append(f"{name!r} is decided to be of type {kind}, and is not in {graph}")
    return [f"{path}: {line}" for line in found]


def _bearers(graph: Path) -> dict[str, dict[str, str]]:
    """A name without capitals, an id or a former one → the keys of the entities that go by it, with their types."""
    found: dict[str, dict[str, str]] = {}
    former = former_ids(graph)
    nodes = read_entities(graph).values()
    types = {text(node.properties, "id"): (node.key, node.labels[0]) for node in nodes}
    for node in nodes:
        for name in {text(node.properties, "id"), *(surface.casefold() for surface, _ in surfaces(node))}:
            found.setdefault(name, {})[node.key] = node.labels[0]
    for old, new in former.items():
        if new in types:
            found.setdefault(old, {})[types[new][0]] = types[new][1]
    return found


def check_holders(path: Path | None) -> tuple[Faults, list[str]]:
    """The faults of a table of office holders."""
    if path is None:
        return [], []

    faults: Faults = list(holder_faults(path))
    return faults, [] if faults else [f"{len(read_holders(path).rows)} holders in {path}"]


# ------------------------------------------------------------------ articles


def check_articles(paths: Sequence[Path]) -> tuple[Faults, list[str]]:
    """What cannot be read, and how many articles have no date."""
    if not paths:
        return [], []

    told: list[InputError] = []
    articles = list(read_articles(paths, on_error=told.append))
    errors = failures(told)
    undated = [article for article in articles if article.published is None]
    lines = [f"{len(articles)} articles, {len(undated)} without a date"]
    lines += [f"note: {one}" for one in told if one not in errors]
    shown = ", ".join(article.path or article.id for article in undated[:3])
    if undated:
        lines.append(f"without a date, so that relative times stay open: {shown}{' …' if len(undated) > 3 else ''}")
    return list(errors), lines
