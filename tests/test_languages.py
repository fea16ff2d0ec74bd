"""Which language a text is in; English is never taken for another."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from kg.read.languages import declared_language, language_name, language_of

ENGLISH = (
    "The mayor of Lyon opened a new bridge over the Rhone on Tuesday, two years later than planned. Its builders blame "
    "the high water of the spring and the price of steel for the long delay. Anna Berg, who had promised the bridge "
    "when she was elected, walked over it with Tom Reed of Norvik Energy and said the two sides of the town were one."
)
FOREIGN: dict[str, str] = yaml.safe_load(Path(__file__).with_name("foreign.yaml").read_text(encoding="utf-8"))
FIGURES = (
    "OSLO, March 5 - Shr 24 cts vs 13 cts\nNet 771,000 vs 314,000\nRevs 24.1 mln vs 11.3 mln\nAvg shrs 3,234,000\n" * 3
)


@pytest.mark.parametrize("code", sorted(FOREIGN))
@pytest.mark.parametrize("declared", [None, "en", "en-US", "", "x-default"])
def test_another_language_is_known_whatever_the_page_says(code: str, declared: str | None):
    assert language_of(FOREIGN[code], declared) == code


@pytest.mark.parametrize("declared", [None, "de", "fr-FR", "zh_CN", "en"])
def test_english_is_known_whatever_the_page_says(declared: str | None):
    assert language_of(ENGLISH, declared) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Lyon",
        "Anna Berg met Tom Reed in Oslo.",
        "Der Spiegel",
        "Anna Berg traf Tom Reed in Oslo.",
        "LYON OPENS BRIDGE",
        "Berg, Reed, Holm, Lindqvist, Dubreuil, Weidner, Korhola, O\u2019Hallan, Adler, Lee",
        FIGURES,
        "12 34 56 78 90 " * 40,
        "Oslo Bern Paris Lyon Rom Wien Prag Riga Turin Genf Nizza Bonn Ulm Kiel Trier Linz Graz Basel Biel Zug "
        "Chur Olten Brig Sion Berg Reed Holm Lind",
        "\U0001f600 " * 200,
    ],
)
def test_what_shows_no_language_stays_english(text: str):
    assert language_of(text) == "en"
    assert language_of(text, "en-GB") == "en"


def test_what_shows_no_language_is_what_the_page_says():
    assert language_of("Anna Berg traf Tom Reed in Oslo.", "de-AT") == "de"
    assert language_of("Lyon", "no such language") == "en"


@pytest.mark.parametrize(("declared", "code"), [("nb", "da"), ("hr", "pl"), ("de-CH", "de")])
def test_the_page_tells_neighbours_apart(declared: str, code: str):
    assert language_of(FOREIGN[code], declared) == declared[:2]


@pytest.mark.parametrize("code", sorted(FOREIGN))
def test_a_text_most_of_which_is_english_stays(code: str):
    other = FOREIGN[code]
    assert language_of(f"{ENGLISH}\n\n{other}") == "en"
    assert language_of(f"{other[:150]}\n\n{ENGLISH}") == "en"
    assert language_of(f"{other}\n\n" + f"{ENGLISH}\n\n" * 20) == "en"


@pytest.mark.parametrize("code", ["de", "fr", "nl", "da", "pl"])
def test_english_names_and_titles_in_another_language_do_not_make_it_english(code: str):
    assert language_of(f"Norvik Energy, The Lyon Courier, Bank of the South. {FOREIGN[code]}") == code


def test_codes_and_names():
    assert [declared_language(one) for one in ("en-US", "pt_BR", "DE", " fr ", "nb-NO", "zh-Hans")] == [
        "en", "pt", "de", "fr", "nb", "zh",
    ]  # fmt: skip
    assert [declared_language(one) for one in (None, "", "english", "xx", "und", "zxx", "C", "*")] == [None] * 8
    assert [language_name(one) for one in ("de", "nb", "zh", "xx")] == ["German", "Norwegian Bokmål", "Chinese", "xx"]


def test_english_needs_no_model():
    code = (
        "import sys; from kg.read.languages import language_of; "
        f"assert language_of({ENGLISH!r}) == 'en'; "
        "assert not any(name.startswith(('py3langid', 'babel', 'numpy')) for name in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


BENCH = Path(__file__).parents[2] / "shared" / "bench"


@pytest.mark.skipif(not BENCH.is_dir() and not os.environ.get("CI"), reason="the archives are not here")
def test_no_english_article_of_the_archives_is_lost():
    """One of 6,531 is French."""
    lost = []
    for path in sorted(BENCH.glob("archive_*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            lost += [code for line in stream if (code := language_of(json.loads(line)["text"])) != "en"]
    assert lost == ["fr"]


def test_a_list_of_names_shows_no_language():
    names = "Enga, Enugu, Erevan, Erongo, Erzincan, Ennedi-Est, Enriquillo, Entre Ríos, Emilia-Romagna, Bicol, Aklan"
    assert language_of(f"Anna Berg visited {names}. Tom Reed left for {names}. Ida Holm praised {names}.") == "en"
