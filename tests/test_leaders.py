"""The table of leaders decides between readings, and never says more than the articles do."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from kg.know.gazetteer import load_gazetteer
from kg.know.leaders import ROLES, load_leaders
from kg.model import Resolution
from kg.paths import shipped
from tests.commands import kg_in
from tests.corpora import Written, entity_of, resolved

BRAZIL_1996 = "1996-05-02"


def bare(ident: str, published: str | None, name: str, title: str = "president", modifier: str = "") -> Written:
    """An article that calls somebody by a bare title."""
    written = Written(ident, published)
    written.person(name, title=title, modifier=modifier)
    return written


def office(resolution: Resolution, article: Written) -> str:
    """The id of the office that an article of `bare` names; "" where nobody knows of what it is."""
    offices = (i for ids in resolution.of[article.ident] for i in ids if resolution.entities[i].type == "Office")
    return next(offices, "")


@pytest.mark.parametrize(
    ("name", "title", "day", "country"),
    [
        ("Reagan", "president", "1987-03-02", "US"),
        ("Nakasone", "prime minister", "1987-03-02", "JP"),
        ("Xi", "president", "2020-03-02", "CN"),
        ("Cardoso", "president", BRAZIL_1996, "BR"),
        ("Harald", "king", "1995-03-02", "NO"),
        ("Zelensky", "president", "2022-03-02", "UA"),
        ("Volodymyr Zelenskiy", "president", "2022-03-02", "UA"),
        ("Abdel Fattah al-Sisi", "president", "2022-03-02", "EG"),
        ("Yulia Timoshenko", "prime minister", "2009-03-02", "UA"),
    ],
)
def test_a_surname_with_a_title_on_a_day_is_of_one_country(name: str, title: str, day: str, country: str):
    assert {term.iso2 for term in load_leaders().terms(name, title, date.fromisoformat(day))} == {country}


@pytest.mark.parametrize(
    ("name", "title", "day"),
    [
        ("Reagan", "president", "1996-05-02"),
        ("Reagan", "prime minister", "1987-03-02"),
        ("Reagan", "chief executive", "1987-03-02"),
        ("Bergqvist", "president", "1987-03-02"),
        ("Sarah Zelensky", "president", "2022-03-02"),
        ("", "president", "1987-03-02"),
    ],
)
def test_another_day_title_or_name_is_nobody(name: str, title: str, day: str):
    assert load_leaders().terms(name, title, date.fromisoformat(day)) == []


def test_a_former_holder_is_known_after_the_term_and_not_before():
    known = load_leaders()
    assert {term.iso2 for term in known.terms("Reagan", "president", date(1996, 5, 2), gone=True)} == {"US"}
    assert known.terms("Reagan", "president", date(1975, 5, 2), gone=True) == []


def test_a_bare_title_gets_its_state_and_the_person_a_wikidata_id():
    article = bare("a", BRAZIL_1996, "Cardoso")
    resolution = resolved([article], world=True)
    assert office(resolution, article) == "president:brazil"
    person = entity_of(resolution, article, 1)
    assert person is not None
    assert person.qid.startswith("Q")


def test_one_leader_under_several_forms_is_one_person_and_a_relative_is_another():
    full, bare_name = bare("a", BRAZIL_1996, "Fernando Henrique Cardoso"), bare("b", BRAZIL_1996, "Cardoso")
    wife = Written("c", BRAZIL_1996)
    wife.person("Ruth Cardoso")
    resolution = resolved([full, bare_name, wife], world=True)
    assert entity_of(resolution, full, 1) == entity_of(resolution, bare_name, 1)
    assert entity_of(resolution, wife, 0) != entity_of(resolution, full, 1)


def test_what_an_article_states_stands_over_the_table():
    written = Written("a", BRAZIL_1996)
    written.person("Cardoso", title="president", body=written.place("Peru"))
    resolution = resolved([written], world=True)
    assert {one.id for one in resolution.entities.values() if one.type == "Office"} == {"president:peru"}
    assert {one.qid for one in resolution.entities.values() if one.type == "Person"} == {""}


def test_without_the_world_the_body_stays_open():
    article = bare("a", BRAZIL_1996, "Cardoso")
    assert office(resolved([article]), article) == ""


def test_no_node_or_tie_comes_from_the_table_alone():
    article = bare("a", BRAZIL_1996, "Cardoso")
    resolution = resolved([article], world=True)
    assert {one.type for one in resolution.entities.values()} <= {"Person", "Office", "Place"}
    assert [one.id for one in resolution.entities.values() if one.type == "Place"] == ["brazil"]


def test_every_row_of_the_table_is_whole():
    known = load_gazetteer()
    with (shipped("knowledge") / "leaders.csv").open(encoding="utf-8", newline="") as rows:
        for number, row in enumerate(csv.DictReader(rows), 2):
            assert known.by_iso2(row["iso2"]), number
            assert row["role"] in {role for roles in ROLES.values() for role in roles}, number
            assert row["name"].strip(), number
            assert "://" not in row["name"], number
            assert "\N{NON-BREAKING HYPHEN}" not in row["name"], number
            assert not row["until"] or row["since"] <= row["until"], number


def test_it_can_be_left_out_on_the_command_line(tmp_path: Path):
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"text": "President Cardoso spoke on Monday in the old harbour.", "published": BRAZIL_1996}) + "\n"
    )
    for option, known in ((), True), (("--no-world",), False):
        ran = kg_in(tmp_path, "rebuild", "a.jsonl", "--no-load", "--workers", "0", *option)
        assert ran.code == 0
        assert (
            "president:brazil" in (tmp_path / "build" / "graph" / "nodes.jsonl").read_text(encoding="utf-8")
        ) is known


NAMESAKE = "Acme mourns Tom Cardoso, its former president Tom Cardoso. Cardoso was liked. Cardoso had led it for years."
VISITED = (
    "Peru waits. Peru has no money, and Peru said so. Brazil is far. "
    "A book tells of President Fernando Henrique Cardoso."
)
ABROAD = VISITED.replace("Brazil is far. ", "")


@pytest.mark.parametrize(
    ("text", "office"), [(NAMESAKE, None), (VISITED, "president:brazil"), (ABROAD, "president:brazil")]
)
def test_a_full_name_decides_over_a_surname_in_common_and_over_what_an_article_is_about(
    tmp_path: Path, text: str, office: str | None
):
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": text, "published": "2020-03-02"}) + "\n")
    assert kg_in(tmp_path, "rebuild", "a.jsonl", "--no-load", "--workers", "0").code == 0
    nodes = (tmp_path / "build" / "graph" / "nodes.jsonl").read_text(encoding="utf-8")
    assert [one for one in ("president:brazil", "president:peru") if one in nodes] == ([office] if office else [])


US_2024, US_2025 = "2024-03-01", "2025-08-01"


def _offices(folder: Path, *articles: tuple[str, str]) -> set[str]:
    """The offices held in a graph of articles: (published, text)."""
    lines = [json.dumps({"id": f"a{n}", "published": day, "text": text}) for n, (day, text) in enumerate(articles)]
    (folder / "a.jsonl").write_text("\n".join(lines) + "\n")
    assert kg_in(folder, "rebuild", "a.jsonl", "--no-load", "--workers", "0").code == 0
    edges = (folder / "build" / "graph" / "relationships.jsonl").read_text(encoding="utf-8").splitlines()
    held = [edge for edge in map(json.loads, edges) if edge["type"] == "HOLDS_OFFICE"]
    return {f"{edge['start']} {edge['end']}".replace("Entity:", "") for edge in held}


SUCCESSOR = "US President Donald Trump spoke on Monday in the old harbour."
HOPEFUL = "If Ruth Dahl becomes the next American president in November, both states will change."


@pytest.mark.parametrize("other", [(US_2025, SUCCESSOR), (US_2024, HOPEFUL)])
def test_neither_a_successor_nor_whoever_may_be_one_takes_the_post_from_a_head(tmp_path: Path, other: tuple[str, str]):
    found = _offices(tmp_path, (US_2024, "President Joe Biden spoke on Monday in the old harbour."), other)
    assert "joe-biden president:united-states" in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The United States changed. Then President Richard Nixon opened the talks.", "president:united-states"),
        (
            "Everything changed. In that year President Richard Nixon opened the talks.",
            "president:united-states",
        ),
    ],
)
def test_a_head_of_long_ago_is_known_by_the_full_name_whether_the_article_names_the_state_or_not(
    tmp_path: Path, text: str, expected: str
):
    assert f"richard-nixon {expected}" in _offices(tmp_path, (US_2025, text))


def test_a_monarch_of_several_realms_is_that_of_the_one_with_the_throne(tmp_path: Path):
    found = _offices(tmp_path, (US_2024, "King Charles spoke on Monday in the old harbour."))
    assert "charles king:united-kingdom" in found or "king-charles king:united-kingdom" in found


def test_a_king_is_king_where_there_is_one(tmp_path: Path):
    found = _offices(tmp_path, ("2017-10-12", "King Charles welcomed many guests to Windsor."))
    assert not [one for one in found if "king:" in one]


@pytest.mark.parametrize("title", ["Attorney General", "Deputy Attorney General", "Solicitor General"])
def test_a_states_law_officers_are_the_countrys_where_the_article_is_not_about_the_state(tmp_path: Path, title: str):
    told = f"President Joe Biden met {title} Pam Holm in Washington."
    post = f"pam-holm {title.lower().replace(' ', '-')}:united-states"
    assert post in _offices(tmp_path, ("2023-10-12", told))
    texan = f"{told} Texas is far away. Texas has lawyers, too."
    assert post not in _offices(tmp_path, ("2023-10-12", texan))


@pytest.mark.parametrize(
    "title", ["Communications Minister", "Vice President", "Deputy Prime Minister", "Trade Minister"]
)
def test_ministers_beside_a_head_that_the_table_knows_are_of_that_state(tmp_path: Path, title: str):
    text = f"Prime Minister Anwar Ibrahim paid nothing, {title} Osman Rahim said on Friday."
    found = _offices(tmp_path, ("2024-11-22", text))
    assert f"osman-rahim {title.lower().replace(' ', '-')}:malaysia" in found


def test_ministers_beside_heads_of_two_states_stay_open(tmp_path: Path):
    text = "Prime Minister Anwar Ibrahim met President Joe Biden, and Trade Minister Osman Rahim was there."
    assert "osman-rahim trade-minister:malaysia" not in _offices(tmp_path, ("2024-11-22", text))


def test_who_headed_a_state_before_is_known_by_the_full_name():
    served = bare("a", "2005-03-01", "Fernando Henrique Cardoso")
    assert office(resolved([served], world=True), served) == "president:brazil"
    surname = bare("a", "2005-03-01", "Cardoso")
    assert office(resolved([surname], world=True), surname) == ""
    early = bare("a", "1975-03-01", "Fernando Henrique Cardoso")
    assert office(resolved([early], world=True), early) == ""
