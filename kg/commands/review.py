"""`kg review`: what a person should look at, and decisions about it, by flags or key by key."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from kg.commands.options import BUILD, AsJson, Build, RelationFolders, graph_folder, print_json
from kg.errors import UsageError
from kg.explore.keys import read_key
from kg.explore.marking import Line, line, mark, print_lines
from kg.explore.review import Row, Sentence, read_review, undecided
from kg.graph.graph_scan import read_entities
from kg.naming import fold, nearest_names, surfaces
from kg.paths import MANIFEST
from kg.resolve.deciding import append_decision, load_decisions, put_back
from kg.rule_files import is_grave

KINDS = ("", "unresolved", "merge", "apart", "type", "claim")
Two = tuple[str, str]
Three = tuple[str, str, str]


def review(
    same: Annotated[Two | None, typer.Option(help="Two names of one entity; the first becomes its name.")] = None,
    not_same: Annotated[Two | None, typer.Option(help="Two names that were taken for one entity.")] = None,
    drop: Annotated[str | None, typer.Option(help="A name that is no entity.")] = None,
    rename: Annotated[Two | None, typer.Option(help="A name and the name to show instead.")] = None,
    wrong: Annotated[
        Three | None, typer.Option(help="A claim that is wrong: who, the type of the relationship, whom.")
    ] = None,
    sentence: Annotated[
        str, typer.Option(help="With --wrong: words of the sentence, where only that sentence is misread.")
    ] = "",
    type_: Annotated[Two | None, typer.Option("--type", help="A name and its type: Person, Place, …")] = None,
    reason: Annotated[str, typer.Option(help="Why; needed with every decision.")] = "",
    anyway: Annotated[bool, typer.Option("--anyway", help="Also for a name the graph does not have.")] = False,
    kind: Annotated[str, typer.Option("--kind", help="Only: unresolved, merge, apart, type or claim.")] = "",
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many questions.")] = 20,
    as_json: AsJson = False,
    ask: Annotated[bool, typer.Option("--ask/--no-ask", help="Ask key by key; default: on a terminal.")] = True,
    decisions: Annotated[
        Path, typer.Option("--decisions", envvar="KG_DECISIONS", help="File the decisions are added to.")
    ] = Path("decisions.yaml"),
    relations: RelationFolders = None,
    build: Build = BUILD,
) -> None:
    """What a person should look at, most useful first: unresolved references, doubtful merges, types, claims.

    A decision is added to decisions.yaml, whose comments stay, and applied by the next `kg rebuild`. Example:
    `kg review --not-same "Anna Berg" Berg --reason "The mayor and the striker."`

    On a terminal every question is answered with one key; elsewhere they are listed. `merge` asks whether two names are
    one, `apart` whether two that were kept apart are; a claim is what one sentence says.
    """
    if sentence and not wrong:
        raise UsageError("--sentence says which sentence --wrong is about: give both")
    claim = (*wrong, sentence) if wrong and sentence else wrong
    given = [("same", same), ("not_same", not_same), ("rename", rename), ("type", type_), ("wrong", claim)]
    wanted = [(action, names) for action, names in given if names] + ([("drop", (drop,))] if drop else [])
    if wanted:
        for action, names in wanted:
            _decide(action, names, reason, decisions, build, anyway=anyway)
        return
    if kind not in KINDS:
        raise UsageError(f"--kind {kind}: no such kind; one of {', '.join(KINDS[1:])}")

    from kg.explore.claim_doubts import claim_rows

    asked = [*read_review(build), *claim_rows(graph_folder(build), partial(is_grave, folders=tuple(relations or ())))]
    asked.sort(key=lambda row: -row.impact)
    rows = [row for row in undecided(asked, load_decisions(decisions)) if kind in ("", row.kind)]
    if as_json:
        print_json([asdict(row) for row in rows[:limit]])
    elif ask and sys.stdin.isatty() and sys.stdout.isatty():
        _interview(rows, decisions)
    else:
        print_lines(list(_listed(rows, limit)))


def _decide(action: str, names: Sequence[str], reason: str, file: Path, build: Path, *, anyway: bool) -> None:
    known = names if action in {"same", "not_same"} else (names[0], names[2]) if action == "wrong" else names[:1]
    if not anyway and (graph_folder(build) / MANIFEST).is_file():
        _check_known(known, build)
    print(append_decision(file, action, names, reason), end="")
    print(f"added to {file}; kg rebuild applies it", file=sys.stderr)


def _check_known(names: Sequence[str], build: Path) -> None:
    """UsageError for a name that no entity of the graph goes by: most often a slip."""
    nodes = list(read_entities(graph_folder(build)).values())
    called = {fold(surface) for node in nodes for surface, _ in surfaces(node)}
    for name in names:
        if fold(name) not in called:
            near = ", ".join(nearest_names(nodes, name))
            raise UsageError(f"nothing in the graph is called {name!r}" + (f"; the nearest: {near}" if near else "")
                             + "; --anyway decides it nevertheless")  # fmt: skip


# ------------------------------------------------------------------ as a list


def _listed(rows: Sequence[Row], limit: int) -> Iterator[Line]:
    for number, row in enumerate(rows[:limit], 1):
        yield from _question(f"{number}", row)
        yield from (line((_command(action, names), "quiet"), indent=4) for action, names in row.decide)
        yield line()
    rest = f"; {len(rows) - limit} more with --limit" if len(rows) > limit else ""
    yield line(f"{_counted(len(rows), 'question')}{rest}" if rows else "nothing to review")


def _question(number: str, row: Row) -> Iterator[Line]:
    weight = f"{_counted(row.impact, 'claim')}, {_counted(row.mentions, 'mention')}"
    yield line(f"{number}. ", (row.question, "heading"), (f"  {row.kind} · {weight}", "quiet"))
    yield from (line(reason, indent=4) for reason in row.reasons)
    for sentence in row.sentences:
        yield line(*_marked(sentence), (f"  {sentence.published} {sentence.where}", "quiet"), indent=4)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _marked(sentence: Sentence) -> list[tuple[str, str]]:
    return mark(sentence.text, [((sentence.start, sentence.end), "anchor")])


def _command(action: str, names: Sequence[str]) -> str:
    words = " ".join(f'"{name}"' for name in names)
    return f'kg review --{action.replace("_", "-")} {words} --reason "…"'


# ------------------------------------------------------------------ key by key


def _interview(rows: Sequence[Row], file: Path) -> None:
    """Ask what a decision answers; each is written at once, so that leaving loses nothing, and `u` takes it back."""
    asked = [row for row in rows if row.decide]
    if len(asked) < len(rows):
        print(f"{_counted(len(rows) - len(asked), 'question')} that no decision answers: --no-ask lists them\n")
    decided: list[tuple[int, bytes | None]] = []
    at = 0
    while at < len(asked):
        keys = _keys(asked[at])
        choices = [
            f"[{key}] {_command(action, names).split(' --reason')[0][10:]}" for key, (action, names) in keys.items()
        ]
        undo = ["u"] * bool(decided)
        choices += ["[r] give a reason first", *["[u] take the last back"] * len(undo), "[space] next", "[q] quit"]
        print_lines([*_question(f"{at + 1} of {len(asked)}", asked[at]), line("  ".join(choices), indent=4)])
        reason = f"Reviewed: {asked[at].question}"
        key = _key([*keys, *undo, "r", " ", "\r", "\n", "q"])
        if key == "r":
            reason = typer.prompt("    why")
            key = _key([*keys, *undo, " ", "q"])
        if key == "q":
            return
        if key == "u":
            at, before = decided.pop()
            put_back(file, before)
            print(f"taken back from {file}")
            continue
        if key in keys:
            decided.append((at, file.read_bytes() if file.is_file() else None))
            print(append_decision(file, *keys[key], reason), end="")
        at += 1
    print("nothing left to review")


def _keys(row: Row) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Key → decision: s same, n not the same, d drop, w wrong, 1 2 … the types."""
    letters = {"same": "s", "not_same": "n", "drop": "d", "wrong": "w"}
    return {letters.get(one[0], str(number)): one for number, one in enumerate(row.decide, 1)}


def _key(allowed: Sequence[str]) -> str:
    """The next key pressed that is one of these; end of input and Ctrl-C quit."""
    while True:
        pressed = read_key()
        if pressed in allowed:
            return pressed
        if pressed in ("", "\x03", "\x04"):
            return "q"
