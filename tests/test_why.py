"""`kg why`: whom words of an article mean, and which sieve says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.explore.why import meanings
from kg.mention.sieves import SIEVES
from tests.commands import kg
from tests.reading import Reader

SPOKEN = [
    (
        "apposition",
        "his Greek counterpart",
        "Tom Reed",
        "Premier Anna Berg met his Greek counterpart, Tom Reed.",
    ),
    ("only holder", "the premier", "Anna Berg", "Prime Minister Anna Berg met Tom Reed. The premier smiled."),
    (
        "this very title",
        "the dictator",
        "Tom Reed",
        "Peru's dictator, Tom Reed, met President Ida Holm of Ghana. The dictator smiled.",
    ),
    (
        "told without a body",
        "the president",
        "Lund",
        "President Lund received President Ida Holm of Ghana. Lund smiled, and Lund spoke. The president left.",
    ),
    (
        "near holder",
        "the mayor",
        "Tom Reed",
        "Ida Holm, the mayor of Lyon, wrote a letter.\n\nIt rained. It snowed. It was cold.\n\n"
        "Tom Reed, the mayor of Leeds, answered. The mayor thanked her.",
    ),
    ("age", "the 45-year-old", "Tom Reed", "The police arrested Tom Reed on Monday. The 45-year-old said nothing."),
    ("former or latter", "latter", "Carl Holm", "Tom Reed sued Carl Holm. The latter paid."),
    ("with kin", "her", "Ida Holm", "Anna Berg spoke to Tom Reed. Anna Berg met Ida Holm, and her husband wept."),
    ("parallel", "his", "Tom Reed", "Tom Reed left. His lawyer, Carl Holm, stayed. His wife wept."),
    ("as many", "both leaders", "Anna Berg + Tom Reed", "Anna Berg met Tom Reed. Both leaders smiled."),
    ("writer", "my", "somebody or something without a name", "I met Anna Berg in Oslo. She read my letter."),
    ("reflexive", "himself", "Tom Reed", "Carl Holm saw that Tom Reed blamed himself."),
    ("salience", "she", "Anna Berg", "Anna Berg met Tom Reed. She smiled."),
    ("relative clause", "who", "Anna Berg", "Anna Berg, who met Tom Reed, smiled."),
    (
        "governed",
        "the government",
        "Norwegian",
        "Norwegian Prime Minister Anna Berg came home. The government rejected the plan.",
    ),
    ("kind", "the airline", "Norvik Airlines", "Norvik Airlines lost money. The airline will close."),
    ("list", "they", "Anna Berg + Tom Reed", "Anna Berg and Tom Reed founded a bank. They sold it."),
    ("pair", "they", "Peru + Chile", "Peru held talks with Chile in Lima. They agreed on a fishing zone."),
    ("one body", "they", "Norvik Energy", "Norvik Energy said that they will close the harbour."),
]


@pytest.mark.parametrize(("sieve", "words", "meant", "text"), SPOKEN, ids=[row[0] for row in SPOKEN])
def test_each_sieve_speaks_where_the_ones_before_it_do_not(
    sieve: str, words: str, meant: str, text: str, read: Reader
) -> None:
    *_, found = meanings(read(text).extractions[0], words)
    assert (found.sieve, " + ".join(found.meant), found.because) == (sieve, meant, SIEVES[sieve])


def test_every_sieve_has_a_text() -> None:
    assert {row[0] for row in SPOKEN} == set(SIEVES)


def test_a_name_tells_the_fullest_form_and_a_post_its_body_and_holder(read: Reader) -> None:
    extraction = read("Norwegian Prime Minister Anna Berg left. Berg said nothing.").extractions[0]
    assert meanings(extraction, "Berg")[-1].meant == ("Anna Berg",)
    assert meanings(extraction, "prime minister")[0].meant == ("prime minister of Norwegian held by Anna Berg",)


def test_kg_why_reads_an_article_again_and_shows_the_words_in_their_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Anna Berg met Tom Reed in Oslo. She had come by train, and the farmers booed.\n", encoding="utf-8")
    shown = kg(capsys, "why", "she", "--in", str(file)).out.splitlines()
    assert shown[0].startswith("“She” → Anna Berg · salience: ")
    assert shown[1] == "  [She|anchor] had come by train, and the farmers booed."
    (row,) = json.loads(kg(capsys, "why", "she", "--in", str(file), "--json").out)
    assert (row["meant"], row["sieve"]) == (["Anna Berg"], "salience")
    missed = kg(capsys, "why", "the airline", "--in", str(file))
    assert missed.code == 2
    assert "'the airline' is no name, description or pronoun" in missed.err
    assert kg(capsys, "why", "she", "--in", str(tmp_path / "b.txt"), "--build", str(tmp_path)).code == 2


@pytest.mark.parametrize(
    ("text", "her"),
    [
        ("Anna Berg spoke. She greeted the owner of Norvik, Ida Holm, and her husband Carl.", "Ida Holm"),
        ("Anna Berg sued Ida Holm and her sister Lea.", "Ida Holm"),
        ("Anna Berg met Tom Reed and her brother Carl.", ""),
        ("Anna Berg met Ida Holm, and her lawyer wept.", ""),
        ("Anna Berg praised Ida Holm and, later, her father Carl.", ""),
    ],
)
def test_kin_behind_and_is_whose_name_stands_before_it(text: str, her: str, read: Reader) -> None:
    *_, found = meanings(read(text).extractions[0], "her")
    assert (found.meant == (her,)) if her else (found.sieve != "with kin")
