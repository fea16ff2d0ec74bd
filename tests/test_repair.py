"""Text that was decoded wrongly is set right; text that is right stays, letter for letter."""

from __future__ import annotations

import ftfy.bad_codecs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read.repair import repaired

ftfy.bad_codecs.ok()  # registers windows-1252 as browsers decode it
RIGHT = (
    "Peter O’Hallan met Marta Lindqvist in São Paulo – “a good day,” he said.",
    "The café in Besançon costs €5; Ångström, Dvořák and Łódź are names.",
    "Müller: «Ça va», naïve, Øresund, Ærø; 5 °C ± 2, ½ £3 §4 ¶ ™ © …",
    "“We’re here,” she said — and left…",
    "ÂNGELA CONCEIÇÃO, SÃO JOÃO, ÉTÉ À LA MER, L’ÎLE D’YEU",
    "Elvis’ house, the Smiths’ à la carte menu, Tōkyō, Zürich’s",
    "Привет, Москва. 東京で会談。",
    "plain words",
)


@pytest.mark.parametrize("text", RIGHT)
@pytest.mark.parametrize("twice", [False, True])
def test_what_was_decoded_as_windows_1252_is_repaired(text: str, twice: bool):
    wrong = text
    for _ in range(1 + twice):
        wrong = wrong.encode().decode("sloppy-windows-1252")
    found, note = repaired(wrong)
    assert found == text
    assert (note is None) == text.isascii()


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_stays(text: str):
    assert repaired(text) == (text, None)


def test_only_the_wrong_lines_change_and_the_note_shows_one():
    wrong = "Peter Oâ€™Hallan met Marta Lindqvist.\r\nThey drank cafÃ© au lait.\n“Good,” she said, “très bon.”\n"
    found, note = repaired(wrong)
    assert found == "Peter O’Hallan met Marta Lindqvist.\r\nThey drank café au lait.\n“Good,” she said, “très bon.”\n"
    assert note == "lines decoded wrongly before, repaired: 2, such as 'Oâ€™Hallan' for 'O’Hallan'"


def test_right_and_wrong_in_one_line():
    assert repaired("“Oâ€™Hallan” met O’Brien at 5 €.")[0] == "“O’Hallan” met O’Brien at 5 €."


@given(st.text(st.characters(min_codepoint=32, max_codepoint=0x17F, exclude_categories=["Cc"]), max_size=40))
def test_repairing_twice_is_repairing_once(text: str):
    once, _ = repaired(text)
    assert repaired(once)[0] == once
