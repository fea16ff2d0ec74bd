"""An explanation as lines to print: sentences with subject, object and anchor marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from kg.explore.dossier_lines import cited, shown, support
from kg.explore.explain import Explanation, Reason, Statement
from kg.explore.marking import Line, line, mark
from kg.graph.about import counted, told_interval

WAYS = 5
TOGETHER = 5
SHORT = 8
"""Letters of a claim's id that are shown: enough for `kg report`."""


def explanation_lines(found: Explanation, symmetric: Callable[[str], bool]) -> Iterator[Line]:
    """The explanation for a person to read. `symmetric` says which types have no direction."""
    yield line((found.a, "name"), " and ", (found.b, "name"))
    for reason in found.relationships:
        yield line()
        yield from _reason(reason, symmetric)
    if not found.relationships:
        yield line("no sentence relates them to one another", indent=2)
        yield from _common(found)


def _reason(reason: Reason, symmetric: Callable[[str], bool]) -> Iterator[Line]:
    status = (reason.status, {"actual": "good", "denied": "bad"}.get(reason.status, ""))
    details = [f" · {name} {shown(value)}" for name, value in reason.details.items()]
    time, place = reason.when and f" · {told_interval(reason.when)}", reason.place and f" · at {reason.place}"
    ends = f"{reason.subject} {'–' if symmetric(reason.type) else '→'} {reason.object}"
    yield line((reason.type, "heading"), f" {ends} · ", status, time, place, *details)
    yield line(
        f"{support(reason.sources, reason.claims, reason.plan_sources)}, confidence {reason.confidence:g}", indent=2
    )
    if reason.history:
        yield line("first planned: " + "; ".join(reason.history), indent=2)
    if reason.surprising:
        yield line("surprising: " + "; ".join(reason.surprising), indent=2)
    for number, statement in enumerate(reason.statements, 1):
        yield from _statement(number, statement)
    if reason.more:
        yield line(f"… and {counted(reason.more, 'claim')} more", indent=2)
    yield line((f"wrong? {strike(reason)}", "quiet"), indent=2)


def strike(reason: Reason) -> str:
    """The command that decides that a relationship is wrong."""
    some = ' --sentence "words of one of them"' if len(reason.statements) + reason.more > 1 else ""
    ends = f'"{reason.subject}" {reason.type} "{reason.object}"'
    return f'kg review --wrong {ends}{some} --reason "…"'


def _statement(number: int, said: Statement) -> Iterator[Line]:
    spans = [(said.subject, "subject"), (said.object, "object"), (said.anchor, "anchor")]
    yield line(f"{number}. ", *mark(said.sentence, [(span, role) for span, role in spans if span]), indent=2)
    if said.article:
        yield line((cited(said.article), "quiet"), indent=5)
    told = [said.status, said.when and f"{told_interval(said.when)} (“{said.when_words}”)", *_voice(said)]
    told += [f"{name} {shown(value)}" for name, value in said.details.items()]
    yield line(("says: " + " · ".join(part for part in told if part), "quiet"), indent=5)
    made = " × ".join(said.reasons) or "not told"
    written = f" in {said.rule_file}" if said.rule_file else ""
    confidence = f"confidence {said.confidence:g} = {made}"
    yield line((f"rule {said.rule}{written} · {confidence} · claim {said.claim[:SHORT]}", "quiet"), indent=5)


def _voice(said: Statement) -> list[str]:
    quoted = ["in a quotation"] if said.quoted else []
    return [*quoted, f"according to {said.speaker}"] if said.speaker else quoted


def _common(found: Explanation) -> Iterator[Line]:
    if found.ways:
        yield line("related through", indent=2)
    for way in islice(found.ways, WAYS):
        yield line((way.through, "name"), f" · {found.a} {way.first}, {found.b} {way.second}", indent=4)
    if found.together:
        yield line(f"named together in {counted(len(found.together), 'article')}", indent=2)
    for article in islice(found.together, TOGETHER):
        yield line(cited(article), indent=4)
