"""What confidence is made of, and how its factors are fitted to what a reader judged."""

from __future__ import annotations

import json
from math import prod

import numpy as np
import pytest

from benchmarks.confidence import Design, by_pattern, figures, read_judged
from kg.claim.confidence import AT_MOST, FACTORS_FILE, LONG, MOST, NEWS, UNMEASURED, reasons_for, what_counts
from kg.model import Mention, Status
from kg.paths import shipped

FACTORS = json.loads((shipped("relations") / FACTORS_FILE).read_text())
ANNA = Mention(0, 9, "Anna Berg", "Person", "name")
SHE = Mention(0, 3, "She", "Person", "pronoun")
BERG = Mention(0, 4, "Berg", "Person", "name", local="berg")
ACME_INC = Mention(20, 28, "Acme Inc", "Organization", "name")
ACME = Mention(20, 24, "Acme", "Organization", "name")


def counted(
    ends: tuple[Mention, Mention] = (ANNA, ANNA), length: int = 60, status: Status = "actual", **more: bool
) -> list[str]:
    given = {"quoted": False, "dated": False} | more
    return [name for name in what_counts("MET", "MET/meet", status, ends, (0, length), **given) if name != "MET/meet"]


def test_a_plain_claim_has_the_factor_of_its_type():
    assert counted() == ["MET"]


@pytest.mark.parametrize(
    ("named", "factor"),
    [
        (counted((SHE, ANNA)), "pronoun"),
        (counted((ANNA, ACME)), "one-word organization"),
        (counted(length=LONG + 1), "long sentence"),
        (counted(quoted=True), "quoted"),
        (counted(dated=True), "dated"),
        (counted(status="planned"), "planned"),
        (counted((BERG, ACME_INC)), "one-word person"),
    ],
)
def test_what_makes_a_claim_less_or_more_sure_is_named_and_fitted(named: list[str], factor: str):
    assert sorted(named) == sorted(["MET", factor])
    assert factor in FACTORS


def test_an_acronym_is_no_one_word_organization():
    assert counted((ANNA, Mention(20, 23, "WTO", "Organization", "name"))) == ["MET"]


def test_who_has_a_full_name_elsewhere_in_the_article_is_no_one_word_person():
    assert counted((Mention(0, 4, "Berg", "Person", "name", local="anna berg"), ANNA)) == ["MET"]


def test_the_pattern_counts_by_what_was_judged_of_it():
    assert what_counts("MET", "MET/meet", "actual", (ANNA, ANNA), (0, 60), quoted=False, dated=False)[1] == "MET/meet"
    right = np.array([1.0] * 20 + [0.0] * 20 + [0.0])
    found = by_pattern(np.full(41, 0.5), right, ["X/often"] * 20 + ["X/never"] * 20 + ["X/once"])
    assert found["X/often"] > 1.5
    assert found["X/never"] < 0.5
    assert "X/once" not in found


def test_confidence_starts_from_the_pattern_and_never_ends_above_the_most():
    assert reasons_for(None, ["pronoun"], {}) == [("pattern", UNMEASURED)]
    reasons = reasons_for(0.99, ["dated"], {NEWS: 1.0, "dated": 1.3})
    assert [name for name, _ in reasons] == ["pattern", NEWS, "dated", AT_MOST]
    assert prod(factor for _, factor in reasons) == pytest.approx(MOST, abs=1e-3)


def test_what_is_wrong_more_often_gets_a_smaller_factor():
    rows = [{"rule": "X/y", "factors": ["pronoun"] * (i % 2), "right": i % 4 != 1} for i in range(200)]
    design = Design(rows)
    fitted = dict(zip(design.names, np.exp(design.fit()), strict=True))
    assert fitted["pronoun"] < 0.6 < fitted[NEWS]
    told = figures(design.stated(design.fit()), design.right)
    assert told["calibration error"] < 0.05
    assert told["AUC"] > 0.7


def test_the_factors_are_those_that_the_judged_claims_give():
    design = Design(read_judged())
    logs = design.fit()
    given = dict(zip(design.names, (float(np.exp(log)) for log in logs), strict=True)) | design.patterns(logs)
    assert {name: round(factor, 3) for name, factor in given.items()} == FACTORS
