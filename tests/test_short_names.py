"""Short names of bodies: the longer one of their own article, whatever other articles call so."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.corpora import Written, resolved


def article(ident: str, *bodies: str) -> Written:
    found = Written(ident)
    for body in bodies:
        found.organization(body)
    return found


def ids(articles: Sequence[Written]) -> dict[str, list[str]]:
    of = resolved(articles).of
    return {one.ident: [" ".join(meant) for meant in of[one.ident]] for one in articles}


@pytest.mark.parametrize(
    ("bodies", "expected"),
    [
        (("Bank of Norland", "Bank"), "bank-of-norland"),
        (("Bank", "Bank of Norland"), "bank-of-norland"),
        (("Vellmark United", "Reed Steel", "United"), "vellmark-united"),
        (("Norland Bank", "Solvik Bank", "Bank"), "solvik-bank"),
        (("Bank", "Norland Bank", "Solvik Bank"), ""),
        (("Bank",), ""),
        (("Reed Steel", "Fund"), ""),
    ],
)
def test_a_kind_in_capitals_is_the_one_of_its_kind_in_the_article(bodies: tuple[str, ...], expected: str):
    found = ids([article("a", *bodies)])["a"]
    assert found[next(i for i, body in enumerate(bodies) if body in {"Bank", "United", "Fund"})] == expected


def test_a_kind_is_another_body_in_another_article():
    found = ids([article("a", "Bank of Norland", "Bank"), article("b", "Bank of Solvik", "Bank")])
    assert found == {"a": ["bank-of-norland"] * 2, "b": ["bank-of-solvik"] * 2}


def test_two_firms_of_one_first_word_stay_two_each_where_it_is_named():
    found = ids(
        [article("a", "Vellmark Corp", "Vellmark"), article("b", "Vellmark Steel Corp", "Vellmark", "Vellmark")]
    )
    assert found == {"a": ["vellmark"] * 2, "b": ["vellmark-steel"] * 3}


def test_one_firm_by_its_first_word_is_that_firm_in_other_articles_too():
    found = ids([article("a", "Vellmark Steel Corp", "Vellmark"), article("b", "Vellmark")])
    assert found["b"] == found["a"][:1]


def test_beside_its_own_full_name_a_word_is_no_longer_one():
    found = ids([article("a", "Vellmark Corp", "Vellmark", "Vellmark Steel Corp")])
    assert found["a"] == ["vellmark", "vellmark", "vellmark-steel"]


@pytest.mark.parametrize("long", ["Danish Coffee Roasters' Union", "Coast Rescue Union", "Credit Roof Union of Iraq"])
def test_initials_that_nobody_knows_are_a_bodys_in_its_own_article_alone(long: str):
    found = ids([article("a", long), article("b", "CRU", "CRU")])
    assert found["b"] == ["cru", "cru"]


def test_initials_that_everybody_knows_and_those_beside_the_name_are_the_bodys():
    found = ids([article("a", "Federal Bureau of Investigation"), article("b", "FBI")])
    assert found["b"] == found["a"]
    assert ids([article("a", "Danish Coffee Roasters' Union", "CRU")])["a"] == ["danish-coffee-roasters-union"] * 2


def test_a_firm_that_never_goes_by_its_first_word_is_no_short_name():
    found = ids([article("a", "Dolphin Company", "Dolphin Project")])["a"]
    assert found == ["dolphin", "dolphin-project"]
