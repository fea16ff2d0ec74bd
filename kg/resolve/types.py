"""The type of a name by the whole corpus: what most articles say overrules one recognizer's guess in a few."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.know.first_names import is_family_name, is_first_name
from kg.resolve.drafts import Draft

BY_FAR = 3
"""How many times as often a name has to be an organization's for the others to be misread."""


def settle_types(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, with those of people and places of whom nothing but one word is known given to the organization of
    that name, where it is named far more often.

    Somebody has a first name, a gender or a common surname, a place stands in the gazetteer; "Chemdale" has none.
    What only its words make a place ("Acton Villa") is unknown to it.
    """
    bodies: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.type == "Organization":
            for form in set(draft.forms.folded()):
                bodies[form].append(draft)
    kept: list[Draft] = []
    for draft in drafts:
        unknown = not draft.facts if draft.type == "Person" else _is_unknown(draft)
        body = _body_of(draft, bodies) if draft.type in {"Person", "Place"} and unknown else None
        if body is None:
            kept.append(draft)
            continue
        body.forms.take_in(draft.forms)
        body.groups += draft.groups
        read = "a person" if draft.type == "Person" else "a place"
        body.reasons = (*body.reasons, f"{body.name} = {draft.name}: read as {read} in fewer articles")
    return kept


def _is_unknown(place: Draft) -> bool:
    """Whether nothing but its own words says that this is a place: "Acton Villa"."""
    return not place.facts.get("iso2") and place.facts.get("kind", "facility") in {"facility", "region"}


def _body_of(draft: Draft, bodies: dict[str, list[Draft]]) -> Draft | None:
    forms = set(draft.forms.folded())
    if draft.type == "Person" and any(" " in form or is_first_name(form) or is_family_name(form) for form in forms):
        return None
    found = {id(body): body for form in forms for body in bodies.get(form, ())}
    if len(found) != 1:
        return None
    body = next(iter(found.values()))
    return body if body.forms.counts.total() >= BY_FAR * draft.forms.counts.total() else None
